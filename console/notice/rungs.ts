import { type Conversation, live } from '../../protocol/conversation.ts'
import type { Row } from '../../protocol/down.ts'
import type { ConversationId } from '../../protocol/events.ts'
import { type Step, stepMs, type Times } from '../../protocol/ladder.ts'

/** A rung of some chat's ladder that this agent has to hear of. */
export interface Rung {
  id: string
  c: ConversationId
  visitor: string
  step: Step
  text: string
}

/** Who listens. Nudge and hand-on are for the holder, all hands and the breach for everybody who may answer then, the breach for leads too. */
export interface Ear {
  id: string
  available: boolean
  lead: boolean
}

/** The rung that an unanswered chat stands on, if it is for this ear; a hand-on that moves it is heard as the next agent's offer. */
export function rungOf(
  { c, state }: Row,
  ear: Ear,
  timesOf: (state: Conversation) => Times,
): Rung | null {
  const episode = live(state.episode)
  if (!episode?.step || episode.answeredAt !== null) return null
  const { n, step, startedAt, holders } = episode
  const last = state.status === 'assigned' ? holders.at(-1) : undefined
  const mine = last?.agent.id === ear.id ? last : null
  const hears: Record<Step, () => boolean> = {
    // Who got it after the nudge has just heard the offer.
    nudge: () => mine !== null && mine.assignedAt < startedAt + stepMs(timesOf(state), 'nudge'),
    'hand-on': () => mine?.kept !== undefined,
    'all-hands': () => ear.available || mine !== null,
    breach: () => ear.available || mine !== null || ear.lead,
  }
  if (!hears[step]()) return null
  const text = state.last?.text ?? ''
  return { id: `${c}:${n}:${step}`, c, visitor: state.visitor, step, text }
}
