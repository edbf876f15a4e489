import type { Department, Site } from '../../protocol/people.ts'
import type { Comparison, FirstResponseReport, Ledger } from '../../protocol/report.ts'
import { hoursFor } from './hours.ts'
import { ledger } from './ledger.ts'
import { DEFAULT_TARGET_MS } from './policy.ts'
import type { Clock, ReportQuery, Store } from './ports.ts'
import { compare, firstResponse, rangeBefore } from './statistics.ts'

export type ReportOf = (
  query: ReportQuery,
) => Promise<FirstResponseReport & { comparison: Comparison }>

/** First response over a range, and against the range of equal length before it. */
export function createReports(env: {
  store: Pick<Store, 'episodes'>
  clock: Clock
  sites: () => readonly Site[]
  departments: () => readonly Department[]
}): ReportOf {
  const { store, clock, sites, departments } = env
  const siteOf = (id: string) => sites().find(site => site.id === id)
  const departmentOf = (id: string) => departments().find(department => department.id === id)

  const hoursOf = (site: string, department: string | null) =>
    hoursFor(siteOf(site), department === null ? undefined : departmentOf(department))
  /** Where nobody in question does, business time says nothing that wall time does not. */
  function keepsHours({ site, department }: ReportQuery): boolean {
    const asked = department === null ? [null, ...departments().map(({ id }) => id)] : [department]
    return sites().some(
      ({ id }) => (site ?? id) === id && asked.some(one => hoursOf(id, one) !== null),
    )
  }

  async function ledgers(query: ReportQuery, range: { from: number; to: number }) {
    const now = clock.now()
    const rows = await store.episodes({ site: query.site, ...range })
    return rows
      .map(row => ledger(row, now, siteOf(row.site)?.targetMs ?? DEFAULT_TARGET_MS))
      .filter(one => concerns(one, query))
  }
  async function measure(query: ReportQuery, range: { from: number; to: number }) {
    const { site, timezone } = query
    const hours = keepsHours(query) ? { hoursOf } : {}
    const found = await ledgers(query, range)
    return firstResponse({ site, ...range, timezone, ...hours }, found, clock.now())
  }
  return async query => {
    const { from, to } = query
    const [report, before] = await Promise.all([
      measure(query, { from, to }),
      measure(query, rangeBefore({ from, to })),
    ])
    return { ...report, comparison: compare(report, before) }
  }
}

/** An unanswered episode is its last holder's. */
function concerns(one: Ledger, { department, agent }: ReportQuery): boolean {
  if (department !== null && one.department !== department) return false
  const owner = one.answeredBy ?? one.holders.at(-1)?.agent
  return agent === null || owner?.id === agent
}
