import { type ConversationState, evolve, initial, live } from '../../protocol/conversation.ts'
import type { Episode, Holder } from '../../protocol/episode.ts'
import type { Recorded } from '../../protocol/events.ts'
import { nextStep, type Step, stepMs, steps } from '../../protocol/ladder.ts'

/** A stretch in which no relay ran: `from <= at < to`, epoch ms; empty when only one of them began anew. */
export interface Outage {
  from: number
  to: number
}

/** How far from its second a rung may be. */
const SLACK_MS = 100

interface Stepped {
  step: Step
  at: number
  startedAt: number
}

/**
 * What is wrong with the rungs and offers of one log, in sentences: each rung once, in order, while unanswered, within
 * 100 ms of its second or of the first moment afterwards at which a relay ran, and none missing; each offer confirmed,
 * looked at, answered or over within the ack time, or within the grace of a relay that began anew.
 */
export function ladderFaults(env: {
  log: readonly Recorded[]
  outages: readonly Outage[]
  now: number
}): string[] {
  const { log, outages, now } = env
  const faults: string[] = []
  const episodes = new Map<number, Episode>()
  const done = new Map<number, Stepped[]>()
  let state: ConversationState = initial

  /** When what is due at `at` can happen: then, or once a relay runs again. */
  const possible = (at: number) =>
    outages.reduce((moment, { from, to }) => (from <= moment && moment < to ? to : moment), at)
  const isLate = (at: number, due: number) => at > possible(due) + SLACK_MS

  for (const recorded of log) {
    const { event, at, seq } = recorded
    if (event.type === 'stepped') {
      const episode = state.status === 'new' ? null : live(state.episode)
      if (!episode || episode.answeredAt !== null)
        faults.push(`[R3] ${event.step} at ${seq} though nothing is unanswered`)
      else if (nextStep(episode.step) !== event.step)
        faults.push(`[R3] ${event.step} at ${seq} follows ${episode.step}`)
      else {
        const { n, startedAt } = episode
        done.set(n, [...(done.get(n) ?? []), { step: event.step, at, startedAt }])
      }
    }
    state = evolve(state, recorded)
    if (state.status !== 'new' && state.episode) episodes.set(state.episode.n, state.episode)
  }

  for (const [n, { startedAt, answeredAt, resolvedAt, holders, due: times }] of episodes) {
    if (!times) {
      faults.push(`[R3] episode ${n} does not say what it runs by`)
      continue
    }
    const end = answeredAt ?? resolvedAt ?? now
    for (const step of steps) {
      const due = startedAt + stepMs(times, step)
      const found = done.get(n)?.find(one => one.step === step)
      if (!found && isLate(end, due)) faults.push(`[R3] ${step} of episode ${n} is missing`)
      if (found && (found.at < due || isLate(found.at, due)))
        faults.push(`[R3] ${step} of episode ${n} came ${found.at - due} ms after its moment`)
    }
    for (const holder of holders) {
      const due = holder.assignedAt + times.ackMs
      // An offer that was open when a relay came back has the grace from then on.
      const last = outages.reduce(
        (moment, { from, to }) =>
          holder.assignedAt <= to && from <= moment ? to + times.graceMs : moment,
        due,
      )
      if (holder.outcome === 'no-ack' && (holder.endedAt ?? 0) < due)
        faults.push(`[R2] an offer to ${holder.agent.id} ended before its time`)
      if (!showed(holder, log) && isLate(holder.endedAt ?? now, last))
        faults.push(`[R2] an offer to ${holder.agent.id} was never confirmed and went on`)
    }
  }
  return faults
}

/** Whether the agent gave any sign of having it. */
function showed(
  { agent, assignedAt, ackedAt, openedAt, typedAt }: Holder,
  log: readonly Recorded[],
) {
  if (ackedAt !== null || openedAt !== null || typedAt !== null) return true
  return log.some(
    ({ at, event }) => event.type === 'message' && event.by.id === agent.id && at >= assignedAt,
  )
}
