import type { VNode } from 'preact'
import type { Times } from '../../protocol/ladder.ts'
import { useRoom } from '../room.ts'
import { rungs } from './rungs.ts'

/** The ladder drawn to scale; the same times stand in words below it. */
export function LadderLine({ times }: { times: Times }): VNode | null {
  const { words: w, locale } = useRoom()
  const whole = Math.max(...rungs.map(rung => times[rung]))
  if (!Number.isFinite(whole) || whole <= 0) return null
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const seconds = (ms: number): string => w.unit.s(number.format(ms / 1000))
  return (
    <figure class="ladder-line">
      <svg width="100%" height="20" aria-hidden="true">
        <rect class="track" y="8" width="100%" height="4" rx="2" />
        {rungs.map(rung => (
          <circle
            key={rung}
            class={rung}
            cx={`${2 + (times[rung] / whole) * 96}%`}
            cy="10"
            r={rung === 'targetMs' ? 8 : 6}
          />
        ))}
      </svg>
      <figcaption class="unseen">{w.policy.picture}</figcaption>
      <ol class="legend">
        {rungs.map(rung => (
          <li key={rung}>
            <span class={`swatch round ${rung}`} aria-hidden="true" />
            {w.policy.rung[rung]} <span class="digits">{seconds(times[rung])}</span>
          </li>
        ))}
      </ol>
    </figure>
  )
}
