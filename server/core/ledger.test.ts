import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noWish } from '../../protocol/conversation.ts'
import type { Episode, Holder } from '../../protocol/episode.ts'
import { timesAt } from '../../protocol/ladder.ts'
import { ledger } from './ledger.ts'

const ayu = { id: 'ayu', name: 'Ayu' }
const budi = { id: 'budi', name: 'Budi' }
const START = 100_000

const holder = (more: Partial<Holder>): Holder => ({
  agent: ayu,
  assignedAt: START,
  ackedAt: null,
  openedAt: null,
  typedAt: null,
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
        wish: noWish,
        holders: [],
        answeredAt: null,
        answeredBy: null,
        substantiveAt: null,
        step: null,
        breachedAt: null,
        choice: null,
        waits: [],
        resolvedAt: null,
        ...episode,
      },
    },
    now,
    timesAt(undefined),
  )

const none = { queuedMs: 0, offeredMs: 0, shownMs: 0, openedMs: 0, typingMs: 0 }

describe('[R10] the ledger of an episode', () => {
  it('splits an answered one into queued, offered, shown, opened and typing', () => {
    const holders = [
      holder({
        assignedAt: START + 2000,
        ackedAt: START + 2100,
        openedAt: START + 5000,
        typedAt: START + 9000,
      }),
    ]
    const answered = { holders, answeredAt: START + 24_000, answeredBy: ayu }
    expect(of(answered, START + 90_000)).toMatchObject({
      conversation: 'c',
      status: 'answered',
      firstResponseMs: 24_000,
      waitedMs: 24_000,
      answeredBy: ayu,
      phases: {
        queuedMs: 2000,
        offeredMs: 100,
        shownMs: 2900,
        openedMs: 4000,
        typingMs: 15_000,
      },
      holders: [{ heldMs: 88_000 }],
    })
  })

  it('gives each of two holders the time it had, and counts the wait between them as queued', () => {
    const holders = [
      holder({
        assignedAt: START + 1000,
        ackedAt: START + 2000,
        openedAt: START + 4000,
        endedAt: START + 14_000,
        outcome: 'disconnected',
      }),
      holder({ agent: budi, assignedAt: START + 20_000, openedAt: START + 21_000 }),
    ]
    const found = of({ holders, answeredAt: START + 30_000, answeredBy: budi }, START + 40_000)
    expect(found.phases).toEqual({
      queuedMs: 1000 + 6000,
      offeredMs: 1000 + 1000,
      shownMs: 2000,
      openedMs: 10_000 + 9000,
      typingMs: 0,
    })
    expect(found.holders.map(({ heldMs }) => heldMs)).toEqual([13_000, 20_000])
  })

  it('of a holder whose console never confirmed is offered time only', () => {
    const holders = [holder({ endedAt: START + 8000, outcome: 'disconnected' })]
    expect(of({ holders }, START + 10_000).phases).toEqual({
      ...none,
      queuedMs: 2000,
      offeredMs: 8000,
    })
  })

  it('counts up to now while it waits', () => {
    expect(of({}, START + 61_000)).toMatchObject({
      status: 'waiting',
      firstResponseMs: null,
      waitedMs: 61_000,
      phases: { ...none, queuedMs: 61_000 },
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
      phases: none,
      holders: [{ heldMs: 0 }],
    })
  })

  it('has phases that add up to the wait exactly and are never negative, whatever the times', () => {
    const time = fc.integer({ min: START - 1000, max: START + 1000 })
    const anyHolder = fc
      .record({
        assignedAt: time,
        ackedAt: fc.option(time),
        openedAt: fc.option(time),
        typedAt: fc.option(time),
        endedAt: fc.option(time),
      })
      .map(holder)
    const episode = fc.record({
      holders: fc.array(anyHolder, { maxLength: 4 }),
      answeredAt: fc.option(time),
      resolvedAt: fc.option(time),
    })
    fc.assert(
      fc.property(episode, time, (some, now) => {
        const { phases, waitedMs } = of(some, now)
        const parts = Object.values(phases)
        expect(parts.reduce((sum, ms) => sum + ms, 0)).toBe(waitedMs)
        expect(Math.min(...parts, waitedMs)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
