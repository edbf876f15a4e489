import { defaultLadder, timesAt } from '../protocol/ladder.ts'
import type { Ledger } from '../protocol/report.ts'
import { ledger } from '../server/core/ledger.ts'
import { createAgents, type Manner } from './agents.ts'
import type { Arrival } from './arrivals.ts'
import type { Calendar } from './calendar.ts'
import { createFloor } from './floor.ts'
import { createHeapClock } from './heap.ts'
import type { Desk, Policy } from './policies.ts'

/** One shop's shift: the same for every policy. */
export interface Shift {
  seed: number
  arrivals: readonly Arrival[]
  calendars: readonly Calendar[]
  manner: Manner
  targetMs: number
  /** Visitors who came before do not count. */
  fromMs: number
  /** When it is all over; those who wait then have no answer. */
  untilMs: number
}

export interface Played {
  /** Of the visitors who count. */
  ledgers: Ledger[]
  /** The most that one agent held at once. */
  peak: number
}

/** Plays a shift under a policy. The same shift and policy give the same ledgers. */
export async function play(shift: Shift, create: (desk: Desk) => Policy): Promise<Played> {
  const { seed, arrivals, calendars, manner, targetMs, fromMs, untilMs } = shift
  const clock = createHeapClock()
  const refs = calendars.map((_, i) => ({ id: `agent-${i + 1}`, name: `Agent ${i + 1}` }))
  const closed = new Set<string>()
  let peak = 0
  const floor = createFloor({
    clock,
    site: SITE,
    capacity: manner.capacity,
    targetMs,
    committed(commit) {
      if (commit.state.status === 'assigned')
        peak = Math.max(peak, floor.loadOf(commit.state.agent.id))
      policy.committed(commit)
      agents.heard(commit)
    },
  })
  const policy = create({
    clock,
    floor,
    refs,
    capacity: manner.capacity,
    targetMs,
    connected: agent => !closed.has(agent),
    setAway: agent => agents.wasSetAway(agent),
  })
  const agents = createAgents({
    clock,
    floor,
    seed,
    refs,
    calendars,
    arrivals: new Map(arrivals.map(arrival => [`c${arrival.i}`, arrival])),
    manner,
    typing: policy.typing,
    available: policy.available,
    back: policy.back,
  })

  for (const [i, calendar] of calendars.entries()) {
    const agent = refs[i]?.id ?? ''
    for (const { from, to, why } of calendar.gaps) {
      if (why !== 'closed') continue
      clock.after(from, () => {
        closed.add(agent)
        policy.connection(agent)
      })
      clock.after(to, () => {
        closed.delete(agent)
        policy.connection(agent)
      })
    }
  }
  for (const { i, at } of arrivals)
    clock.after(at, () => {
      const by = { role: 'visitor', id: `v${i}` } as const
      floor.tell(`c${i}`, { type: 'send', site: SITE, by, id: `m${i}`, text: 'Is it in stock?' })
    })
  await clock.run(untilMs, floor.settled)

  const ledgers = floor
    .rows()
    .filter(({ episode }) => episode.startedAt >= fromMs)
    .map(row => ledger(row, untilMs, timesAt({ ladder: defaultLadder, targetMs })))
  return { ledgers, peak }
}

const SITE = 'shop'
