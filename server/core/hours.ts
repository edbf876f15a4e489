import type { Hours, Range } from '../../protocol/hours.ts'
import type { Department, Site } from '../../protocol/people.ts'
import { dayOf, openOn } from './timetable.ts'
import { createZone, type Zone } from './zone.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** No week stays shut longer, unless all of it is: the clock may skip a range that is open once a week, on a Sunday. */
const SEARCH_DAYS = 22

type Timetable = NonNullable<Hours>
type Wall = [from: number, to: number]

/** What was worked out for hours that somebody still holds. */
const compiled = new WeakMap<Timetable, { zone: Zone; days: Map<number, Wall[]> }>()

/** The hours that count for an episode: its department's own ones, else those of its site. */
export function hoursFor(
  site: Pick<Site, 'hours'> | undefined,
  department: Pick<Department, 'hours'> | undefined,
): Hours {
  return department?.hours ?? site?.hours ?? null
}

/** Whether the clock on the shop's wall shows a time at which it is open. */
export function isOpen(hours: Hours, at: number): boolean {
  return openMs(hours, at, at + 1) > 0
}

/** Milliseconds of `from <= t < to` in which the shop is open; 0 when `to` is not later. */
export function openMs(hours: Hours, from: number, to: number): number {
  if (to <= from) return 0
  if (!hours) return to - from
  let sum = 0
  for (const piece of compile(hours).zone.pieces(from, to)) {
    const [start, end] = [piece.from + piece.offsetMs, piece.to + piece.offsetMs]
    for (const [opens, closes] of wallRanges(hours, start, end)) {
      sum += Math.max(0, Math.min(end, closes) - Math.max(start, opens))
    }
  }
  return sum
}

/** The first moment at or after `at` at which the shop is open; null when it never is again. */
export function nextOpen(hours: Hours, at: number): number | null {
  if (!hours) return at
  const last = hours.holidays.reduce((day, { date }) => Math.max(day, dayOf(date) ?? day), 0)
  const until = Math.max(at, last * DAY_MS) + SEARCH_DAYS * DAY_MS
  for (const piece of compile(hours).zone.pieces(at, until)) {
    const [start, end] = [piece.from + piece.offsetMs, piece.to + piece.offsetMs]
    for (const [opens, closes] of wallRanges(hours, start, end)) {
      const open = Math.max(start, opens)
      if (open < Math.min(end, closes)) return open - piece.offsetMs
    }
  }
  return null
}

function compile(hours: Timetable): { zone: Zone; days: Map<number, Wall[]> } {
  const known = compiled.get(hours)
  if (known) return known
  const fresh = { zone: createZone(hours.timezone), days: new Map<number, Wall[]>() }
  compiled.set(hours, fresh)
  return fresh
}

/** The open ranges of each day that touches `start <= wall < end`, in wall time, in order, none touching another of its day. */
function* wallRanges(hours: Timetable, start: number, end: number): Generator<Wall> {
  const { days } = compile(hours)
  for (let day = Math.floor(start / DAY_MS); day * DAY_MS < end; day++) {
    let ranges = days.get(day)
    if (!ranges) {
      const wall = ({ from, to }: Range): Wall => [
        day * DAY_MS + from * MINUTE_MS,
        day * DAY_MS + to * MINUTE_MS,
      ]
      ranges = openOn(hours, day).map(wall)
      days.set(day, ranges)
    }
    yield* ranges
  }
}
