import { expect, test } from 'vitest'
import { histogram } from './histogram.ts'
import type { Span } from './spans.ts'

function span(ms: number, status: Span['status'] = 'answered'): Span {
  return { site: 's', department: null, askedAt: 0, status, ms, targetMs: 60_000, by: null }
}

test('[R11] a bin holds what took at most its upper edge, so that the first twelve are those within a minute', () => {
  const times = [0, 1, 5000, 5001, 59_999, 60_000, 60_001, 120_000, 120_001, 900_000]
  const { binMs, bins, over } = histogram(times.map(ms => span(ms)))
  expect([binMs, bins.length]).toEqual([5000, 24])
  expect([bins[0], bins[1], bins[11], bins[12], bins[23], over]).toEqual([3, 1, 2, 1, 1, 2])
  expect(bins.slice(0, 12).reduce((a, b) => a + b)).toBe(times.filter(ms => ms <= 60_000).length)
})

test('[R11] the unanswered stand apart, however long they waited', () => {
  const spans = [span(3000), span(3000, 'waiting'), span(3000, 'abandoned'), span(4e6, 'abandoned')]
  const { bins, over, waiting, abandoned } = histogram(spans)
  expect([bins[0], over, waiting, abandoned]).toEqual([1, 0, 1, 2])
})
