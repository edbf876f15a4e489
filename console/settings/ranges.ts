import type { Hours, Range } from '../../protocol/hours.ts'

export type Holidays = NonNullable<Hours>['holidays']

/** Text that could not be read, by the piece that is wrong and why. */
export type Unread = { why: 'no-range' | 'overlap' | 'no-date' | 'twice'; text: string }
export type Read<T> = { ok: true; value: T } | ({ ok: false } & Unread)

const DAY_MINUTES = 1440
const LATEST_MINUTE = 2 * DAY_MINUTES

/** Ranges of a day as a person writes them: "08:00-12:00, 22:00-02:00". */
export function rangesText(ranges: readonly Range[]): string {
  return ranges.map(range => `${clock(range.from)}-${endOf(range)}`).join(', ')
}

/** Reads ranges of a day, apart by commas; an end at or before its beginning is on the next day. Nothing is closed. */
export function readRanges(text: string): Read<Range[]> {
  const value: Range[] = []
  for (const piece of pieces(text, /[,;]/)) {
    const [, begin = '', end = ''] =
      /^(\d{1,2}[:.]\d{2})\s*[-–—]\s*(\d{1,2}[:.]\d{2})$/.exec(piece) ?? []
    const from = minute(begin)
    const until = minute(end)
    if (from === null || until === null || from >= DAY_MINUTES)
      return { ok: false, why: 'no-range', text: piece }
    const to = until > from ? until : until + DAY_MINUTES
    if (from < (value.at(-1)?.to ?? 0)) return { ok: false, why: 'overlap', text: piece }
    value.push({ from, to })
  }
  return { ok: true, value }
}

/** Holidays, one per line: the date alone when closed, else with its ranges behind it. */
export function holidaysText(holidays: Holidays): string {
  return holidays.map(({ date, ranges }) => `${date} ${rangesText(ranges)}`.trim()).join('\n')
}

/** Reads holidays line by line, in the order of their dates. */
export function readHolidays(text: string): Read<Holidays> {
  const found = new Map<string, Range[]>()
  for (const line of pieces(text, /\n/)) {
    const date = line.slice(0, 10)
    if (!isDate(date) || /\S/.test(line.charAt(10)))
      return { ok: false, why: 'no-date', text: line }
    if (found.has(date)) return { ok: false, why: 'twice', text: date }
    const ranges = readRanges(line.slice(10))
    if (!ranges.ok) return ranges
    found.set(date, ranges.value)
  }
  const value = [...found].map(([date, ranges]) => ({ date, ranges }))
  return { ok: true, value: value.sort((a, b) => a.date.localeCompare(b.date)) }
}

/** Whether this browser knows a time zone of that name. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function pieces(text: string, by: RegExp): string[] {
  return text
    .split(by)
    .map(piece => piece.trim())
    .filter(piece => piece !== '')
}

/** Minutes of a clock that runs on through the next day, up to 48:00. */
function minute(text: string): number | null {
  if (text === '') return null
  const [hours = 0, minutes = 0] = text.split(/[:.]/).map(Number)
  const all = hours * 60 + minutes
  return minutes < 60 && all <= LATEST_MINUTE ? all : null
}

/** 1560 reads 02:00, as people say it, unless it is more than a day after the beginning. */
function endOf({ from, to }: Range): string {
  return clock(to > DAY_MINUTES && to - from <= DAY_MINUTES ? to - DAY_MINUTES : to)
}

function clock(minutes: number): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

function isDate(date: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === date
}
