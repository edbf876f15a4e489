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
  siteOf: (id: string) => Site | undefined
  departmentOf: (id: string) => Department | undefined
}): ReportOf {
  const { store, clock, siteOf, departmentOf } = env

  async function ledgers(query: ReportQuery, range: { from: number; to: number }) {
    const now = clock.now()
    const rows = await store.episodes({ site: query.site, ...range })
    return rows
      .map(row => ledger(row, now, siteOf(row.site)?.targetMs ?? DEFAULT_TARGET_MS))
      .filter(one => concerns(one, query))
  }
  async function measure(query: ReportQuery, range: { from: number; to: number }) {
    const { site, timezone } = query
    const hoursOf = (id: string, department: string | null) =>
      hoursFor(siteOf(id), department === null ? undefined : departmentOf(department))
    const found = await ledgers(query, range)
    return firstResponse({ site, ...range, timezone, hoursOf }, found, clock.now())
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
