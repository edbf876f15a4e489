import { type Conversation, live } from '../../protocol/conversation.ts'
import type { Holder } from '../../protocol/episode.ts'
import { nextStep, type Step, stepMs, type Times } from '../../protocol/ladder.ts'

/** What has to happen to a conversation next, and when (epoch ms). */
export type Due =
  | { type: 'step'; at: number; n: number; step: Step }
  /** The offer `assignment` has to be confirmed by then. */
  | { type: 'expire'; at: number; assignment: number }

/** The holder of the running episode. */
export function current(state: Conversation): Holder | null {
  const holder = live(state.episode)?.holders.at(-1)
  return state.status === 'assigned' && holder?.outcome === 'holding' ? holder : null
}

/**
 * The holder who was offered a conversation and has shown no sign of it yet. Who opened it, writes or wrote has it on
 * the screen, though the confirmation got lost.
 */
export function offeredTo(state: Conversation): Holder | null {
  const holder = current(state)
  if (!holder || state.unansweredSince === null) return null
  const { ackedAt, openedAt, typedAt, assignedAt, agent } = holder
  const wrote = state.episode?.waits.some(
    ({ by, answeredAt }) => by?.id === agent.id && (answeredAt ?? 0) >= assignedAt,
  )
  return ackedAt === null && openedAt === null && typedAt === null && !wrote ? holder : null
}

/**
 * Who kept an unanswered conversation at the hand-on because nobody else could have it, until all hands may. It goes on
 * when somebody can.
 */
export function keeper(state: Conversation): Holder | null {
  const holder = current(state)
  const handedOn = state.episode?.step === 'hand-on' && state.episode.answeredAt === null
  return handedOn && holder?.kept === 'nobody-else' ? holder : null
}

/**
 * The next moment of an episode: a rung of the ladder until its first answer, or the end of an offer nobody confirmed.
 * Pure, and computed from the log, which holds the episode's `times`: a restart or another relay finds the same, but for an offer made before this relay
 * ran (`since`, epoch ms), whose console has the grace from then on to come back and confirm. Null when nothing is due.
 */
export function due(state: Conversation, times: Times, since: number): Due | null {
  const episode = live(state.episode)
  if (!episode) return null
  const { n, startedAt } = episode
  const step = episode.answeredAt === null ? nextStep(episode.step) : null
  const rung: Due | null = step && {
    type: 'step',
    at: startedAt + stepMs(times, step),
    n,
    step,
  }
  const holder = offeredTo(state)
  if (!holder) return rung
  const { assignments: assignment } = state
  const { ackMs, graceMs } = times
  const at =
    holder.assignedAt < since ? since + Math.max(ackMs, graceMs) : holder.assignedAt + ackMs
  const expiry: Due = { type: 'expire', at, assignment }
  return rung && rung.at <= expiry.at ? rung : expiry
}
