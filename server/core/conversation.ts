import type { Answer, Card } from '../../protocol/card.ts'
import {
  type Conversation,
  type ConversationState,
  isAllHands,
  live,
} from '../../protocol/conversation.ts'
import type { Refusal } from '../../protocol/down.ts'
import type {
  AgentRef,
  Author,
  Choice,
  ConversationEvent,
  Kept,
  Seq,
  Wish,
} from '../../protocol/events.ts'
import { nextStep, type Step, type Times } from '../../protocol/ladder.ts'
import { limits } from '../../protocol/limits.ts'
import { unfit } from './answers.ts'
import { current, keeper, offeredTo } from './ladder.ts'
import { isSubstantive } from './substantive.ts'

/** Why the router looked, and what it saw. */
type Grounds = Pick<
  Extract<ConversationEvent, { type: 'routed' }>,
  'cause' | 'candidates' | 'unknown'
>

/** What somebody wants done with one conversation. */
export type Command =
  /**
   * `wish` is what the page asked for before there was a conversation, `due` what an episode runs by that this begins,
   * `known` what an agent's reply may name and say nothing.
   */
  | {
      type: 'send'
      site: string | null
      by: Author
      id: string
      text: string
      wish?: Wish
      /** An agent's. */
      card?: Card
      due?: Times
      known?: { visitor: string; shop: string }
      /** A visitor's, and the card it answers; null when there is none. */
      answer?: Answer
      asked?: Card | null
    }
  /** What is not named stays. */
  | { type: 'wish'; visitor: string; wish: Partial<Wish> }
  | { type: 'read'; by: Author; upTo: Seq }
  | { type: 'take'; agent: AgentRef }
  | { type: 'resolve'; agent: AgentRef }
  /** The router found an agent. */
  | ({ type: 'assign'; agent: AgentRef } & Grounds)
  /** The router found nobody; the log says why, once for each wait. */
  | ({ type: 'explain' } & Grounds)
  /** The agent's devices are gone. `assignment` is the fencing number: a later assignment is left alone. */
  | { type: 'release'; agent: AgentRef; assignment: number }
  /** The agent's console shows the offer `assignment`. */
  | { type: 'ack'; agent: AgentRef; assignment: number }
  /** Nobody confirmed the offer `assignment` in time. */
  | { type: 'expire'; assignment: number }
  /** The holder began to write. */
  | { type: 'type'; agent: AgentRef }
  /** A rung of episode `n` is due; `keep` says why its holder keeps it at the hand-on. */
  | { type: 'step'; n: number; step: Step; keep: Kept | null }
  /** Somebody can take now what the holder of offer `assignment` kept because nobody else could. */
  | { type: 'pass-on'; assignment: number }
  | { type: 'choose'; id: string; visitor: string; choice: Choice; email: string | null }
  /** `card` is that of the message; null when it has none. */
  | {
      type: 'act'
      id: string
      visitor: string
      message: string
      action: string
      card: Card | null
    }
  | {
      type: 'rate'
      id: string
      visitor: string
      score: number | null
      comment: string | null
      likely: number | null
    }
  /** The visitor `from` turned out to be `into`. */
  | { type: 'merge'; from: string; into: string }

export type Decision =
  /** No events: it holds already. `claims` is the agent whose slot the events take. */
  { ok: true; events: ConversationEvent[]; claims?: string } | { ok: false; why: Refusal }

const yes = (...events: ConversationEvent[]): Decision => ({ ok: true, events })
const no = (why: Refusal): Decision => ({ ok: false, why })

