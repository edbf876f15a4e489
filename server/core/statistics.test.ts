import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Ledger } from '../../protocol/report.ts'
import { FIRST_RESPONSE_DEFINITION, firstResponse, percentile } from './statistics.ts'

const query = { site: 's', from: 0, to: 1 }
const episode = (status: Ledger['status'], waitedMs: number): Ledger => ({
  conversation: 'c',
  site: 's',
  visitor: 'v',
  n: 1,
  startedAt: 0,
  status,
  firstResponseMs: status === 'answered' ? waitedMs : null,
  waitedMs,
  targetMs: 60_000,
  answeredBy: null,
  phases: { queuedMs: waitedMs, assignedMs: 0, openedMs: 0 },
  holders: [],
})
const of = (...ledgers: Ledger[]) => firstResponse(query, ledgers)

describe('[R11] first response', () => {
  it('counts what is answered within the target over all that is decided', () => {
    const ledgers = [
      episode('answered', 10_000),
      episode('answered', 60_000),
      episode('answered', 60_001),
      episode('abandoned', 5000),
      episode('waiting', 60_001),
      episode('waiting', 60_000),
      episode('waiting', 1000),
    ]
    expect(firstResponse(query, ledgers)).toEqual({
      definition: FIRST_RESPONSE_DEFINITION,
      ...query,
      episodes: 7,
      answered: 3,
      waiting: 3,
      abandoned: 1,
      within: 2,
      share: 2 / 5,
      p50Ms: 60_001,
      p90Ms: null,
      ledgers,
    })
  })

  it('has no share while nothing is decided', () => {
    expect(of()).toMatchObject({ share: null, p50Ms: null, p90Ms: null, episodes: 0 })
    expect(of(episode('waiting', 30_000))).toMatchObject({ share: null, waiting: 1 })
  })

  it('an abandoned episode never disappears: it counts as endless', () => {
    expect(of(episode('abandoned', 100))).toMatchObject({ share: 0, p50Ms: null })
    const two = of(episode('answered', 7000), episode('abandoned', 100))
    expect(two).toMatchObject({ share: 0.5, p50Ms: 7000, p90Ms: null })
  })

  it('an episode is late by its own target', () => {
    const strict = { ...episode('answered', 20_000), targetMs: 15_000 }
    expect(of(strict, episode('answered', 20_000))).toMatchObject({ within: 1, share: 0.5 })
  })
})

describe('a percentile', () => {
  it('is the smallest value that enough of the values do not exceed', () => {
    const values = fc.array(fc.nat(50), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(values, fc.constantFrom(50, 90, 95, 99), (list, percent) => {
        const enough = (value: number) =>
          100 * list.filter(other => other <= value).length >= percent * list.length
        const naive = Math.min(...list.filter(enough))
        expect(percentile(list, percent / 100)).toBe(naive)
      }),
    )
  })

  it('leaves its values in their order and knows none of an empty list', () => {
    const values = [3, 1, 2]
    expect(percentile(values, 0.5)).toBe(2)
    expect(values).toEqual([3, 1, 2])
    expect(percentile([], 0.5)).toBeNull()
    expect(percentile([1, Number.POSITIVE_INFINITY], 0.9)).toBeNull()
  })
})
