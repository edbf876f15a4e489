import type { VNode } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Report as Answered } from '../api.ts'
import { useRoom } from '../room.ts'
import { oneTarget } from './bars.ts'
import { Curves } from './curves.tsx'
import { FilterBar } from './filterbar.tsx'
import { filtersOf, periodOf, questionOf } from './filters.ts'
import { Numbers } from './numbers.tsx'
import { Parts } from './parts.tsx'
import { Took } from './took.tsx'
import { Triggers } from './triggers.tsx'

type Asked =
  | { at: 'loading' }
  | { at: 'failed' }
  /** `question` is what it answers: another may have been asked since. */
  | { at: 'shown'; report: Answered; question: string }

/** First response over a range of time, as the address says which. */
export function Report({ query }: { query: string }): VNode {
  const { api, desk, words: w } = useRoom()
  const filters = useMemo(() => filtersOf(query), [query])
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  // The range is days: the question stays the same until midnight.
  const period = periodOf(filters.range, desk.client.now())
  const question = period && questionOf(filters, period, timeZone).toString()
  const [asked, setAsked] = useState<Asked>({ at: 'loading' })
  const [tries, setTries] = useState(0)

  useEffect(() => {
    let gone = false
    if (question !== null) {
      void api.firstResponse(new URLSearchParams(question)).then(answer => {
        if (!gone)
          setAsked(answer.ok ? { at: 'shown', report: answer.value, question } : { at: 'failed' })
      })
    }
    return () => {
      gone = true
    }
  }, [api, question, tries])

  const { sites, departments } = desk.view.value
  const hasHours = [...sites, ...departments].some(({ hours }) => hours)
  const csv = question && `/api/first-response?${question}&format=csv`
  return (
    <div class="page report">
      <h1>{w.report.title}</h1>
      <FilterBar filters={filters} hasHours={hasHours} csv={csv} />
      {question === null && <p class="trouble">{w.report.badRange}</p>}
      {question !== null && asked.at === 'loading' && <p class="muted">{w.report.loading}</p>}
      {question !== null && asked.at === 'failed' && (
        <p class="trouble">
          {w.report.failed}{' '}
          <button type="button" class="link" onClick={() => setTries(tries + 1)}>
            {w.report.retry}
          </button>
        </p>
      )}
      {question !== null && asked.at === 'shown' && (
        <div class="answer" aria-busy={asked.question !== question}>
          <Shown
            report={asked.report}
            site={filters.site}
            business={filters.clock === 'business'}
            hasHours={hasHours}
          />
        </div>
      )}
      {question !== null && <Triggers key={question} question={question} />}
    </div>
  )
}

function Shown(props: {
  report: Answered
  site: string | null
  business: boolean
  hasHours: boolean
}): VNode {
  const { desk, words: w } = useRoom()
  const { report, site, business, hasHours } = props
  const { comparison } = report
  const measured = (business && report.business) || report.wall
  const change = (business && comparison.business) || comparison.wall
  const { sites } = desk.view.value
  const targetMs = oneTarget(
    sites.filter(({ id }) => site === null || id === site).map(of => of.targetMs),
  )
  const { first, next } = measured
  const empty = first.summary.count === 0
  return (
    <>
      {business && !hasHours && <p class="note">{w.report.noHours}</p>}
      <section class="panel" aria-labelledby="report-first">
        <h2 id="report-first" class="unseen">
          {w.report.title}
        </h2>
        {empty ? (
          <p class="muted">{w.report.none}</p>
        ) : (
          <Numbers now={first.summary} before={change.first.before} />
        )}
        <h3 class="defined">{w.report.defined}</h3>
        <p class="definition">{w.board.definition(report.definition)}</p>
      </section>
      {!empty && (
        <>
          <div class="charts">
            <Took histogram={first.histogram} targetMs={targetMs} />
            <Curves of={first} targetMs={targetMs} />
          </div>
          <Parts of={first} timezone={report.timezone} />
          <section class="panel" aria-labelledby="report-next">
            <h2 id="report-next">{w.report.next}</h2>
            <p class="hint">{w.report.nextWhy}</p>
            <Numbers now={next.summary} before={change.next.before} />
          </section>
        </>
      )}
    </>
  )
}
