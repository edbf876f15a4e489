import { describe, expect, test } from 'vitest'
import { evolve, initial, noWish } from '../../protocol/conversation.ts'
import { startEpisode } from '../../protocol/episode.ts'
import type { AgentRef, ConversationEvent } from '../../protocol/events.ts'
import type { Hours, Range } from '../../protocol/hours.ts'
import { defaultLadder } from '../../protocol/ladder.ts'
import { type Department, plainWidget, type Site } from '../../protocol/people.ts'
import { createMemoryStore } from '../store/memory.ts'
import type { EpisodeRow } from './ports.ts'
import { createReporter, createReports } from './reports.ts'

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
  ...{ hours, widget: plainWidget, triggers: [] },
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
  const begun = startEpisode(
    { episode: null, wish: { ...noWish, department } },
    { seq: 2, at: askedAt, event: { type: 'private' } },
  )
  const waits = [{ askedAt, answeredAt, by }]
  const episode = { ...begun, answeredAt, answeredBy: by, waits }
  return { c: `${department}-${asked}`, site, visitor: 'v', episode }
}

/** What was asked for by each department, in business hours of waiting until the first answer. */
async function waited(rows: EpisodeRow[], sites: Site[], departments: Department[]) {
  const from = Math.min(...rows.map(({ episode }) => episode.startedAt))
  const to = Math.max(...rows.map(({ episode }) => episode.startedAt)) + 1
  const reporter = createReporter({
    episodes: async range =>
      rows.filter(({ episode }) => episode.startedAt >= range.from && episode.startedAt < range.to),
  })
  const report = await createReports({
    reporter,
    directory: { sites: async () => sites, departments: async () => departments },
    clock: { now: () => to + DAY },
  }).firstResponse({ site: null, department: null, agent: null, from, to, timezone: 'UTC' })
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

describe('reports of a store', () => {
  const START = Date.UTC(2026, 10, 23)
  const everything = { site: null, department: null, agent: null, timezone: 'UTC' }
  const sites = [shop('shop', null)]

  /** Episode `i` began `i` seconds after the start and was answered after as many seconds more. */
  async function reports(count: number) {
    const store = createMemoryStore()
    const by = { id: 'ayu', name: 'Ayu' }
    for (let i = 0; i < count; i++) {
      const [c, asked] = [`c${i}`, START + i * 1000]
      const said = { type: 'message', kind: 'text', text: 'x' } as const
      const log: [number, ConversationEvent][] = [
        [asked, { type: 'opened', site: 'shop', visitor: c }],
        [asked, { ...said, id: 'q', by: { role: 'visitor', id: c } }],
        [asked + i * 1000, { ...said, id: 'a', by: { role: 'agent', ...by } }],
      ]
      const events = log.map(([at, event], k) => ({ seq: k + 1, at, event }))
      const next = events.reduce(evolve, initial)
      if (next.status === 'new') throw new Error('The log opens nothing')
      await store.append({ c, expected: 0, events, next })
    }
    return createReports({
      reporter: createReporter(store),
      directory: { sites: async () => sites, departments: async () => [] },
      clock: { now: () => START + DAY },
    })
  }
  const day = { ...everything, from: START, to: START + DAY }

  test('[R11] say what the log says, over more episodes than a page has, and of the range before', async () => {
    const all = await reports(1201)
    const second = { ...day, from: START + 600_000 }
    const report = await all.firstResponse(second)
    expect(report).toMatchObject({ episodes: 601, answered: 601, within: 0, p50Ms: 900_000 })
    expect(report.business).toBeNull()
    const before = { count: 600, within: 61 }
    expect(report.comparison.wall.first.before).toMatchObject(before)
  })

  test('[R12] in brief they have the newest breaches and the newest others, and how many breaches there are', async () => {
    const all = await reports(100)
    const brief = await all.brief(day, 2)
    expect(brief).toMatchObject({ episodes: 100, within: 61, breaches: 39, share: 0.61 })
    expect(brief.ledgers.map(({ conversation }) => conversation)).toEqual([
      'c59',
      'c60',
      'c98',
      'c99',
    ])
    expect((await all.brief(day, 0)).ledgers).toEqual([])
  })

  test('[R11] of one agent they count each stretch by who answered it, or held it when nobody did', async () => {
    const [ayu, budi, citra] = ['ayu', 'budi', 'citra'].map(id => ({ id, name: id })) as [
      AgentRef,
      AgentRef,
      AgentRef,
    ]
    const asks = (id: string): ConversationEvent => ({
      ...{ type: 'message', id, text: 'x' },
      by: { role: 'visitor', id: 'v' },
    })
    const answers = (id: string, by: AgentRef): ConversationEvent => ({
      ...{ type: 'message', id, text: 'x' },
      by: { role: 'agent', ...by },
    })
    const given = (agent: AgentRef): ConversationEvent => ({
      type: 'assigned',
      agent,
      how: 'routed',
    })
    const lost = (agent: AgentRef): ConversationEvent => ({
      ...{ type: 'released', agent },
      why: 'disconnected',
    })
    // Ayu answers first, Budi the second question; the third Ayu gets and loses, and Citra lets it lie.
    const log: [number, ConversationEvent][] = [
      [0, { type: 'opened', site: 'shop', visitor: 'v' }],
      [0, asks('q1')],
      [0, given(ayu)],
      [5, answers('a1', ayu)],
      [10, asks('q2')],
      [18, lost(ayu)],
      [18, given(budi)],
      [30, answers('a2', budi)],
      [35, lost(budi)],
      [40, asks('q3')],
      [40, given(ayu)],
      [48, lost(ayu)],
      [50, given(citra)],
      [90, { type: 'resolved', by: citra }],
    ]
    const events = log.map(([at, event], i) => ({ seq: i + 1, at: START + at * 1000, event }))
    const next = events.reduce(evolve, initial)
    if (next.status === 'new') throw new Error('The log opens nothing')
    const store = createMemoryStore()
    await store.append({ c: 'c', expected: 0, events, next })
    const { firstResponse } = createReports({
      reporter: createReporter(store),
      directory: { sites: async () => sites, departments: async () => [] },
      clock: { now: () => START + DAY },
    })
    const of = async (agent: string | null) => {
      const { wall } = await firstResponse({ ...day, agent })
      const { count, answered, abandoned, p50Ms } = wall.next.summary
      return { first: wall.first.summary.count, count, answered, abandoned, p50Ms }
    }
    const none = { first: 0, count: 0, answered: 0, abandoned: 0, p50Ms: null }
    expect(await of('ayu')).toEqual({ ...none, first: 1 })
    expect(await of('budi')).toEqual({ ...none, count: 1, answered: 1, p50Ms: 20_000 })
    expect(await of('citra')).toEqual({ ...none, count: 1, abandoned: 1 })
    expect(await of(null)).toMatchObject({ first: 1, count: 2, answered: 1, abandoned: 1 })
  })

  test('[R10] as pages they have every ledger once, oldest first', async () => {
    const all = await reports(450)
    const seen: string[] = []
    let pages = 0
    for await (const page of all.ledgers(day)) {
      pages++
      seen.push(...page.map(({ conversation }) => conversation))
    }
    expect(seen).toEqual(Array.from({ length: 450 }, (_, i) => `c${i}`))
    expect(pages).toBe(3)
  })
})

test('[R14] business time is told only where a site or department in question keeps hours', async () => {
  const hours = daily('Asia/Jakarta', h(9, 17))
  const departments = [group('sales', null)]
  const report = createReports({
    reporter: createReporter({ episodes: async () => [] }),
    directory: {
      sites: async () => [shop('always', null), shop('day', hours)],
      departments: async () => departments,
    },
    clock: { now: () => 0 },
  })
  const query = { site: null, department: null, agent: null, from: 1, to: 2, timezone: 'UTC' }
  const business = async (more: object) =>
    (await report.firstResponse({ ...query, ...more })).business !== null
  expect(await business({})).toBe(true)
  expect(await business({ site: 'day' })).toBe(true)
  expect(await business({ site: 'always' })).toBe(false)
  departments.push(group('care', hours))
  expect(await business({ site: 'always' })).toBe(true)
  expect(await business({ site: 'always', department: 'sales' })).toBe(false)
  expect(await business({ site: 'always', department: 'care' })).toBe(true)
})
