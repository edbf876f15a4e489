import { type Conversation, live } from '../../protocol/conversation.ts'
import { type Ladder, nextStep, type Step, stepMs } from '../../protocol/ladder.ts'

/** What has to happen to a conversation next, and when (epoch ms). */
export type Due =
  | { type: 'step'; at: number; n: number; step: Step }
  /** The offer `assignment` has to be confirmed by then. */
  | { type: 'expire'; at: number; assignment: number }

/**
 * The next moment of an unanswered episode: a rung of the ladder, or the end of an offer nobody confirmed. Pure, and
 * computed from the log alone: a restart or another relay finds the same. Null when nothing is due.
 */
export function due(state: Conversation, ladder: Ladder, targetMs: number): Due | null {
  const episode = live(state.episode)
  if (!episode || episode.answeredAt !== null) return null
  const { n, startedAt } = episode
  const step = nextStep(episode.step)
  const rung: Due | null = step && {
    type: 'step',
    at: startedAt + stepMs(ladder, targetMs, step),
    n,
    step,
  }
  const holder = episode.holders.at(-1)
  const offered =
    state.status === 'assigned' && holder?.outcome === 'holding' && holder.ackedAt === null
  if (!offered) return rung
  const { assignments: assignment } = state
  const expiry: Due = { type: 'expire', at: holder.assignedAt + ladder.ackMs, assignment }
  return rung && rung.at <= expiry.at ? rung : expiry
}
