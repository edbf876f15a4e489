import type { VNode } from 'preact'
import type { Ledger } from '../../protocol/report.ts'
import { useRoom } from '../room.ts'
import { exactly } from '../words/format.ts'
import { byPhase, phases, type Segment } from './segments.ts'

const HEIGHT = 16

/** Where an episode's time went, drawn against its target: the line marks what was promised. */
export function Bar({ ledger, cut }: { ledger: Ledger; cut: Segment[] }): VNode {
  const { words: w, locale } = useRoom()
  const sum = byPhase(cut)
  const { targetMs } = ledger
  const last = cut.at(-1)
  // A little room behind the target, so that its mark is inside.
  const whole = Math.max(last ? last.from + last.ms : 0, targetMs * 1.05)
  const percent = (ms: number): string => `${(ms / whole) * 100}%`
  return (
    <div class="bar">
      <svg aria-hidden="true" height={HEIGHT}>
        <rect class="track" width="100%" height={HEIGHT} rx="4" />
        {cut.map(({ phase, from, ms }) => (
          <rect
            key={from}
            class={`phase-${phase}`}
            x={percent(from)}
            width={percent(ms)}
            height={HEIGHT}
          />
        ))}
        {cut
          .slice(1)
          .map(({ from, holder }, i) =>
            holder === cut[i]?.holder ? null : (
              <rect key={from} class="cut" x={percent(from)} width="2" height={HEIGHT} />
            ),
          )}
        <rect class="goal" x={percent(targetMs)} width="2" height={HEIGHT} />
      </svg>
      <ul class="legend">
        {phases
          .filter(phase => sum[phase] > 0)
          .map(phase => (
            <li key={phase}>
              <span class={`swatch phase-${phase}`} aria-hidden="true" />
              {w.board.phase[phase]} <span class="digits">{exactly(sum[phase], w, locale)}</span>
            </li>
          ))}
        <li>
          <span class="swatch goal" aria-hidden="true" />
          {w.board.target(exactly(targetMs, w, locale))}
        </li>
      </ul>
    </div>
  )
}
