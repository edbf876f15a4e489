import type { VNode } from 'preact'
import type { Summary } from '../../protocol/report.ts'
import { useRoom } from '../room.ts'
import { span } from '../words/format.ts'
import { type Change, changeOf } from './change.ts'
import { percentText, timeText } from './figure.ts'

const percentiles = [
  [50, 'p50Ms'],
  [90, 'p90Ms'],
  [95, 'p95Ms'],
  [99, 'p99Ms'],
] as const
const shares = [
  [15, 'share15'],
  [30, 'share30'],
  [60, 'share60'],
] as const

/** Below a tenth of a point or of a second nothing is said to have changed. */
const SHARE_NOISE = 0.001
const TIME_NOISE_MS = 100

/** The share within the target in large, and around it what else is known, each against the period before. */
export function Numbers({ now, before }: { now: Summary; before: Summary }): VNode {
  const { words: w, locale } = useRoom()
  const share = (key: 'share' | 'share15' | 'share30' | 'share60'): VNode => (
    <>
      <dd>{percentText(now[key], locale)}</dd>
      <Moved
        change={changeOf(now[key], before[key], 'more', SHARE_NOISE)}
        by={by =>
          w.report.points(
            new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(by * 100),
          )
        }
      />
    </>
  )
  return (
    <>
      <dl class="numbers">
        <div class="headline">
          <dt>{w.report.share}</dt>
          {share('share')}
          <dd class="muted was">
            {before.share === null
              ? w.report.noBefore
              : w.report.before(percentText(before.share, locale))}
          </dd>
        </div>
      </dl>
      <div class="number-groups">
        <section>
          <h3>{w.report.shares}</h3>
          <dl class="numbers">
            {shares.map(([s, key]) => (
              <div key={key}>
                <dt>{w.report.seconds(s)}</dt>
                {share(key)}
              </div>
            ))}
          </dl>
        </section>
        <section>
          <h3>{w.report.percentiles}</h3>
          <dl class="numbers">
            {percentiles.map(([n, key]) => (
              <div key={key}>
                <dt>{w.report.percentile(n)}</dt>
                <dd>{timeText(now[key], now.share, w, locale)}</dd>
                <Moved
                  change={changeOf(now[key], before[key], 'less', TIME_NOISE_MS)}
                  by={by => span(by, w, locale)}
                />
              </div>
            ))}
          </dl>
        </section>
        <section>
          <h3>{w.report.counts}</h3>
          <dl class="numbers">
            {(['count', 'answered', 'waiting', 'abandoned'] as const).map(key => (
              <div key={key}>
                <dt>{w.report[key]}</dt>
                <dd>{new Intl.NumberFormat(locale).format(now[key])}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </>
  )
}

/** How a number moved: by sign, by word for those who do not see colours, and in colour. */
function Moved(props: { change: Change | null; by(amount: number): string }): VNode | null {
  const { words: w } = useRoom()
  const { change } = props
  if (!change) return null
  if (change.verdict === 'same') return <dd class="moved muted">{w.report.same}</dd>
  return (
    <dd class={`moved ${change.verdict}`}>
      {change.by > 0 ? '+' : '−'}
      {props.by(Math.abs(change.by))} <span>{w.report[change.verdict]}</span>
    </dd>
  )
}
