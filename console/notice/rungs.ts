import { live } from '../../protocol/conversation.ts'
import type { Row } from '../../protocol/down.ts'
import type { ConversationId } from '../../protocol/events.ts'
import { type Ladder, type Step, stepMs } from '../../protocol/ladder.ts'

/** A rung of some chat's ladder that this agent has to hear of. */
export interface Rung {
  id: string
  c: ConversationId
  visitor: string
  step: Exclude<Step, 'hand-on'>
  text: string
}

/** Who listens: the nudge is for the holder, all hands for everybody available, the breach for leads. */
export interface Ear {
  id: string
  available: boolean
  lead: boolean
}

/** The rung that an unanswered chat stands on, if it is for this ear; the hand-on is heard as the next agent's offer. */
export function rungOf(
  { c, state }: Row,
  ear: Ear,
  ladderOf: (site: string) => Ladder,
): Rung | null {
  const episode = live(state.episode)
  if (!episode?.step || episode.answeredAt !== null) return null
  const { step } = episode
  const rung = (heard: boolean): Rung | null =>
    heard && step !== 'hand-on'
      ? {
          id: `${c}:${episode.n}:${step}`,
          c,
          visitor: state.visitor,
          step,
          text: state.last?.text ?? '',
        }
      : null
  switch (step) {
    case 'nudge': {
      const holder = state.status === 'assigned' ? episode.holders.at(-1) : undefined
      const nudgedAt = episode.startedAt + stepMs(ladderOf(state.site), 0, 'nudge')
      // Who got it after the nudge has just heard the offer.
      return rung(holder?.agent.id === ear.id && holder.assignedAt < nudgedAt)
    }
    case 'hand-on':
      return null
    case 'all-hands':
      return rung(ear.available)
    case 'breach':
      return rung(ear.lead)
  }
}
