import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { Icon } from '../parts/icon.tsx'
import { useRoom } from '../room.ts'
import { roughly } from '../words/format.ts'
import { countdown } from './countdown.ts'

const RADIUS = 15
const AROUND = 2 * Math.PI * RADIUS

/** The clock of an unanswered first message: digits in a ring that empties, then a badge that counts up. */
export function Ring(props: { startedAt: number; targetMs: number }): VNode {
  const { ticker, words: w } = useRoom()
  useEffect(() => ticker.watch(), [ticker])
  const { step, seconds, part } = countdown(props.startedAt, props.targetMs, ticker.now.value)
  if (step === 'overdue') {
    const late = roughly(seconds * 1000, w)
    return (
      <span class="clock overdue" role="img" aria-label={w.clock.over(late)}>
        <Icon name="alert" />
        <span aria-hidden="true">+{late}</span>
      </span>
    )
  }
  return (
    <span class={`clock ${step}`} role="img" aria-label={w.clock.left(seconds)}>
      <svg viewBox="0 0 36 36" aria-hidden="true">
        <circle class="track" cx="18" cy="18" r={RADIUS} />
        <circle
          class="left"
          cx="18"
          cy="18"
          r={RADIUS}
          pathLength={AROUND}
          stroke-dasharray={`${AROUND * part} ${AROUND}`}
          transform="rotate(-90 18 18)"
        />
      </svg>
      <span class="digits" aria-hidden="true">
        {seconds}
      </span>
    </span>
  )
}
