import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Episode, Holder } from '../../protocol/episode.ts'
import { ledger } from './ledger.ts'

const ayu = { id: 'ayu', name: 'Ayu' }
const budi = { id: 'budi', name: 'Budi' }
const START = 100_000

const holder = (more: Partial<Holder>): Holder => ({
  agent: ayu,
  assignedAt: START,
  openedAt: null,
  endedAt: null,
  outcome: 'holding',
  ...more,
})
const of = (episode: Partial<Episode>, now: number) =>
  ledger(
    {
      c: 'c',
      site: 's',
      visitor: 'v',
      episode: {
        n: 1,
        startedAt: START,
        startSeq: 2,
        holders: [],
        answeredAt: null,
        answeredBy: null,
        resolvedAt: null,
        ...episode,
      },
    },
    now,
    60_000,
  )

describe('[R10] the ledger of an episode', () => {
  it('splits an answered one into queued, assigned and opened', () => {
    const holders = [holder({ assignedAt: START + 2000, openedAt: START + 5000 })]
    const answered = { holders, answeredAt: START + 24_000, answeredBy: ayu }
    expect(of(answered, START + 90_000)).toMatchObject({
      conversation: 'c',
      status: 'answered',
      firstResponseMs: 24_000,
      waitedMs: 24_000,
      answeredBy: ayu,
      phases: { queuedMs: 2000, assignedMs: 3000, openedMs: 19_000 },
      holders: [{ heldMs: 88_000 }],
    })
  })

  it('gives each of two holders the time it had, and counts the wait between them as queued', () => {
    const holders = [
      holder({
        assignedAt: START + 1000,
        openedAt: START + 4000,
        endedAt: START + 14_000,
        outcome: 'disconnected',
      }),
      holder({ agent: budi, assignedAt: START + 20_000, openedAt: START + 21_000 }),
    ]
    const found = of({ holders, answeredAt: START + 30_000, answeredBy: budi }, START + 40_000)
    expect(found.phases).toEqual({
      queuedMs: 1000 + 6000,
      assignedMs: 3000 + 1000,
      openedMs: 10_000 + 9000,
    })
    expect(found.holders.map(({ heldMs }) => heldMs)).toEqual([13_000, 20_000])
  })

  it('of a holder who never looked is assigned time only', () => {
    const holders = [holder({ endedAt: START + 8000, outcome: 'disconnected' })]
    expect(of({ holders }, START + 10_000).phases).toEqual({
      queuedMs: 2000,
      assignedMs: 8000,
      openedMs: 0,
    })
  })

  it('counts up to now while it waits', () => {
    expect(of({}, START + 61_000)).toMatchObject({
      status: 'waiting',
      firstResponseMs: null,
      waitedMs: 61_000,
      phases: { queuedMs: 61_000, assignedMs: 0, openedMs: 0 },
    })
  })

  it('of one resolved without a reply is abandoned, up to its resolution', () => {
    expect(of({ resolvedAt: START + 45_000 }, START + 900_000)).toMatchObject({
      status: 'abandoned',
      firstResponseMs: null,
      waitedMs: 45_000,
    })
  })

  it('stays answered after its resolution', () => {
    const late = { answeredAt: START + 70_000, answeredBy: ayu, resolvedAt: START + 80_000 }
    expect(of(late, START + 99_000)).toMatchObject({ status: 'answered', firstResponseMs: 70_000 })
  })

  it('[P10] is never negative, though the clock of now jumped back', () => {
    const found = of({ holders: [holder({})] }, START - 5000)
    expect(found).toMatchObject({
      waitedMs: 0,
      phases: { queuedMs: 0, assignedMs: 0, openedMs: 0 },
      holders: [{ heldMs: 0 }],
    })
  })

  it('has phases that add up to the wait exactly and are never negative, whatever the times', () => {
    const time = fc.integer({ min: START - 1000, max: START + 1000 })
    const anyHolder = fc
      .record({ assignedAt: time, openedAt: fc.option(time), endedAt: fc.option(time) })
      .map(holder)
    const episode = fc.record({
      holders: fc.array(anyHolder, { maxLength: 4 }),
      answeredAt: fc.option(time),
      resolvedAt: fc.option(time),
    })
    fc.assert(
      fc.property(episode, time, (some, now) => {
        const { phases, waitedMs } = of(some, now)
        const { queuedMs, assignedMs, openedMs } = phases
        expect(queuedMs + assignedMs + openedMs).toBe(waitedMs)
        expect(Math.min(queuedMs, assignedMs, openedMs, waitedMs)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
