import { midnight } from '../words/format.ts'

/** Local days, `YYYY-MM-DD`, both inside the range. */
export interface Days {
  from: string
  to: string
}

/** What the report covers: today, so many days up to today, or chosen days. */
export type Range = 'today' | '7' | '30' | Days

export interface Filters {
  range: Range
  site: string | null
  department: string | null
  agent: string | null
  /** Whether every minute counts or those of the business hours. */
  clock: 'wall' | 'business'
}

/** Epoch milliseconds, `from <= at < to`. */
export interface Period {
  from: number
  to: number
}

const DAY_MS = 86_400_000
const LONGEST_DAYS = 366

/** Reads the filters of an address; what it does not say or says wrongly is the widest, over seven days. */
export function filtersOf(query: string): Filters {
  const said = new URLSearchParams(query)
  const range = said.get('range') ?? ''
  const days = { from: said.get('from') ?? '', to: said.get('to') ?? '' }
  const chosen = dayStart(days.from) !== null && dayStart(days.to) !== null
  return {
    range: range === 'today' || range === '30' ? range : chosen ? days : '7',
    site: said.get('site') || null,
    department: said.get('department') || null,
    agent: said.get('agent') || null,
    clock: said.get('clock') === 'business' ? 'business' : 'wall',
  }
}

/** Filters as the address says them; `filtersOf` reads them back. */
export function addressOf({ range, site, department, agent, clock }: Filters): string {
  const said = new URLSearchParams(typeof range === 'string' ? { range } : { ...range })
  if (site !== null) said.set('site', site)
  if (department !== null) said.set('department', department)
  if (agent !== null) said.set('agent', agent)
  if (clock === 'business') said.set('clock', clock)
  return said.toString()
}

/** The milliseconds of a range of local days, up to the end of its last one; null when it is none or longer than a year. */
export function periodOf(range: Range, now: number): Period | null {
  if (typeof range !== 'string') {
    const from = dayStart(range.from)
    const last = dayStart(range.to)
    if (from === null || last === null || last < from) return null
    const to = daysLater(last, 1)
    return to - from > LONGEST_DAYS * DAY_MS ? null : { from, to }
  }
  const today = midnight(now)
  const back = range === 'today' ? 0 : Number(range) - 1
  return { from: daysLater(today, -back), to: daysLater(today, 1) }
}

/** What the relay is asked; the same for the numbers and for the file. */
export function questionOf(filters: Filters, period: Period, timezone: string): URLSearchParams {
  const { from, to } = period
  const question = new URLSearchParams({ from: String(from), to: String(to), timezone })
  if (filters.site !== null) question.set('site', filters.site)
  if (filters.department !== null) question.set('department', filters.department)
  if (filters.agent !== null) question.set('agent', filters.agent)
  return question
}

/** The local day of `at` as an address writes it. */
export function dayOf(at: number): string {
  const day = new Date(at)
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

function dayStart(date: string): number | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? []
  if (!year) return null
  const at = new Date(Number(year), Number(month) - 1, Number(day)).getTime()
  return dayOf(at) === date ? at : null
}

/** By the calendar, not by 24 hours: a day of a clock change has 23 or 25. */
function daysLater(at: number, days: number): number {
  const date = new Date(at)
  return date.setDate(date.getDate() + days)
}
