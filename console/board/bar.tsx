import type { VNode } from 'preact'
import type { Ledger } from '../../protocol/report.ts'
import { useRoom } from '../room.ts'
import { span } from '../words/format.ts'

/** Where an episode's time went, drawn against its target: the line marks what was promised. */
export function Bar({ ledger }: { ledger: Ledger }): VNode {
  const { words: w, locale } = useRoom()
  const { queuedMs, assignedMs, openedMs } = ledger.phases
  const phases = [
    { key: 'queued', ms: queuedMs, text: w.board.queued },
    { key: 'assigned', ms: assignedMs, text: w.board.assigned },
    { key: 'opened', ms: openedMs, text: w.board.opened },
  ]
  // A little room behind the target, so that its mark is inside.
  const whole = Math.max(queuedMs + assignedMs + openedMs, ledger.targetMs * 1.05)
  const percent = (ms: number): string => `${(ms / whole) * 100}%`
  let at = 0
  return (
    <div class="bar">
      <svg aria-hidden="true" height="12">
        <rect class="track" width="100%" height="12" rx="6" />
        {phases.map(({ key, ms }) => {
          const x = percent(at)
          at += ms
          return <rect key={key} class={key} x={x} width={percent(ms)} height="12" />
        })}
        <rect class="goal" x={percent(ledger.targetMs)} width="2" height="12" />
      </svg>
      <ul class="legend">
        {phases.map(({ key, ms, text }) => (
          <li key={key}>
            <span class={`swatch ${key}`} aria-hidden="true" />
            {text} <span class="digits">{span(ms, w, locale)}</span>
          </li>
        ))}
        <li>
          <span class="swatch goal" aria-hidden="true" />
          {w.board.target(span(ledger.targetMs, w, locale))}
        </li>
      </ul>
    </div>
  )
}
