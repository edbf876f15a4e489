import { type ConversationState, evolve, initial } from '../../protocol/conversation.ts'
import type { Episode } from '../../protocol/episode.ts'
import type { Recorded } from '../../protocol/events.ts'
import { type Step, stepMs, steps } from '../../protocol/ladder.ts'

/** Milliseconds of this machine in which no relay ran: `from <= at < to`. */
export interface Outage {
  from: number
  to: number
}

interface Climb {
  episode: Episode
  rungs: { step: Step; at: number }[]
}

/** The episodes of a log, each with the rungs that were reached in it. */
function climbsOf(log: readonly Recorded[]): Climb[] {
  const climbs = new Map<number, Climb>()
  let state: ConversationState = initial
  for (const recorded of log) {
    state = evolve(state, recorded)
    const episode = state.status === 'new' ? null : state.episode
    if (!episode) continue
    const rungs = climbs.get(episode.n)?.rungs ?? []
    const { event, at } = recorded
    if (event.type === 'stepped') rungs.push({ step: event.step, at })
    climbs.set(episode.n, { episode, rungs })
  }
  return [...climbs.values()]
}

/**
 * What is wrong with the rungs of a log, in sentences, and how late the latest came that no outage held up (ms): each
 * that was due while nobody had answered stands there once, in order, not before its moment.
 */
export function judgeRungs(env: {
  log: readonly Recorded[]
  outages: readonly Outage[]
  now: number
  /** How late a rung may be after the moment at which it was possible. */
  slackMs: number
}): { faults: string[]; rungs: number; lateMs: number } {
  const { log, outages, now, slackMs } = env
  const faults: string[] = []
  let rungs = 0
  let lateMs = 0
  const possible = (at: number) =>
    outages.reduce((moment, { from, to }) => (from <= moment && moment < to ? to : moment), at)

  for (const { episode, rungs: found } of climbsOf(log)) {
    const { n, startedAt, answeredAt, resolvedAt, due: times } = episode
    if (!times) {
      faults.push(`episode ${n} does not say what it runs by`)
      continue
    }
    const names = found.map(({ step }) => step)
    rungs += names.length
    if (names.join() !== steps.slice(0, names.length).join())
      faults.push(`the rungs of episode ${n} are ${names.join(', ')}`)
    const end = answeredAt ?? resolvedAt ?? now
    for (const step of steps) {
      const due = startedAt + stepMs(times, step)
      const at = found.find(one => one.step === step)?.at
      const late = (at ?? end) - possible(due)
      if (at === undefined && late > slackMs) faults.push(`${step} of episode ${n} is missing`)
      if (at === undefined) continue
      lateMs = Math.max(lateMs, late)
      if (at < due) faults.push(`${step} of episode ${n} came ${due - at} ms too soon`)
      if (at > end) faults.push(`${step} of episode ${n} came after its answer`)
      if (late > slackMs) faults.push(`${step} of episode ${n} came ${late} ms too late`)
    }
  }
  return { faults, rungs, lateMs }
}
