import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Episode, Holder } from '../../protocol/episode.ts'
import { timesAt } from '../../protocol/ladder.ts'
import type { Ledger } from '../../protocol/report.ts'
import { ledger } from '../../server/core/ledger.ts'
import { isBreach, sorted } from './breach.ts'
import { byPhase, segments } from './segments.ts'

const START = 1_000_000
const budi = { id: 'budi', name: 'Budi' }
const citra = { id: 'citra', name: 'Citra' }

/** An episode as the relay reports it; times are milliseconds after its start. */
function told(holders: Partial<Holder>[], end: { answered?: number; now?: number }): Ledger {
  const after = (ms: number | null | undefined) => (ms == null ? null : START + ms)
  const answeredAt = after(end.answered)
  const episode: Episode = {
    n: 1,
    startedAt: START,
    startSeq: 2,
    wish: { department: null, language: null, agent: null, priority: 0 },
    holders: holders.map(({ agent = budi, outcome = 'holding', ...held }) => ({
      agent,
      assignedAt: START + (held.assignedAt ?? 0),
      ackedAt: after(held.ackedAt),
      openedAt: after(held.openedAt),
      typedAt: after(held.typedAt),
      endedAt: after(held.endedAt),
      outcome,
    })),
    answeredAt,
    answeredBy: answeredAt === null ? null : budi,
    substantiveAt: null,
    step: null,
    breachedAt: null,
    choice: null,
    waits: [],
    resolvedAt: null,
  }
  const row = { c: 'c', site: 'shop', visitor: 'v', episode }
  return ledger(row, START + (end.now ?? 100_000), timesAt(undefined))
}

describe('segments', () => {
  it('[R10] cuts an episode by holder and phase: offered in vain, then shown, opened, typed', () => {
    const one = told(
      [
        { assignedAt: 20, endedAt: 3020, outcome: 'no-ack' },
        { agent: citra, assignedAt: 3025, ackedAt: 3200, openedAt: 9000, typedAt: 12_000 },
      ],
      { answered: 24_000 },
    )
    const cut = segments(one, START + one.waitedMs)
    expect(cut.map(({ phase, agent, from, ms }) => [phase, agent?.name ?? null, from, ms])).toEqual(
      [
        ['queued', null, 0, 20],
        ['offered', 'Budi', 20, 3000],
        ['queued', null, 3020, 5],
        ['offered', 'Citra', 3025, 175],
        ['shown', 'Citra', 3200, 5800],
        ['opened', 'Citra', 9000, 3000],
        ['typing', 'Citra', 12_000, 12_000],
      ],
    )
    expect(cut.map(({ holder }) => holder)).toEqual([null, 0, null, 1, 1, 1, 1])
  })

  it('[R10] agrees with the relay’s phases to the millisecond, whatever the log says', () => {
    const time = fc.option(fc.integer({ min: 0, max: 90_000 }), { nil: null })
    const holder = fc.record({
      assignedAt: fc.integer({ min: 0, max: 90_000 }),
      ackedAt: time,
      openedAt: time,
      typedAt: time,
      endedAt: time,
    })
    fc.assert(
      fc.property(fc.array(holder, { maxLength: 4 }), fc.nat(90_000), (holders, answered) => {
        const one = told(holders, { answered })
        const { queued, offered, shown, opened, typing } = byPhase(segments(one, START + answered))
        expect({
          queuedMs: queued,
          offeredMs: offered,
          shownMs: shown,
          openedMs: opened,
          typingMs: typing,
        }).toEqual(one.phases)
        expect(queued + offered + shown + opened + typing).toBe(answered)
      }),
    )
  })

  it('[R12] grows while the visitor waits', () => {
    const one = told([{ assignedAt: 10, ackedAt: 200 }], { now: 5000 })
    const at = (ms: number) => byPhase(segments(one, START + ms)).shown
    expect([at(5000), at(7500)]).toEqual([4800, 7300])
  })
})

describe('breach', () => {
  it('[R12] is what passed its target, also one that waits on past it; the target itself is kept', () => {
    const waits = told([], { now: 30_000 })
    expect(isBreach(waits, START + 60_000)).toBe(false)
    expect(isBreach(waits, START + 60_001)).toBe(true)
    expect(isBreach(told([], { answered: 60_000 }), START + 90_000)).toBe(false)
    expect(isBreach(told([], { answered: 60_001 }), START + 90_000)).toBe(true)
  })

  it('[R12] puts the newest breach first and leaves the others beside them', () => {
    const all = [61_000, 20_000, 75_000].map(answered => told([], { answered }))
    const { breaches, others } = sorted(all, START)
    expect(breaches.map(one => one.waitedMs)).toEqual([75_000, 61_000])
    expect(others.map(one => one.waitedMs)).toEqual([20_000])
  })
})
