import { timesAt } from '../../protocol/ladder.ts'
import type { Ledger } from '../../protocol/report.ts'
import { hoursFor } from './hours.ts'
import { ledger } from './ledger.ts'
import type {
  Clock,
  Directory,
  EpisodeKey,
  EpisodeRow,
  RatingQuery,
  Reporter,
  ReportQuery,
  Reports,
  Setting,
  Store,
} from './ports.ts'
import { ratings } from './ratings.ts'
import { firstSpan, isOf, type Span, wallTime } from './spans.ts'
import { compare, createTally, headline, rangeBefore } from './statistics.ts'
import { summary } from './summary.ts'

/** A page that a thread reads and works on in a few milliseconds. */
const PAGE = 500
/** The same of a page that becomes a file on the relay’s own thread. */
const FILE_PAGE = 200

/** Asks `reporter` by the settings and the time of each question. */
export function createReports(env: {
  reporter: Reporter
  directory: Pick<Directory, 'sites' | 'departments'>
  clock: Pick<Clock, 'now'>
}): Reports {
  const { reporter, directory, clock } = env

  async function setting(): Promise<Setting> {
    const [sites, departments] = await Promise.all([directory.sites(), directory.departments()])
    return { now: clock.now(), sites, departments }
  }

  return {
    firstResponse: async query => reporter.firstResponse(query, await setting()),
    brief: async (query, most) => reporter.brief(query, most, await setting()),
    ratings: reporter.ratings,
    async *ledgers(query) {
      const by = await setting()
      let next: EpisodeKey | null = null
      do {
        const page = await reporter.ledgers(
          query,
          { limit: FILE_PAGE, after: next ?? undefined },
          by,
        )
        next = page.next
        yield page.ledgers
      } while (next)
    },
  }
}

/** Works reports out where it is called. */
export function createReporter(store: Pick<Store, 'episodes'>): Reporter {
  return {
    async firstResponse(query, setting) {
      const before = rangeBefore(query)
      const then = createTally(question({ ...query, ...before }, setting), setting.now)
      // The tally chooses an agent’s stretches out of everybody’s episodes.
      const all = { ...query, agent: null }
      for await (const page of read({ ...all, ...before }, setting)) page.forEach(then.add)
      const tally = createTally(question(query, setting), setting.now)
      for await (const page of read(all, setting)) page.forEach(tally.add)
      const report = tally.report()
      return { ...report, comparison: compare(report, then.totals()) }
    },
    async brief(query, most, setting) {
      const spans: Span[] = []
      const late = newest<Ledger>(most)
      const others = newest<Ledger>(most)
      let breaches = 0
      for await (const page of read(query, setting))
        for (const one of page) {
          const isLate = one.waitedMs > one.targetMs
          if (isLate) breaches++
          spans.push(firstSpan(one, wallTime))
          ;(isLate ? late : others).push(one)
        }
      const ledgers = [...late.list(), ...others.list()]
      ledgers.sort((a, b) => a.startedAt - b.startedAt)
      return { ...headline(query, summary(spans)), breaches, ledgers }
    },
    async ledgers(query, { limit, after }, setting) {
      const rows = await store.episodes({ ...query, limit, after })
      const last = rows.at(-1)
      return {
        ledgers: ledgersOf(rows, query, setting),
        next: last && rows.length === limit ? keyOf(last) : null,
      }
    },
    async ratings(query) {
      const rated: EpisodeRow[] = []
      for await (const rows of pages(query))
        for (const row of rows) if (row.episode.rating) rated.push(row)
      return ratings(query, rated)
    },
  }

  async function* read(query: ReportQuery, setting: Setting) {
    for await (const rows of pages(query)) yield ledgersOf(rows, query, setting)
  }
  async function* pages(query: RatingQuery) {
    let after: EpisodeKey | undefined
    for (;;) {
      const rows = await store.episodes({ ...query, limit: PAGE, after })
      yield rows
      const last = rows.at(-1)
      if (!last || rows.length < PAGE) return
      after = keyOf(last)
    }
  }
}

function question(query: ReportQuery, { sites, departments }: Setting) {
  const { site, department, agent, from, to, timezone } = query
  const siteOf = new Map(sites.map(one => [one.id, one]))
  const departmentOf = new Map(departments.map(one => [one.id, one]))
  const hoursOf = (of: string, group: string | null) =>
    hoursFor(siteOf.get(of), group === null ? undefined : departmentOf.get(group))
  const groups = department === null ? [null, ...departmentOf.keys()] : [department]
  // Where nobody in question keeps hours, business time says nothing that wall time does not.
  const keepsHours = sites.some(
    ({ id }) => (site ?? id) === id && groups.some(group => hoursOf(id, group) !== null),
  )
  return { site, agent, from, to, timezone, ...(keepsHours && { hoursOf }) }
}

function ledgersOf(rows: EpisodeRow[], query: ReportQuery, { now, sites }: Setting): Ledger[] {
  const siteOf = new Map(sites.map(site => [site.id, site]))
  return rows
    .map(row => ledger(row, now, timesAt(siteOf.get(row.site))))
    .filter(one => concerns(one, query))
}

function concerns(one: Ledger, { department, agent }: ReportQuery): boolean {
  if (department !== null && one.department !== department) return false
  return isOf(one, agent)
}

function keyOf({ c, episode }: EpisodeRow): EpisodeKey {
  return { startedAt: episode.startedAt, c, n: episode.n }
}

/** The last `most` of what is pushed. */
function newest<T>(most: number) {
  let kept: T[] = []
  const list = () => (most > 0 ? kept.slice(-most) : [])
  return {
    push(one: T) {
      if (kept.push(one) > 2 * most) kept = list()
    },
    list,
  }
}
