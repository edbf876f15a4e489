import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Hours, Range } from '../../protocol/hours.ts'
import { hoursFor, isOpen, nextOpen, openMs } from './hours.ts'

const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 24 * HOUR
type Timetable = NonNullable<Hours>

const h = (from: number, to: number): Range => ({ from: from * 60, to: to * 60 })
const daily = (timezone: string, ...ranges: Range[]): Timetable => ({
  timezone,
  week: Array.from({ length: 7 }, () => ranges),
  holidays: [],
})
const at = (iso: string): number => Date.parse(iso)

test('[R14] no hours at all means always open', () => {
  expect(openMs(null, 5, 12)).toBe(7)
  expect(openMs(null, 12, 5)).toBe(0)
  expect(isOpen(null, 5)).toBe(true)
  expect(nextOpen(null, 5)).toBe(5)
})

test('[R14] the hours of a department replace those of its site; it has none of its own until it says so', () => {
  const site = { hours: daily('Asia/Jakarta', h(9, 17)) }
  const care = { hours: daily('Asia/Jakarta', h(22, 30)) }
  expect(hoursFor(site, care)).toBe(care.hours)
  expect(hoursFor(site, { hours: null })).toBe(site.hours)
  expect(hoursFor(site, undefined)).toBe(site.hours)
  expect(hoursFor({ hours: null }, care)).toBe(care.hours)
  expect(hoursFor(undefined, undefined)).toBeNull()
})

test('[R14] an opening minute counts, a closing minute does not, to the millisecond', () => {
  const jakarta = daily('Asia/Jakarta', h(9, 17))
  const opens = at('2026-11-23T09:00:00+07:00')
  const closes = at('2026-11-23T17:00:00+07:00')
  expect([opens - 1, opens, closes - 1, closes].map(t => isOpen(jakarta, t))).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect(openMs(jakarta, opens - 500, opens + 1)).toBe(1)
  expect(openMs(jakarta, closes - 1, closes + DAY - 8 * HOUR)).toBe(1)
  expect(openMs(jakarta, opens - DAY, closes + DAY)).toBe(24 * HOUR)
})

describe('[R14] when the clocks change', () => {
  // The whole local day, and a range that holds the change: what each lasted in truth.
  const days: [string, string, string, number, number][] = [
    ['Europe/Berlin', '2026-03-29T00:00+01:00', '2026-03-30T00:00+02:00', 23, 4],
    ['Europe/Berlin', '2026-10-25T00:00+02:00', '2026-10-26T00:00+01:00', 25, 6],
    ['America/New_York', '2026-03-08T00:00-05:00', '2026-03-09T00:00-04:00', 23, 4],
    ['America/New_York', '2026-11-01T00:00-04:00', '2026-11-02T00:00-05:00', 25, 6],
    ['Australia/Lord_Howe', '2026-10-04T00:00+10:30', '2026-10-05T00:00+11:00', 23.5, 4.5],
    ['Australia/Lord_Howe', '2026-04-05T00:00+11:00', '2026-04-06T00:00+10:30', 24.5, 5.5],
    ['Asia/Jakarta', '2026-03-29T00:00+07:00', '2026-03-30T00:00+07:00', 24, 5],
    ['Asia/Kathmandu', '2026-03-29T00:00+05:45', '2026-03-30T00:00+05:45', 24, 5],
  ]
  test.each(days)('%s from %s to %s', (zone, from, to, whole, early) => {
    expect(at(to) - at(from)).toBe(whole * HOUR)
    expect(openMs(daily(zone, h(0, 24)), at(from), at(to))).toBe(whole * HOUR)
    expect(openMs(daily(zone, h(1, 6)), at(from), at(to))).toBe(early * HOUR)
    expect(openMs(daily(zone, h(9, 17)), at(from), at(to))).toBe(8 * HOUR)
  })

  test('an overnight range across the change has the hours that really passed', () => {
    const night = daily('Europe/Berlin', h(22, 30))
    const noon = (day: string) => at(`${day}T11:00Z`)
    expect(openMs(night, noon('2026-03-28'), noon('2026-03-29'))).toBe(7 * HOUR)
    expect(openMs(night, noon('2026-10-24'), noon('2026-10-25'))).toBe(9 * HOUR)
  })

  test('a range within the hour that is skipped opens nothing that day; the next time is found', () => {
    const hours: Timetable = { timezone: 'Europe/Berlin', week: [], holidays: [] }
    const week = Array.from({ length: 7 }, (_, day) => (day === 6 ? [h(2, 3)] : []))
    const sundays = { ...hours, week }
    expect(openMs(sundays, at('2026-03-28T00:00Z'), at('2026-03-30T00:00Z'))).toBe(0)
    expect(nextOpen(sundays, at('2026-03-23T00:00Z'))).toBe(at('2026-04-05T02:00+02:00'))
  })

  test('a range within the hour that comes twice is open both times', () => {
    const hours = daily('Europe/Berlin', { from: 150, to: 180 })
    expect(openMs(hours, at('2026-10-25T00:00+02:00'), at('2026-10-26T00:00+01:00'))).toBe(HOUR)
    expect(isOpen(hours, at('2026-10-25T02:45+02:00'))).toBe(true)
    expect(isOpen(hours, at('2026-10-25T02:15+01:00'))).toBe(false)
    expect(isOpen(hours, at('2026-10-25T02:45+01:00'))).toBe(true)
  })
})

