import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import type { Times } from '../../protocol/ladder.ts'
import { Icon, type IconName } from '../parts/icon.tsx'
import { useRoom } from '../room.ts'
import { roughly } from '../words/format.ts'
import { countdown, type Level } from './countdown.ts'

const RADIUS = 15
const AROUND = 2 * Math.PI * RADIUS

/** What stands at the ring's edge: nobody has to tell the levels apart by their colours. */
const marks: Record<Exclude<Level, 'calm' | 'breach'>, IconName> = {
  nudge: 'bell',
  'hand-on': 'pass',
  'all-hands': 'hands',
}

/** The clock of an unanswered first message: digits in a ring that empties, louder with each rung, then a badge that counts up. */
export function Ring(props: { startedAt: number; times: Times }): VNode {
  const { ticker, words: w } = useRoom()
  useEffect(() => ticker.watch(), [ticker])
  const { startedAt, times } = props
  const { level, seconds, part } = countdown(startedAt, times, ticker.now.value)
  if (level === 'breach') {
    const late = roughly(seconds * 1000, w)
    return (
      <span class="clock breach" role="img" aria-label={w.clock.over(late)}>
        <Icon name="alert" />
        <span aria-hidden="true">+{late}</span>
      </span>
    )
  }
  const label = [w.clock.left(seconds), level !== 'calm' && w.clock.level[level]]
  return (
    <span class={`clock ${level}`} role="img" aria-label={label.filter(Boolean).join(', ')}>
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
      {level !== 'calm' && (
        <span class="mark">
          <Icon name={marks[level]} />
        </span>
      )}
    </span>
  )
}