/** What the rules say to a command: the events it makes, or why not. Pure. */
export function decide(state: ConversationState, head: Seq, command: Command): Decision {
  if (command.type === 'send') return send(state, command)
  if (state.status === 'new') return no('unknown-conversation')
  switch (command.type) {
    case 'read':
      return read(state, head, command.by, command.upTo)
    case 'take':
      return take(state, command.agent)
    case 'resolve':
      if (state.status === 'resolved') return no('resolved')
      if (heldByOther(state, command.agent.id)) return no('held')
      return yes({ type: 'resolved', by: command.agent })
    case 'assign': {
      if (state.status !== 'waiting') return no('held')
      const { type: _, agent, ...grounds } = command
      return assigned(
        agent,
        { type: 'routed', to: agent, ...grounds },
        { type: 'assigned', agent, how: 'routed' },
      )
    }
    case 'explain': {
      if (state.status !== 'waiting' || state.explained) return yes()
      const { type: _, ...grounds } = command
      return yes({ type: 'routed', to: null, ...grounds })
    }
    case 'release': {
      const { agent, assignment } = command
      const stale = state.status !== 'assigned' || state.assignments !== assignment
      if (stale || state.agent.id !== agent.id || state.unansweredSince === null) return yes()
      return yes({ type: 'released', agent, why: 'disconnected' })
    }
    case 'ack':
      return ack(state, command.agent, command.assignment)
    case 'expire':
      return expire(state, command.assignment)
    case 'type': {
      const holder = current(state)
      const begins = holder?.agent.id === command.agent.id && holder.typedAt === null
      return begins && unanswered(state) ? yes({ type: 'typed', agent: command.agent }) : yes()
    }
    case 'step':
      return climb(state, command)
    case 'pass-on': {
      const holder = keeper(state)
      const stale = holder === null || state.assignments !== command.assignment
      return stale ? yes() : yes({ type: 'released', agent: holder.agent, why: 'too-slow' })
    }
    case 'wish': {
      if (state.visitor !== command.visitor) return no('forbidden')
      const wish = { ...state.wish, ...command.wish }
      const same = JSON.stringify(state.wish) === JSON.stringify(wish)
      return same ? yes() : yes({ type: 'wished', wish })
    }
    case 'choose': {
      const { visitor, id, choice, email } = command
      if (state.visitor !== visitor) return no('forbidden')
      const episode = live(state.episode)
      if (!episode) return no('resolved')
      return episode.breachedAt === null
        ? no('too-early')
        : yes({ type: 'chose', id, choice, email })
    }
    case 'act': {
      const { id, visitor, message, action, card } = command
      if (state.visitor !== visitor || card?.kind !== 'product') return no('forbidden')
      const known = card.actions.some(button => button.id === action)
      return known ? yes({ type: 'acted', message, action, id }) : no('forbidden')
    }
    case 'rate':
      return rate(state, command)
    case 'merge':
      return state.visitor === command.from ? yes({ type: 'merged', visitor: command.into }) : yes()
  }
}

function send(state: ConversationState, command: Extract<Command, { type: 'send' }>): Decision {
  const { by, id, text, site } = command
  if (text.trim() === '') return no('empty')
  if (text.length > limits.textChars) return no('too-long')
  const message: Extract<ConversationEvent, { type: 'message' }> = { type: 'message', id, by, text }
  if (by.role === 'visitor') {
    if (state.status !== 'new' && (state.visitor !== by.id || state.site !== site))
      return no('forbidden')
    const { answer, asked = null } = command
    const why = answer ? unfit(asked, answer) : null
    if (why) return no(why)
    if (answer) message.answer = answer
    const begins = state.status === 'new' || live(state.episode) === null
    if (begins && command.due) message.due = command.due
    if (state.status === 'new')
      return site === null
        ? no('forbidden')
        : yes({ type: 'opened', site, visitor: by.id }, ...wishes(command.wish), message)
    return yes(message)
  }
  if (state.status === 'new') return no('unknown-conversation')
  if (state.status === 'resolved') return no('resolved')
  const { card } = command
  if (card) message.card = card
  const { visitor = '', shop = '' } = command.known ?? {}
  // A product is more than a greeting, whatever is said with it.
  if (card?.kind === 'product' || isSubstantive(text, { names: [by.name, visitor], shop }))
    message.substantive = true
  const agent = { id: by.id, name: by.name }
  if (state.status === 'assigned' && state.agent.id === by.id) return yes(message)
  return takeOver(state, agent, message)
}

