import type { VNode } from 'preact'
import type { FirstResponseBrief, Ledger } from '../../protocol/report.ts'
import { useRoom } from '../room.ts'
import { hashOf } from '../route.ts'
import { span } from '../words/format.ts'
import { sorted } from './breach.ts'
import type { Figures } from './figures.ts'
import { LedgerLine } from './ledger.tsx'

/** Today's numbers under one headline, the definition below, and every episode behind them, the breaches first. */
export function Today({ figures }: { figures: Figures }): VNode {
  const { desk, words: w } = useRoom()
  const report = figures.report.value
  const { sites } = desk.view.value
  return (
    <section class="panel today" aria-labelledby="board-today">
      <header class="panel-head">
        <h2 id="board-today">{w.board.today}</h2>
        {sites.length > 1 && (
          <select
            aria-label={w.board.site}
            onChange={event => figures.choose(event.currentTarget.value || null)}
          >
            <option value="">{w.board.allSites}</option>
            {sites.map(site => (
              <option key={site.id} value={site.id}>
                {site.name}
              </option>
            ))}
          </select>
        )}
        <a class="to-report" href={hashOf({ at: 'report', query: '' })}>
          {w.board.report}
        </a>
      </header>
      {figures.failed.value && <p class="trouble">{w.board.failed}</p>}
      {report && <Numbers report={report} />}
      {report && <Episodes report={report} />}
      {report && figures.canShowMore.value && (
        <button type="button" class="link" onClick={figures.showMore}>
          {w.board.more}
        </button>
      )}
    </section>
  )
}

function Numbers({ report }: { report: FirstResponseBrief }): VNode {
  const { words: w, locale } = useRoom()
  const { share, episodes: count, p50Ms, p90Ms, p99Ms, waiting, abandoned } = report
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  // Rounded down: 99.6 % within the target is not "100 %".
  const shown = share === null ? '–' : percent.format(Math.floor(share * 100) / 100)
  const time = (ms: number | null): string => {
    if (ms !== null) return span(ms, w, locale)
    return count > 0 && share !== null ? w.board.endless : '–'
  }
  return (
    <>
      <dl class="numbers">
        <div class="headline">
          <dt>{share === null ? w.board.noShare : w.board.share}</dt>
          <dd>{shown}</dd>
        </div>
        <div>
          <dt>{w.board.episodes}</dt>
          <dd>{count}</dd>
        </div>
        <div>
          <dt>{w.board.p50}</dt>
          <dd>{time(p50Ms)}</dd>
        </div>
        <div>
          <dt>{w.board.p90}</dt>
          <dd>{time(p90Ms)}</dd>
        </div>
        <div>
          <dt>{w.board.p99}</dt>
          <dd>{time(p99Ms)}</dd>
        </div>
        <div>
          <dt>{w.board.unanswered}</dt>
          <dd>{waiting + abandoned}</dd>
        </div>
      </dl>
      <p class="definition">{w.board.definition(report.definition)}</p>
    </>
  )
}

function Episodes({ report }: { report: FirstResponseBrief }): VNode {
  const { desk, words: w } = useRoom()
  // A breach is an event, so that a newer report follows it: the time of this one is near enough.
  const { breaches, others } = sorted(report.ledgers, desk.client.now())
  return (
    <>
      <h3>
        {w.board.breaches}{' '}
        {breaches.length > 0 && (
          <span class="count urgent">{Math.max(report.breaches, breaches.length)}</span>
        )}
      </h3>
      {breaches.length === 0 && <p class="muted">{w.board.noBreach}</p>}
      <Ledgers ledgers={breaches} />
      <h3>{w.board.ledger}</h3>
      {report.ledgers.length === 0 && <p class="muted">{w.board.noLedger}</p>}
      <Ledgers ledgers={others} />
    </>
  )
}

function Ledgers({ ledgers }: { ledgers: Ledger[] }): VNode {
  return (
    <ul class="plain ledgers">
      {ledgers.map(ledger => (
        <li key={`${ledger.conversation} ${ledger.n}`}>
          <LedgerLine ledger={ledger} />
        </li>
      ))}
    </ul>
  )
}
