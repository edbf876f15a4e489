import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultLadder } from '../../protocol/ladder.ts'
import type { Breakdown, Ledger } from '../../protocol/report.ts'
import { compare, firstResponse, rangeBefore } from './statistics.ts'

const sari = { id: 'sari', name: 'Sari' }
const budi = { id: 'budi', name: 'Budi' }
const start = Date.parse('2026-11-23T08:00:00+07:00')
const range = { site: null, from: start - 86_400_000, to: start + 86_400_000 }

/** An episode that began `at` and was answered after `ms`, or waits or was given up after `ms`. */
function episode(ms: number, change: Partial<Ledger> = {}, at: number = start): Ledger {
  const status = change.status ?? 'answered'
  const by = status === 'answered' ? (change.answeredBy ?? sari) : null
  const answeredAt = status === 'answered' ? at + ms : null
  return {
    conversation: 'c',
    site: 'mode',
    visitor: 'v',
    n: 1,
    department: null,
    startedAt: at,
    resolvedAt: status === 'abandoned' ? at + ms : null,
    firstResponseMs: status === 'answered' ? ms : null,
    waitedMs: ms,
    targetMs: 60_000,
    ladder: defaultLadder,
    substantiveMs: null,
    breachedAt: null,
    phases: { queuedMs: ms, offeredMs: 0, shownMs: 0, openedMs: 0, typingMs: 0 },
    holders: [],
    waits: [{ askedAt: at, answeredAt, by }],
    ...change,
    status,
    answeredBy: by,
  }
}

test('[R11] the headline and today’s fields are those of the first responses in wall time', () => {
  const ledgers = [episode(10_000), episode(70_000), episode(5000, { status: 'waiting' })]
  const report = firstResponse(range, ledgers, start + 5000)
  expect(report).toMatchObject({
    ...range,
    episodes: 3,
    answered: 2,
    waiting: 1,
    abandoned: 0,
    within: 1,
    share: 0.5,
    p50Ms: 10_000,
    p90Ms: 70_000,
    timezone: 'UTC',
    business: null,
  })
  expect(report.wall.first.summary).toMatchObject({ count: 3, within: 1, share: 0.5 })
  expect(report.definition).toContain('Automatic replies never stop the clock')
})

test('[R11] agents are credited for what they answered; what nobody answered stands apart', () => {
  const ledgers = [
    episode(10_000),
    episode(90_000),
    episode(20_000, { answeredBy: budi }),
    episode(61_000, { status: 'abandoned' }),
  ]
  const { agents } = firstResponse(range, ledgers, start).wall.first
  expect(agents.map(g => [g.key, g.name, g.summary.count, g.summary.share])).toEqual([
    ['sari', 'Sari', 2, 0.5],
    ['budi', 'Budi', 1, 1],
    [null, null, 1, 0],
  ])
})

test('[R11] sites and departments are told apart', () => {
  const ledgers = [
    episode(10_000),
    episode(10_000, { site: 'buku', department: 'returns' }),
    episode(70_000, { site: 'buku', department: 'returns' }),
  ]
  const { sites, departments } = firstResponse(range, ledgers, start).wall.first
  expect(sites.map(g => [g.key, g.summary.share])).toEqual([
    ['buku', 0.5],
    ['mode', 1],
  ])
  expect(departments.map(g => [g.key, g.summary.count])).toEqual([
    ['returns', 2],
    [null, 1],
  ])
})

test('[R11] the hour and the weekday are those of the clock on the shop’s wall', () => {
  const sunday = Date.parse('2026-11-22T23:30:00+07:00')
  const ledgers = [episode(1000), episode(1000, {}, sunday)]
  const slots = (timezone: string) => {
    const { hours, weekdays } = firstResponse({ ...range, timezone }, ledgers, start).wall.first
    expect([hours.length, weekdays.length]).toEqual([24, 7])
    const filled = (groups: Breakdown['hours']) =>
      groups.filter(g => g.summary.count > 0).map(g => g.key)
    return [filled(hours), filled(weekdays)]
  }
  expect(slots('Asia/Jakarta')).toEqual([
    [8, 23],
    [0, 6],
  ])
  expect(slots('Asia/Kathmandu')).toEqual([
    [6, 22],
    [0, 6],
  ])
  expect(slots('America/New_York')).toEqual([[11, 20], [6]])
})

describe('[R11] the next responses', () => {
  const waits = [
    { askedAt: start, answeredAt: start + 10_000, by: sari },
    { askedAt: start + 60_000, answeredAt: start + 75_000, by: budi },
    { askedAt: start + 100_000, answeredAt: null, by: null },
  ]

  test('are every stretch after the first, credited to who ended it; the last one runs until now', () => {
    const { first, next } = firstResponse(range, [episode(10_000, { waits })], start + 190_000).wall
    expect(first.summary.count).toBe(1)
    expect(next.summary).toMatchObject({ count: 2, answered: 1, waiting: 1, within: 1, share: 0.5 })
    expect(next.agents.map(g => g.key)).toEqual(['budi', null])
    expect(next.histogram.bins[2]).toBe(1)
  })

  test('that nobody gave before the conversation was resolved were abandoned then', () => {
    const resolved = episode(10_000, { waits, resolvedAt: start + 110_000 })
    const { summary, survival } = firstResponse(range, [resolved], start + 9e6).wall.next
    expect(summary).toMatchObject({ answered: 1, waiting: 0, abandoned: 1 })
    // Seen to wait 10 s only: when the other one was answered at 15 s, it was at risk no longer.
    expect(survival).toMatchObject([{ ms: 15_000, answered: 1, atRisk: 1 }])
  })
})

