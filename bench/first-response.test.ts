import { describe, expect, test } from 'vitest'
import { defaultLadder } from '../protocol/ladder.ts'
import { calendarOf } from './calendar.ts'
import { cell, type PolicyKey, policies, type Setting } from './cell.ts'
import { lognormal, meanOf } from './draws.ts'
import { createHeapClock } from './heap.ts'

const MIN = 60_000
const setting: Setting = {
  agents: 4,
  utilisation: 0.7,
  habits: { awayShare: 0.2, awayMs: 5 * MIN, tabLifeMs: 60 * MIN, tabDeadMs: 3 * MIN },
  manner: {
    capacity: 3,
    answer: lognormal(20_000, 59_000),
    slower: 0.25,
    writingMs: 12_000,
    roundTripMs: 100,
    backMs: 10_000,
  },
  handling: lognormal(6 * MIN, 15 * MIN),
  targetMs: MIN,
  ladder: defaultLadder,
  fromMs: 0,
  endMs: 60 * MIN,
  lastMs: 75 * MIN,
}
const keys = Object.keys(policies) as PolicyKey[]

describe('the shifts of the first-response bench', () => {
  test.each(keys)('the phases of each wait add up to it under %s, and it replays', async key => {
    const once = await cell(key, setting, 2)
    const again = await cell(key, setting, 2)
    expect(once.count).toBeGreaterThan(50)
    expect(again.ledgers).toEqual(once.ledgers)
    for (const { phases, waitedMs } of once.ledgers)
      expect(Object.values(phases).reduce((sum, ms) => sum + ms, 0)).toBe(waitedMs)
  })

  test('every policy meets the same visitors, and only all hands goes beyond capacity', async () => {
    const cells = await Promise.all(keys.map(key => cell(key, { ...setting, utilisation: 1.2 }, 1)))
    const starts = cells.map(({ ledgers }) => ledgers.map(one => one.startedAt))
    for (const one of starts) expect(one).toEqual(starts[0])
    expect(cells.map(({ peak }) => peak > 3)).toEqual(keys.map(key => key === 'sapa'))
  })

  test('[R3] a rung is reached to the millisecond by whoever waits that long', async () => {
    const { ledgers } = await cell('sapa', { ...setting, utilisation: 1.2 }, 1)
    const late = ledgers.filter(one => one.waitedMs > MIN)
    expect(late.length).toBeGreaterThan(0)
    for (const { breachedAt, startedAt } of late) expect(breachedAt).toBe(startedAt + MIN)
  })
})

test('an agent’s time stands still in its gaps', () => {
  const calendar = calendarOf([
    { from: 100, to: 200, why: 'away' },
    { from: 150, to: 250, why: 'hung' },
  ])
  expect(calendar.gaps.map(({ from, to }) => [from, to])).toEqual([
    [100, 200],
    [200, 300],
  ])
  expect(calendar.after(50, 40)).toBe(90)
  expect(calendar.after(50, 60)).toBe(310)
  expect(calendar.after(120, 10)).toBe(310)
  expect(calendar.presentMs(50, 310)).toBe(60)
})

test('the heap runs timers by time, then in the order they were set, and no cancelled one', async () => {
  const clock = createHeapClock()
  const ran: string[] = []
  for (const [name, ms] of [
    ['d', 40],
    ['a', 10],
    ['b', 20],
    ['c', 20],
  ] as const)
    clock.after(ms, () => ran.push(`${name}${clock.now()}`))
  clock.after(15, () => ran.push('never'))()
  await clock.run(30, () => null)
  expect(ran).toEqual(['a10', 'b20', 'c20'])
})

test('a lognormal time has the mean of its formula', () => {
  expect(meanOf(lognormal(20_000, 59_000))).toBeCloseTo(28_560, -2)
})
