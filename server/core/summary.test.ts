import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { histogram } from './histogram.ts'
import type { Span } from './spans.ts'
import { difference, summary } from './summary.ts'

function span(seconds: number, status: Span['status'] = 'answered'): Span {
  const ms = seconds * 1000
  return { site: 's', department: null, askedAt: 0, status, ms, targetMs: 60_000, by: null }
}

describe('[R11] ten waits worked by hand', () => {
  const ten = [
    ...[8, 12, 15, 22, 40, 61, 95].map(s => span(s)),
    span(20, 'waiting'),
    span(70, 'waiting'),
    span(30, 'abandoned'),
  ]
  const numbers = summary(ten)

  test('the counts add up', () => {
    expect(numbers).toMatchObject({ count: 10, answered: 7, waiting: 2, abandoned: 1, within: 5 })
  })

  test('a share leaves out what still runs and has not passed the time in question', () => {
    // The one at 20 s has missed 15 s already; of 30 s and more it is not known.
    expect(numbers.share15).toBe(3 / 10)
    expect(numbers.share30).toBe(4 / 9)
    expect(numbers.share60).toBe(5 / 9)
    expect(numbers.share).toBe(5 / 9)
  })

  test('the unanswered are endless to the percentiles', () => {
    // 8 12 15 22 40 61 95 ∞ ∞: ranks 5, 9, 9, 9 of 9.
    expect([numbers.p50Ms, numbers.p90Ms, numbers.p95Ms, numbers.p99Ms]).toEqual([
      40_000,
      null,
      null,
      null,
    ])
  })

  test('the median by Kaplan–Meier knows that those who wait were not answered so far', () => {
    // At risk 10 9 8, then 20+ leaves: 6, then 30+ leaves: 4. 0.7 · 5/6 = 0.583, · 3/4 = 0.4375 at 40 s.
    expect(numbers.medianMs).toBe(40_000)
  })
})

test('[R11] the target is each wait’s own, and exactly the target is within it', () => {
  const quick = { ...span(30), targetMs: 30_000 }
  const slow = { ...span(30.001), targetMs: 30_000 }
  expect(summary([quick, slow]).within).toBe(1)
  expect(summary([quick, slow]).share60).toBe(1)
})

test('[R11] of nothing there are counts of zero and no shares', () => {
  const none = summary([])
  expect(none).toMatchObject({ count: 0, within: 0, share: null, share15: null, p50Ms: null })
  expect(none.medianMs).toBeNull()
  expect(summary([span(5, 'waiting')]).share).toBeNull()
})

test('[R11] a difference is now minus before, and null where either is missing', () => {
  const now = summary([span(10), span(20), span(70)])
  const before = summary([span(20), span(80, 'abandoned')])
  const change = difference(now, before)
  expect(change).toMatchObject({ count: 1, answered: 2, abandoned: -1, within: 1, p50Ms: 0 })
  expect(change.share).toBeCloseTo(2 / 3 - 1 / 2, 12)
  expect(change.p99Ms).toBeNull()
})

const spans = fc.array(
  fc
    .tuple(
      fc.integer({ min: 0, max: 150 }),
      fc.constantFrom<Span['status']>('answered', 'waiting', 'abandoned'),
    )
    .map(([seconds, status]) => span(seconds, status)),
)

test('[R11] nothing disappears: every wait is counted once, in the summary and in the histogram', () => {
  fc.assert(
    fc.property(spans, list => {
      const { count, answered, waiting, abandoned, within } = summary(list)
      expect(answered + waiting + abandoned).toBe(count)
      expect(count).toBe(list.length)
      const { bins, over, ...apart } = histogram(list)
      const sum = (all: number[]) => all.reduce((a, b) => a + b, 0)
      expect(sum(bins) + over).toBe(answered)
      expect(apart).toMatchObject({ waiting, abandoned })
      expect(sum(bins.slice(0, 12))).toBe(within)
    }),
  )
})

test('[R11] a longer time never has a smaller share, and abandoning never helps', () => {
  fc.assert(
    fc.property(spans, list => {
      const { share15, share30, share60, share } = summary(list)
      if (share15 !== null && share30 !== null) expect(share30).toBeGreaterThanOrEqual(share15)
      if (share30 !== null && share60 !== null) expect(share60).toBeGreaterThanOrEqual(share30)
      const worse = summary([...list, span(1, 'abandoned')]).share
      expect(worse).not.toBeNull()
      expect(worse ?? 1).toBeLessThanOrEqual(share ?? 1)
    }),
  )
})