describe('[R11][R14] business time', () => {
  const day = [{ from: 9 * 60, to: 17 * 60 }]
  const hours = {
    timezone: 'Asia/Jakarta',
    week: Array.from({ length: 7 }, () => day),
    holidays: [],
  }

  test('counts from the opening for who wrote before it', () => {
    // Written at 08:00, answered at 09:00:20.
    const early = episode(3_620_000)
    const { wall, business, share } = firstResponse(
      { ...range, hoursOf: () => hours },
      [early],
      start,
    )
    expect(wall.first.summary).toMatchObject({ share: 0, p50Ms: 3_620_000 })
    expect(business?.first.summary).toMatchObject({ share: 1, p50Ms: 20_000 })
    expect(share).toBe(0)
  })

  test('asks for the hours of the episode’s site and department; none means always open', () => {
    const hoursOf = (site: string, department: string | null) =>
      site === 'mode' && department === 'returns' ? hours : null
    const ledgers = [episode(5000, { department: 'returns' }), episode(7000)]
    const { business } = firstResponse({ ...range, hoursOf }, ledgers, start)
    expect(business?.first.departments.map(g => [g.key, g.summary.p50Ms])).toEqual([
      ['returns', 0],
      [null, 7000],
    ])
  })
})

test('[R11] a period is compared with the one of equal length before it', () => {
  expect(rangeBefore({ from: 100, to: 130 })).toEqual({ from: 70, to: 100 })
  const now = firstResponse(range, [episode(10_000), episode(20_000)], start)
  const earlier = { site: null, ...rangeBefore(range) }
  const before = firstResponse(earlier, [episode(50_000), episode(90_000)], start)
  const { from, to, wall, business } = compare(now, before)
  expect([from, to]).toEqual([earlier.from, earlier.to])
  expect(wall.first.before.share).toBe(0.5)
  expect(wall.first.difference).toMatchObject({ count: 0, within: 1, share: 0.5, p50Ms: -40_000 })
  expect(wall.next.difference.share).toBeNull()
  expect(business).toBeNull()
})

const ledgers: fc.Arbitrary<Ledger[]> = fc.array(
  fc
    .record({
      ms: fc.nat(200_000),
      status: fc.constantFrom<Ledger['status']>('answered', 'waiting', 'abandoned'),
      site: fc.constantFrom('mode', 'buku'),
      department: fc.constantFrom('returns', null),
      answeredBy: fc.constantFrom(sari, budi),
      at: fc.integer({ min: range.from, max: range.to - 1 }),
      more: fc.nat(3),
    })
    .map(({ ms, at, more, ...change }) => {
      const ledger = episode(ms, change, at)
      const later = Array.from({ length: more }, (_, i) => {
        const askedAt = at + ms + i * 1000
        const answered = i < more - 1 || ms % 2 === 0
        return { askedAt, answeredAt: answered ? askedAt + 500 : null, by: answered ? sari : null }
      })
      return { ...ledger, waits: [...ledger.waits, ...later] }
    }),
)

test('[R11] an unanswered episode never disappears: the counts of every kind of part add up to the whole', () => {
  fc.assert(
    fc.property(ledgers, list => {
      const question = { ...range, timezone: 'Asia/Jakarta', hoursOf: () => null }
      const report = firstResponse(question, list, range.to)
      const later = list.reduce((sum, { waits }) => sum + waits.length - 1, 0)
      for (const measured of [report.wall, report.business]) {
        if (!measured) throw new Error('business time was asked for')
        expect(measured.first.summary.count).toBe(list.length)
        expect(measured.next.summary.count).toBe(later)
        for (const part of [measured.first, measured.next]) addsUp(part)
      }
      expect(report.business).toEqual(report.wall)
    }),
  )
})

function addsUp(part: Breakdown): void {
  const { summary, histogram, sites, departments, agents, hours, weekdays } = part
  const { count, answered, waiting, abandoned } = summary
  expect(answered + waiting + abandoned).toBe(count)
  const { bins, over } = histogram
  expect(bins.reduce((a, b) => a + b, over + histogram.waiting + histogram.abandoned)).toBe(count)
  for (const groups of [sites, departments, agents, hours, weekdays]) {
    for (const key of ['count', 'answered', 'waiting', 'abandoned', 'within'] as const) {
      expect(groups.reduce((sum, group) => sum + group.summary[key], 0)).toBe(summary[key])
    }
  }
}
