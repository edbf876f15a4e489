import type { Conversation } from '../../protocol/conversation.ts'
import type {
  ConversationEvent,
  ConversationId,
  Kept,
  Recorded,
  RouteCause,
} from '../../protocol/events.ts'
import type { Times } from '../../protocol/ladder.ts'
import type { AwayCause } from '../../protocol/people.ts'
import type { Command } from './conversation.ts'
import type { Dispatcher } from './dispatcher.ts'
import type { Engine } from './engine.ts'
import { type Due, keeper } from './ladder.ts'
import type { Clock } from './ports.ts'
import type { Roster } from './roster.ts'
import type { TypingWatch } from './typing.ts'

export interface Reactions {
  /** Carries out what is due; `decide` refuses it when it is stale. */
  fire(c: ConversationId, due: Due): void
  /** What a commit sets in motion. All relays count what an agent let pass; only the one whose commit it is acts. */
  to(state: Conversation, events: readonly Recorded[], own: boolean): void
  /** Somebody or something may have become free: hands on what was kept because nobody else could have it. */
  lookAgain(): void
}

/** What follows from what: rungs that are due, chats that wait, offers that passed. */
export function createReactions(env: {
  engine: Engine
  roster: Roster
  dispatcher: Dispatcher
  typing: TypingWatch
  clock: Clock
  timesOf: (state: Conversation) => Times
  setAvailable: (agent: string, away: AwayCause | null) => Promise<void>
  dispatch: (cause: RouteCause) => void
  /** Lets work go on by itself; a failure is logged. */
  background: (work: Promise<unknown>) => void
}): Reactions {
  const { engine, roster, dispatcher, typing, clock, timesOf, dispatch, background } = env

  /** Losing their holders right now: two chats are not handed on to the same last free slot. */
  const leaving = new Set<ConversationId>()

  function whyKept(c: ConversationId): Kept | null {
    const state = engine.open().get(c)?.state
    if (state?.status === 'assigned' && typing.isTyping(c, state.agent.id)) return 'typing'
    return dispatcher.couldHandOn(c, leaving) ? null : 'nobody-else'
  }
  function handOn(c: ConversationId, command: Command) {
    leaving.add(c)
    background(engine.handle(c, command, clock.now()).finally(() => leaving.delete(c)))
  }
  /** Hands on what an agent let pass, and sets an agent away who let two pass without a sign of life. */
  function passed(
    state: Conversation,
    { agent, why }: Extract<ConversationEvent, { type: 'released' }>,
    own: boolean,
  ) {
    if (why === 'disconnected') return
    const holder = state.episode?.holders.findLast(held => held.agent.id === agent.id)
    const unseen = holder?.openedAt === null && holder.typedAt === null
    const away = unseen && roster.missed(agent.id)
    if (!own) return
    if (away) background(env.setAvailable(agent.id, 'unresponsive'))
    dispatch(why === 'no-ack' ? 'no-ack' : 'hand-on')
  }

  return {
    fire(c, due) {
      const at = clock.now()
      if (due.type === 'expire') {
        const { assignment } = due
        return background(engine.handle(c, { type: 'expire', assignment }, at))
      }
      const { n, step } = due
      const keep = step === 'hand-on' ? whyKept(c) : null
      const command = { type: 'step', n, step, keep } as const
      if (step === 'hand-on' && keep === null) handOn(c, command)
      else background(engine.handle(c, command, at))
    },
    lookAgain() {
      const kept = [...engine.open()].filter(([, { state }]) => keeper(state) !== null)
      // The longest wait first, as in the queue.
      kept.sort(([, a], [, b]) => (a.state.unansweredSince ?? 0) - (b.state.unansweredSince ?? 0))
      for (const [c, { state }] of kept)
        if (!leaving.has(c) && whyKept(c) === null)
          handOn(c, { type: 'pass-on', assignment: state.assignments })
    },
    to(state, events, own) {
      for (const { event } of events) {
        const active = whoActed(event)
        if (active !== null) roster.sign(active)
        if (event.type === 'released') passed(state, event, own)
        if (!own) continue
        if (event.type === 'resolved') dispatch('slot-freed')
        const asks = event.type === 'message' || event.type === 'wished'
        if (asks && state.status === 'waiting') dispatch('message')
      }
      if (!own || state.status !== 'assigned' || state.unansweredSince === null) return
      const { agent } = state
      const ended = (one: Conversation) => roster.isGone(agent.id, timesOf(one).graceMs)
      if (ended(state)) background(dispatcher.release(agent.id, ended))
    },
  }
}

/** The agent whose own doing this is; a console confirms an offer by itself. */
function whoActed(event: ConversationEvent): string | null {
  switch (event.type) {
    case 'message':
    case 'read':
    case 'resolved':
      return event.by.id
    case 'typed':
      return event.agent.id
    case 'assigned':
      return event.how === 'taken' ? event.agent.id : null
    default:
      return null
  }
}
