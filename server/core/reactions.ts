import type { Conversation } from '../../protocol/conversation.ts'
import type {
  ConversationEvent,
  ConversationId,
  Kept,
  Recorded,
  RouteCause,
} from '../../protocol/events.ts'
import type { Ladder } from '../../protocol/ladder.ts'
import type { AwayCause } from '../../protocol/people.ts'
import type { Dispatcher } from './dispatcher.ts'
import type { Engine } from './engine.ts'
import type { Due } from './ladder.ts'
import type { Clock } from './ports.ts'
import type { Roster } from './roster.ts'
import type { TypingWatch } from './typing.ts'

export interface Reactions {
  /** Carries out what is due; `decide` refuses it when it is stale. */
  fire(c: ConversationId, state: Conversation, due: Due): void
  /** What a commit of this relay sets in motion. */
  to(state: Conversation, events: readonly Recorded[]): void
}

/** What follows from what: rungs that are due, chats that wait, offers that passed. */
export function createReactions(env: {
  engine: Engine
  roster: Roster
  dispatcher: Dispatcher
  typing: TypingWatch
  clock: Clock
  ladderOf: (site: string) => { ladder: Ladder }
  setAvailable: (agent: string, away: AwayCause | null) => Promise<void>
  dispatch: (cause: RouteCause) => void
  /** Lets work go on by itself; a failure is logged. */
  background: (work: Promise<unknown>) => void
}): Reactions {
  const { engine, roster, dispatcher, typing, clock, ladderOf, dispatch, background } = env

  function whyKept(c: ConversationId): Kept | null {
    if (typing.isTyping(c)) return 'typing'
    return dispatcher.couldHandOn(c) ? null : 'nobody-else'
  }
  /** Hands on what an agent let pass, and sets an agent away who let two pass without a sign of life. */
  function passed(
    state: Conversation,
    { agent, why }: Extract<ConversationEvent, { type: 'released' }>,
  ) {
    if (why === 'disconnected') return
    const holder = state.episode?.holders.findLast(held => held.agent.id === agent.id)
    const unseen = holder?.openedAt === null && holder.typedAt === null
    if (unseen && roster.missed(agent.id)) background(env.setAvailable(agent.id, 'unresponsive'))
    dispatch(why === 'no-ack' ? 'no-ack' : 'hand-on')
  }

  return {
    fire(c, state, due) {
      const at = clock.now()
      if (due.type === 'expire') {
        const { assignment } = due
        return background(engine.handle(c, { type: 'expire', assignment }, at))
      }
      const { n, step } = due
      const keep = step === 'hand-on' && state.status === 'assigned' ? whyKept(c) : null
      background(engine.handle(c, { type: 'step', n, step, keep }, at))
    },
    to(state, events) {
      for (const { event } of events) {
        if (event.type === 'resolved') dispatch('slot-freed')
        if (event.type === 'released') passed(state, event)
        const asks = event.type === 'message' || event.type === 'wished'
        if (asks && state.status === 'waiting') dispatch('message')
      }
      if (state.status !== 'assigned' || state.unansweredSince === null) return
      const { agent, site } = state
      if (roster.isGone(agent.id, ladderOf(site).ladder.graceMs))
        background(dispatcher.release(agent.id, other => other === site))
    },
  }
}