test('[R14] an overnight range belongs to the evening on which it began', () => {
  const week = Array.from({ length: 7 }, (_, day) => (day === 4 ? [h(22, 26)] : []))
  const fridays: Timetable = { timezone: 'Asia/Jakarta', week, holidays: [] }
  expect(isOpen(fridays, at('2026-11-20T23:00+07:00'))).toBe(true)
  expect(isOpen(fridays, at('2026-11-21T01:59+07:00'))).toBe(true)
  expect(isOpen(fridays, at('2026-11-21T02:00+07:00'))).toBe(false)
  expect(isOpen(fridays, at('2026-11-20T01:00+07:00'))).toBe(false)
  expect(openMs(fridays, at('2026-11-16T00:00+07:00'), at('2026-11-23T00:00+07:00'))).toBe(4 * HOUR)
})

test('[R14] overlapping and touching ranges count once', () => {
  const hours = daily('Asia/Jakarta', h(9, 12), h(11, 13), h(13, 14), h(20, 33))
  const from = at('2026-11-23T00:00+07:00')
  // 00–14 without a gap (the night runs to 09:00), and 20–24.
  expect(openMs(hours, from, from + DAY)).toBe(18 * HOUR)
})

describe('[R14] holidays', () => {
  const shop: Timetable = {
    ...daily('Asia/Jakarta', h(9, 17), h(22, 26)),
    holidays: [
      { date: '2026-12-25', ranges: [] },
      { date: '2026-12-31', ranges: [h(10, 12)] },
    ],
  }
  const day = (date: string) => openMs(shop, at(`${date}T00:00+07:00`), at(`${date}T24:00+07:00`))

  test('replace the ranges of their day, but the evening before runs on into them', () => {
    expect(day('2026-12-24')).toBe(12 * HOUR)
    expect(day('2026-12-25')).toBe(2 * HOUR)
    expect(isOpen(shop, at('2026-12-25T01:00+07:00'))).toBe(true)
    expect(isOpen(shop, at('2026-12-25T10:00+07:00'))).toBe(false)
  })

  test('have no evening of their own unless they say so', () => {
    expect(day('2026-12-26')).toBe(10 * HOUR)
    expect(isOpen(shop, at('2026-12-26T01:00+07:00'))).toBe(false)
  })

  test('may have other ranges', () => {
    expect(day('2026-12-31')).toBe(4 * HOUR)
    expect(nextOpen(shop, at('2026-12-31T03:00+07:00'))).toBe(at('2026-12-31T10:00+07:00'))
  })
})

describe('[R14] the next opening', () => {
  const shop = daily('Asia/Jakarta', h(9, 17))
  test('is now while open, else the next range, also tomorrow', () => {
    const noon = at('2026-11-23T12:00+07:00')
    expect(nextOpen(shop, noon)).toBe(noon)
    expect(nextOpen(shop, at('2026-11-23T08:59:59.999+07:00'))).toBe(at('2026-11-23T09:00+07:00'))
    expect(nextOpen(shop, at('2026-11-23T17:00+07:00'))).toBe(at('2026-11-24T09:00+07:00'))
  })

  test('is null for a shop that never opens, and found behind a long holiday', () => {
    const closed: Timetable = { ...shop, week: Array.from({ length: 7 }, () => []) }
    expect(nextOpen(closed, at('2026-11-23T12:00Z'))).toBeNull()
    const once = { ...closed, holidays: [{ date: '2027-06-01', ranges: [h(9, 10)] }] }
    expect(nextOpen(once, at('2026-11-23T12:00Z'))).toBe(at('2027-06-01T09:00+07:00'))
    const days = Array.from({ length: 60 }, (_, i) => at('2026-11-23') + i * DAY)
    const away = days.map(t => ({ date: new Date(t).toISOString().slice(0, 10), ranges: [] }))
    expect(nextOpen({ ...shop, holidays: away }, days[0] ?? 0)).toBe(at('2027-01-22T09:00+07:00'))
  })
})

