import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Ratings as Rated } from '../../protocol/report.ts'
import { Stars } from '../parts/stars.tsx'
import { useRoom } from '../room.ts'
import { moment } from '../words/format.ts'
import { percentText } from './figure.ts'
import type { Filters, Period } from './filters.ts'

/** What visitors thought in the range of the report, with their own words. */
export function Ratings({ filters, period }: { filters: Filters; period: Period }): VNode {
  const { api, words: w } = useRoom()
  const [shown, setShown] = useState<Rated | 'loading' | 'failed'>('loading')
  const { from, to } = period
  const { site } = filters
  useEffect(() => {
    let gone = false
    const question = new URLSearchParams({ from: String(from), to: String(to) })
    if (site !== null) question.set('site', site)
    void api.ratings(question).then(answer => {
      if (!gone) setShown(answer.ok ? answer.value : 'failed')
    })
    return () => {
      gone = true
    }
  }, [api, site, from, to])
  return (
    <section class="panel" aria-labelledby="report-ratings">
      <h2 id="report-ratings">{w.ratings.title}</h2>
      {shown === 'loading' && <p class="muted">{w.report.loading}</p>}
      {shown === 'failed' && <p class="trouble">{w.ratings.failed}</p>}
      {typeof shown === 'object' && (
        <>
          {filters.department !== null || filters.agent !== null ? (
            <p class="note">{w.ratings.allOfShop}</p>
          ) : null}
          <Shown of={shown} />
          <h3 class="defined">{w.report.defined}</h3>
          <p class="definition">{w.ratings.definition(shown.definition)}</p>
        </>
      )}
    </section>
  )
}

function Shown({ of }: { of: Rated }): VNode {
  const { words: w, locale } = useRoom()
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const signed = new Intl.NumberFormat(locale, {
    maximumFractionDigits: 0,
    signDisplay: 'exceptZero',
  })
  if (of.count === 0 && !of.nps && of.comments.length === 0)
    return <p class="muted">{w.ratings.none}</p>
  return (
    <>
      <dl class="numbers">
        <div class="headline">
          <dt>{w.ratings.csat}</dt>
          <dd>{percentText(of.share45, locale)}</dd>
        </div>
        <div>
          <dt>{w.ratings.average}</dt>
          <dd>{of.average === null ? '–' : number.format(of.average)}</dd>
        </div>
        <div>
          <dt>{w.ratings.count}</dt>
          <dd>{number.format(of.count)}</dd>
        </div>
        <div>
          <dt>{w.ratings.nps}</dt>
          <dd>{of.nps ? signed.format(of.nps.score) : '–'}</dd>
          {of.nps && <dd class="muted was">{w.ratings.npsOf(of.nps.count)}</dd>}
        </div>
      </dl>
      <div class="charts ratings">
        <Spread byScore={of.byScore} count={of.count} />
        <Comments of={of.comments} />
      </div>
    </>
  )
}

function Spread({ byScore, count }: { byScore: readonly number[]; count: number }): VNode {
  const { words: w, locale } = useRoom()
  const most = Math.max(1, ...byScore)
  return (
    <table class="spread">
      <caption>{w.ratings.spread}</caption>
      <tbody>
        {[5, 4, 3, 2, 1].map(score => {
          const n = byScore[score - 1] ?? 0
          return (
            <tr key={score}>
              <th scope="row">
                <Stars score={score} />
                <span class="unseen">{w.ratings.stars(score)}</span>
              </th>
              <td class="spread-bar" aria-hidden="true">
                <svg width="100%" height="10" aria-hidden="true">
                  <rect width={`${(n / most) * 100}%`} height="10" rx="3" />
                </svg>
              </td>
              <td class="digits">{new Intl.NumberFormat(locale).format(n)}</td>
              <td class="digits muted">{percentText(count ? n / count : null, locale, 0)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Comments({ of }: { of: Rated['comments'] }): VNode {
  const { desk, words: w, locale } = useRoom()
  return (
    <section class="comments" aria-labelledby="report-comments">
      <h3 id="report-comments">{w.ratings.comments}</h3>
      {of.length === 0 && <p class="muted">{w.ratings.noComments}</p>}
      <ul class="plain">
        {of.map(({ c, at, score, comment }) => (
          <li key={`${c} ${at}`}>
            <p class="comment" dir="auto">
              {comment}
            </p>
            <p class="hint">
              {score !== null && (
                <>
                  <Stars score={score} />
                  <span class="unseen">{w.ratings.stars(score)}</span>
                  {' · '}
                </>
              )}
              <span class="digits">{moment(at, locale)}</span> ·{' '}
              <button type="button" class="link" onClick={() => desk.show(c)}>
                {w.ratings.open}
              </button>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
