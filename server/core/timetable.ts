import type { Hours, Range } from '../../protocol/hours.ts'
import { createZone } from './zone.ts'

const DAY_MS = 86_400_000
const DAY_MINUTES = 1440
const LATEST_MINUTE = 2880
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

type Timetable = NonNullable<Hours>

/** The minutes 0–1440 of a day (counted from 1970-01-01) that are open, in order, none touching another. What began the evening before runs on into it. */
export function openOn(hours: Timetable, day: number): Range[] {
  const late = rangesOf(hours, day - 1).map(({ from, to }) => ({
    from: Math.max(0, from - DAY_MINUTES),
    to: to - DAY_MINUTES,
  }))
  const own = rangesOf(hours, day).map(({ from, to }) => ({ from, to: Math.min(to, DAY_MINUTES) }))
  return merged([...late, ...own])
}

/** The day number of `YYYY-MM-DD`, counted from 1970-01-01; null when there is no such day. */
export function dayOf(date: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return null
  const at = Date.parse(date)
  return Number.isNaN(at) || dateOf(at / DAY_MS) !== date ? null : at / DAY_MS
}

/** Monday is 0. */
export function weekdayOf(day: number): number {
  // 1970-01-01 was a Thursday.
  return (((day + 3) % 7) + 7) % 7
}

/** What is wrong with these hours, in sentences for whoever set them; empty when nothing is. */
export function checkHours(hours: Hours): string[] {
  if (!hours) return []
  const { timezone, week, holidays } = hours
  const errors: string[] = []
  if (!isZone(timezone))
    errors.push(`There is no time zone “${timezone}”; expected a name like Europe/Berlin`)
  if (week.length !== WEEKDAYS.length)
    errors.push(`The week has ${week.length} days; expected 7, Monday first`)
  for (const [i, ranges] of week.entries())
    errors.push(...checkRanges(WEEKDAYS[i] ?? `Day ${i + 1}`, ranges))
  const seen = new Set<string>()
  for (const { date, ranges } of holidays) {
    if (dayOf(date) === null)
      errors.push(`There is no day “${date}”; expected a date like 2026-12-25`)
    if (seen.has(date)) errors.push(`The holiday ${date} is there twice`)
    seen.add(date)
    errors.push(...checkRanges(date, ranges))
  }
  return errors
}

function checkRanges(day: string, ranges: Range[]): string[] {
  return ranges.flatMap(({ from, to }) => {
    const name = `${day}, ${clock(from)}–${clock(to)}`
    if (!Number.isInteger(from) || !Number.isInteger(to)) return [`${name}: expected whole minutes`]
    if (from < 0 || from >= DAY_MINUTES) return [`${name}: must begin within the day`]
    if (from >= to) return [`${name}: must end after it begins; past midnight, add 24 hours`]
    if (to > LATEST_MINUTE) return [`${name}: must end before the day after next`]
    return []
  })
}

/** Minutes as a clock: 1560 is 26:00. */
function clock(minute: number): string {
  const two = (n: number) => `${n}`.padStart(2, '0')
  return Number.isInteger(minute) && minute >= 0
    ? `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
    : `${minute}`
}

function isZone(timezone: string): boolean {
  try {
    createZone(timezone)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function rangesOf({ week, holidays }: Timetable, day: number): Range[] {
  const date = dateOf(day)
  const holiday = holidays.find(one => one.date === date)
  return holiday?.ranges ?? week[weekdayOf(day)] ?? []
}

function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

function merged(ranges: Range[]): Range[] {
  const result: Range[] = []
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    if (from >= to) continue
    const last = result.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else result.push({ from, to })
  }
  return result
}
