import { defaultLadder, type Ladder } from '../protocol/ladder.ts'
import type { Ledger, Summary } from '../protocol/report.ts'
import { firstSpans, wallTime } from '../server/core/spans.ts'
import { summary } from '../server/core/summary.ts'
import type { Manner } from './agents.ts'
import { createArrivals } from './arrivals.ts'
import { createCalendar, type Habits } from './calendar.ts'
import { type Lognormal, meanOf } from './draws.ts'
import { type Desk, leastBusy, type Policy, reroute, roundRobin, sapa } from './policies.ts'
import { play, type Shift } from './simulation.ts'

/** A shop and its load; where each number comes from stands at the top of `first-response.ts`. */
export interface Setting {
  agents: number
  /** Visitors over what the slots of the agents who are there can serve. */
  utilisation: number
  habits: Habits
  manner: Manner
  handling: Lognormal
  targetMs: number
  ladder: Ladder
  /** Visitors count who come from `fromMs` to `endMs`; it is over at `lastMs`. */
  fromMs: number
  endMs: number
  lastMs: number
}

/** The policies in the order in which they are printed, each with its name. */
export const policies: Record<
  'roundRobin' | 'leastBusy' | 'reroute' | 'sapa',
  { name: string; create: (desk: Desk, ladder: Ladder) => Policy }
> = {
  roundRobin: { name: 'round robin', create: roundRobin },
  leastBusy: { name: 'least busy', create: leastBusy },
  reroute: { name: 're-route after 3 min', create: reroute },
  sapa: { name: 'Sapa', create: sapa },
}
export type PolicyKey = keyof typeof policies

/** What a policy made of a setting: the numbers of the product's own `summary`, and what they are made of. */
export interface Cell extends Summary {
  ledgers: Ledger[]
  /** Milliseconds of an average wait in each phase, in their order. */
  lostMs: number[]
  /** Chats that an agent holds on average, and at most. */
  held: number
  peak: number
  /** Share of the visitors who wait until all hands are called; null under a policy that calls nobody. */
  allHands: number | null
  /** Agents who had a visitor's chat, one after the other, on average. */
  holders: number
  /** First answers an hour of the idlest and of the busiest agent, over all shifts. */
  answers: { least: number; most: number }
}

/** Plays the shifts of seeds 1…`seeds` under one policy. */
export async function cell(key: PolicyKey, setting: Setting, seeds: number): Promise<Cell> {
  const ledgers: Ledger[] = []
  let peak = 0
  for (let seed = 1; seed <= seeds; seed++) {
    const played = await play(shift(seed, setting), desk =>
      policies[key].create(desk, setting.ladder),
    )
    ledgers.push(...played.ledgers)
    peak = Math.max(peak, played.peak)
  }
  const { fromMs, endMs, agents } = setting
  const answers = new Map<string, number>()
  let heldMs = 0
  for (const { holders, answeredBy } of ledgers) {
    for (const holder of holders) heldMs += holder.heldMs
    if (answeredBy) answers.set(answeredBy.id, (answers.get(answeredBy.id) ?? 0) + 1)
  }
  const playedMs = (endMs - fromMs) * seeds
  const reached = ledgers.filter(one => one.waitedMs > setting.ladder.allHandsMs).length
  const each = [...answers.values()].map(n => (n * HOUR_MS) / playedMs)
  return {
    ...summary(firstSpans(ledgers, wallTime)),
    ledgers,
    lostMs: phases.map(
      phase => ledgers.reduce((sum, one) => sum + one.phases[phase], 0) / ledgers.length,
    ),
    held: heldMs / (agents * playedMs),
    peak,
    allHands: key === 'sapa' ? reached / ledgers.length : null,
    holders: ledgers.reduce((sum, one) => sum + one.holders.length, 0) / ledgers.length,
    answers: { least: Math.min(...each), most: Math.max(...each) },
  }
}

/** The shift that a seed makes of a setting. */
export function shift(seed: number, setting: Setting): Shift {
  const { agents, utilisation, habits, manner, handling, targetMs, fromMs, endMs, lastMs } = setting
  const chatMs = meanOf(handling) + meanOf(manner.answer)
  const there = agents * (1 - habits.awayShare)
  const everyMs = chatMs / (there * manner.capacity * utilisation)
  return {
    seed,
    arrivals: createArrivals(seed, everyMs, handling, endMs),
    calendars: Array.from({ length: agents }, (_, i) => createCalendar(seed, i, habits, lastMs)),
    manner,
    targetMs,
    fromMs,
    untilMs: lastMs,
  }
}

/** The ladder with its rungs at these seconds. */
export function rungs(nudge: number, handOn: number, allHands: number): Ladder {
  const ms = { nudgeMs: nudge * 1000, handOnMs: handOn * 1000, allHandsMs: allHands * 1000 }
  return { ...defaultLadder, ...ms }
}

const HOUR_MS = 3_600_000
const phases = ['queuedMs', 'offeredMs', 'shownMs', 'openedMs', 'typingMs'] as const
