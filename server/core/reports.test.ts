import { describe, expect, test } from 'vitest'
import { noWish } from '../../protocol/conversation.ts'
import { startEpisode } from '../../protocol/episode.ts'
import type { Hours, Range } from '../../protocol/hours.ts'
import { defaultLadder } from '../../protocol/ladder.ts'
import type { Department, Site } from '../../protocol/people.ts'
import type { EpisodeRow } from './ports.ts'
import { createReports } from './reports.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const at = (iso: string): number => Date.parse(iso)
const h = (from: number, to: number): Range => ({ from: from * 60, to: to * 60 })
const daily = (timezone: string, ...ranges: Range[]): NonNullable<Hours> => ({
  timezone,
  week: Array.from({ length: 7 }, () => ranges),
  holidays: [],
})

const shop = (id: string, hours: Hours): Site => ({
  ...{ id, name: id, origins: [], targetMs: 60_000, ladder: defaultLadder, channel: null },
  hours,
})
const group = (id: string, hours: Hours): Department => ({ id, name: id, hours })

/** An answered episode that asked for `department`. */
function row(
  department: string | null,
  asked: string,
  answered: string,
  site = 'shop',
): EpisodeRow {
  const [askedAt, answeredAt] = [at(asked), at(answered)]
  const by = { id: 'ayu', name: 'Ayu' }
  const begun = startEpisode(1, 2, askedAt, null, { ...noWish, department })
  const waits = [{ askedAt, answeredAt, by }]
  const episode = { ...begun, answeredAt, answeredBy: by, waits }
  return { c: `${department}-${asked}`, site, visitor: 'v', episode }
}

/** What was asked for by each department, in business hours of waiting until the first answer. */
async function waited(rows: EpisodeRow[], sites: Site[], departments: Department[]) {
  const from = Math.min(...rows.map(({ episode }) => episode.startedAt))
  const to = Math.max(...rows.map(({ episode }) => episode.startedAt)) + 1
  const report = await createReports({
    store: {
      episodes: async range =>
        rows.filter(
          ({ episode }) => episode.startedAt >= range.from && episode.startedAt < range.to,
        ),
    },
    clock: { now: () => to + DAY, after: () => () => {} },
    sites: () => sites,
    departments: () => departments,
  })({ site: null, department: null, agent: null, from, to, timezone: 'UTC' })
  const groups = report.business?.first.departments ?? []
  return Object.fromEntries(
    groups.map(({ key, summary }) => [key ?? 'none', (summary.p50Ms ?? Number.NaN) / HOUR]),
  )
}

describe('[R11][R14] business time of a department', () => {
  const site = shop('shop', daily('Europe/Berlin', h(9, 17)))
  const care = group('care', daily('Europe/Berlin', h(22, 30)))
  const sales = group('sales', null)

  test('is that of its own hours; of others, and of nobody in particular, that of the shop', async () => {
    const span = ['2026-11-23T20:00+01:00', '2026-11-24T12:00+01:00'] as const
    const rows = [row('care', ...span), row('sales', ...span), row(null, ...span)]
    expect(await waited(rows, [site], [care, sales])).toEqual({ care: 8, sales: 3, none: 3 })
  })

  test.each([
    ['put forward', '2026-03-28T20:00+01:00', '2026-03-29T12:00+02:00', 7],
    ['put back', '2026-10-24T20:00+02:00', '2026-10-25T12:00+01:00', 9],
  ])('has the hours of a night in which the clock is %s', async (_, asked, answered, night) => {
    const rows = [row('care', asked, answered), row('sales', asked, answered)]
    expect(await waited(rows, [site], [care, sales])).toEqual({ care: night, sales: 3 })
  })

  test('has the day of the week and the holidays of its own zone', async () => {
    // In Jakarta it is Monday, 23 November from 00:00 on; in New York still Sunday.
    const week = (day: number): Range[][] =>
      Array.from({ length: 7 }, (_, i) => (i === day ? [h(0, 24)] : []))
    const east = group('east', { timezone: 'Asia/Jakarta', week: week(0), holidays: [] })
    const west = group('west', { timezone: 'America/New_York', week: week(0), holidays: [] })
    const shut = group('shut', {
      ...{ timezone: 'Asia/Jakarta', week: week(0) },
      holidays: [{ date: '2026-11-23', ranges: [h(1, 2)] }],
    })
    const span = ['2026-11-22T23:00+07:00', '2026-11-23T06:00+07:00'] as const
    const rows = ['east', 'west', 'shut'].map(id => row(id, ...span))
    expect(await waited(rows, [site], [east, west, shut])).toEqual({ east: 6, west: 0, shut: 1 })
  })

  test('is the same at every shop, also at one that is always open', async () => {
    const span = ['2026-11-23T20:00+01:00', '2026-11-24T12:00+01:00'] as const
    const always = shop('outlet', null)
    const outlet = [row('care', ...span, 'outlet'), row('sales', ...span, 'outlet')]
    expect(await waited(outlet, [site, always], [care, sales])).toEqual({ care: 8, sales: 16 })
  })

  test('is that of the shop once the department is gone', async () => {
    const rows = [row('care', '2026-11-23T20:00+01:00', '2026-11-24T12:00+01:00')]
    expect(await waited(rows, [site], [])).toEqual({ care: 3 })
  })
})

test('[R14] business time is told only where a site or department in question keeps hours', async () => {
  const hours = daily('Asia/Jakarta', h(9, 17))
  const departments = [group('sales', null)]
  const report = createReports({
    store: { episodes: async () => [] },
    clock: { now: () => 0, after: () => () => {} },
    sites: () => [shop('always', null), shop('day', hours)],
    departments: () => departments,
  })
  const query = { site: null, department: null, agent: null, from: 1, to: 2, timezone: 'UTC' }
  const business = async (more: object) => (await report({ ...query, ...more })).business !== null
  expect(await business({})).toBe(true)
  expect(await business({ site: 'day' })).toBe(true)
  expect(await business({ site: 'always' })).toBe(false)
  departments.push(group('care', hours))
  expect(await business({ site: 'always' })).toBe(true)
  expect(await business({ site: 'always', department: 'sales' })).toBe(false)
  expect(await business({ site: 'always', department: 'care' })).toBe(true)
})
