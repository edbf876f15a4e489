import type { Conversation, ConversationState } from '../../protocol/conversation.ts'
import type { Refusal } from '../../protocol/down.ts'
import type {
  AgentRef,
  Author,
  Candidate,
  ConversationEvent,
  RouteCause,
  Seq,
} from '../../protocol/events.ts'
import { limits } from '../../protocol/limits.ts'

/** What somebody wants done with one conversation. */
export type Command =
  | { type: 'send'; site: string | null; by: Author; id: string; text: string }
  | { type: 'read'; by: Author; upTo: Seq }
  | { type: 'take'; agent: AgentRef }
  | { type: 'resolve'; agent: AgentRef }
  /** The router found an agent. */
  | { type: 'assign'; agent: AgentRef; cause: RouteCause; candidates: Candidate[] }
  /** The router found nobody; the log says why, once for each wait. */
  | { type: 'explain'; cause: RouteCause; candidates: Candidate[] }
  /** The agent's devices are gone. `assignment` is the fencing number: a later assignment is left alone. */
  | { type: 'release'; agent: AgentRef; assignment: number }

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
      const { agent, cause, candidates } = command
      return assigned(
        agent,
        { type: 'routed', to: agent, cause, candidates },
        { type: 'assigned', agent, how: 'routed' },
      )
    }
    case 'explain': {
      if (state.status !== 'waiting' || state.explained) return yes()
      const { cause, candidates } = command
      return yes({ type: 'routed', to: null, cause, candidates })
    }
    case 'release': {
      const { agent, assignment } = command
      const stale = state.status !== 'assigned' || state.assignments !== assignment
      if (stale || state.agent.id !== agent.id || state.unansweredSince === null) return yes()
      return yes({ type: 'released', agent, why: 'disconnected' })
    }
  }
}

function send(state: ConversationState, command: Extract<Command, { type: 'send' }>): Decision {
  const { by, id, text, site } = command
  if (text.trim() === '') return no('empty')
  if (text.length > limits.textChars) return no('too-long')
  const message: ConversationEvent = { type: 'message', id, by, text }
  if (by.role === 'visitor') {
    if (state.status === 'new')
      return site === null
        ? no('forbidden')
        : yes({ type: 'opened', site, visitor: by.id }, message)
    return state.visitor === by.id && state.site === site ? yes(message) : no('forbidden')
  }
  if (state.status === 'new') return no('unknown-conversation')
  if (state.status === 'resolved') return no('resolved')
  if (heldByOther(state, by.id)) return no('held')
  if (state.status === 'assigned') return yes(message)
  const agent = { id: by.id, name: by.name }
  return assigned(agent, { type: 'assigned', agent, how: 'taken' }, message)
}

function take(state: Conversation, agent: AgentRef): Decision {
  if (state.status !== 'assigned') return assigned(agent, { type: 'assigned', agent, how: 'taken' })
  return state.agent.id === agent.id ? no('already-yours') : no('held')
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