// ── Against the wall clock, minute by minute ─────────────────────────────────

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Jakarta',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
]
const around = ['2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25', '2026-11-01']

const range: fc.Arbitrary<Range> = fc
  .tuple(fc.nat(1439), fc.integer({ min: 1, max: 1600 }))
  .map(([from, length]) => ({ from, to: Math.min(2880, from + length) }))
const ranges = fc.array(range, { maxLength: 3 })
const moment = fc
  .tuple(fc.constantFrom(...around), fc.integer({ min: -3 * DAY, max: 3 * DAY }))
  .map(([day, shift]) => at(day) + shift)
const hoursOf = fc.record({
  timezone: fc.constantFrom(...zones),
  week: fc.array(ranges, { minLength: 7, maxLength: 7 }),
  holidays: fc
    .uniqueArray(fc.constantFrom(...around), { maxLength: 3 })
    .chain(dates => fc.tuple(...dates.map(date => ranges.map(found => ({ date, ranges: found }))))),
})

/** What the definition says, with nothing but a wall clock. */
function naive(hours: Timetable): (t: number) => boolean {
  const wall = new Intl.DateTimeFormat('en-CA', {
    timeZone: hours.timezone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  })
  const on = (date: string) =>
    hours.holidays.find(one => one.date === date)?.ranges ??
    hours.week[(new Date(date).getUTCDay() + 6) % 7] ??
    []
  return t => {
    const [date = '', time = ''] = wall.format(t).split(', ')
    const [hour = 0, minute = 0] = time.split(':').map(Number)
    const yesterday = new Date(at(date) - DAY).toISOString().slice(0, 10)
    const within = (m: number) => (r: Range) => r.from <= m && m < r.to
    const now = hour * 60 + minute
    return on(date).some(within(now)) || on(yesterday).some(within(now + 1440))
  }
}

test('[R14] open time equals a count of the minutes at which the wall clock shows an open time', () => {
  const minutes = fc.integer({ min: 1, max: 2 * 1440 })
  fc.assert(
    fc.property(hoursOf, moment, minutes, (hours, when, length) => {
      const start = Math.floor(when / MINUTE) * MINUTE
      const open = naive(hours)
      let count = 0
      let first: number | null = null
      for (let t = start; t < start + length * MINUTE; t += MINUTE) {
        if (!open(t)) continue
        count++
        first ??= t
      }
      expect(openMs(hours, start, start + length * MINUTE)).toBe(count * MINUTE)
      expect(isOpen(hours, start)).toBe(open(start))
      const found = nextOpen(hours, start)
      if (first !== null) expect(found).toBe(first)
      else if (found !== null) expect(found).toBeGreaterThanOrEqual(start + length * MINUTE)
    }),
    { numRuns: 60 },
  )
})

test('[R14] open time adds up, is never negative and never more than the time that passed', () => {
  fc.assert(
    fc.property(hoursOf, moment, moment, moment, (hours, ...moments) => {
      const [a = 0, b = 0, c = 0] = moments.toSorted((x, y) => x - y)
      const [ab, bc, ac] = [openMs(hours, a, b), openMs(hours, b, c), openMs(hours, a, c)]
      expect(ab + bc).toBe(ac)
      expect(ab).toBeGreaterThanOrEqual(0)
      expect(ab).toBeLessThanOrEqual(b - a)
      expect(openMs(hours, c, a)).toBe(0)
    }),
    { numRuns: 150 },
  )
})

test('[R14] a hundred thousand episodes of a year ask the zone about once a day', () => {
  const shop = daily('Europe/Berlin', h(9, 17))
  const start = at('2026-01-01T00:00Z')
  let sum = 0
  const began = performance.now()
  for (let i = 0; i < 100_000; i++) {
    const asked = start + ((i * 7919) % 365) * DAY + ((i * 104_729) % 86_400) * 1000
    sum += openMs(shop, asked, asked + 45_000)
  }
  // Asking Intl for each takes more than ten times as long.
  expect(performance.now() - began).toBeLessThan(2000)
  expect(sum).toBeGreaterThan(0)
})