/** Also long after the episode has ended; where there was none, there is nothing to rate. */
function rate(state: Conversation, command: Extract<Command, { type: 'rate' }>): Decision {
  const { id, visitor, score, likely } = command
  if (state.visitor !== visitor || !state.episode) return no('forbidden')
  const comment = command.comment?.trim() || null
  if (score === null && likely === null && comment === null) return no('empty')
  return yes({ type: 'rated', score, comment, likely, id })
}

const wishes = (wish: Wish | undefined): ConversationEvent[] =>
  wish ? [{ type: 'wished', wish }] : []

function take(state: Conversation, agent: AgentRef): Decision {
  if (state.status === 'assigned' && state.agent.id === agent.id) return no('already-yours')
  return takeOver(state, agent)
}

/** Gives the conversation to `agent`. At all hands also from its holder, and beyond the agent's capacity. */
function takeOver(state: Conversation, agent: AgentRef, ...after: ConversationEvent[]): Decision {
  const taken: ConversationEvent = { type: 'assigned', agent, how: 'taken' }
  if (isAllHands(state)) return yes(taken, ...after)
  return state.status === 'assigned' ? no('held') : assigned(agent, taken, ...after)
}

function ack(state: Conversation, agent: AgentRef, assignment: number): Decision {
  const holder = current(state)
  const offered = state.assignments === assignment && holder?.agent.id === agent.id
  return offered && holder.ackedAt === null ? yes({ type: 'acked', agent }) : yes()
}

function expire(state: Conversation, assignment: number): Decision {
  const holder = state.assignments === assignment ? offeredTo(state) : null
  return holder ? yes({ type: 'released', agent: holder.agent, why: 'no-ack' }) : yes()
}

/** Stale rungs (another episode, answered, not the next) change nothing. */
function climb(
  state: Conversation,
  { n, step, keep }: Extract<Command, { type: 'step' }>,
): Decision {
  const episode = live(state.episode)
  if (!episode || episode.n !== n || !unanswered(state)) return yes()
  if (nextStep(episode.step) !== step) return yes()
  const kept = step === 'hand-on' && state.status === 'assigned' ? keep : null
  const stepped: ConversationEvent = { type: 'stepped', step, kept }
  const handsOn = step === 'hand-on' && state.status === 'assigned' && kept === null
  return handsOn
    ? yes(stepped, { type: 'released', agent: state.agent, why: 'too-slow' })
    : yes(stepped)
}

/** Whether the first answer is still owed. */
function unanswered(state: Conversation): boolean {
  return live(state.episode)?.answeredAt === null
}

/** A mark is worth an event when it shows the other side something new, or is the holder's first look. */
function read(state: Conversation, head: Seq, by: Author, upTo: Seq): Decision {
  if (by.role === 'visitor' && state.visitor !== by.id) return no('forbidden')
  if (by.role === 'agent' && (state.status !== 'assigned' || state.agent.id !== by.id)) return yes()
  const mark = state.read[by.role]
  const last = state.last
  const unread = last !== null && last.role !== by.role && last.seq > mark && upTo > mark
  const current = state.episode?.holders.at(-1)
  const shown = upTo >= (state.episode?.startSeq ?? 0)
  const opens =
    by.role === 'agent' && shown && current?.outcome === 'holding' && current.openedAt === null
  return unread || opens ? yes({ type: 'read', by, upTo: Math.min(upTo, head) }) : yes()
}

function assigned(agent: AgentRef, ...events: ConversationEvent[]): Decision {
  return { ok: true, events, claims: agent.id }
}

function heldByOther(state: Conversation, agent: string): boolean {
  return state.status === 'assigned' && state.agent.id !== agent
}
