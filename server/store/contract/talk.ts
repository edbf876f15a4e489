import {
  type Conversation,
  type ConversationState,
  evolve,
} from '../../../protocol/conversation.ts'
import type {
  AgentRef,
  ConversationEvent,
  ConversationId,
  Recorded,
} from '../../../protocol/events.ts'
import type { Append, AppendResult, Claim, Snapshot, Store } from '../../core/ports.ts'

export const ani: AgentRef = { id: 'ani', name: 'Ani' }
export const budi: AgentRef = { id: 'budi', name: 'Budi' }

export function opened(visitor = 'v1', site = 'shop'): ConversationEvent {
  return { type: 'opened', site, visitor }
}

export function asks(id: string, visitor = 'v1'): ConversationEvent {
  return { type: 'message', id, by: { role: 'visitor', id: visitor }, text: `asks ${id}` }
}

export function answers(id: string, agent: AgentRef = ani): ConversationEvent {
  return { type: 'message', id, by: { role: 'agent', ...agent }, text: `answers ${id}` }
}

export function assigned(agent: AgentRef = ani): ConversationEvent {
  return { type: 'assigned', agent, how: 'routed' }
}

export function resolved(by: AgentRef = ani): ConversationEvent {
  return { type: 'resolved', by }
}

/** The append that records `events` at `at` after `snapshot`. */
export function entry(
  c: ConversationId,
  snapshot: Snapshot,
  events: ConversationEvent[],
  at: number,
  claim?: Claim,
): Append {
  const recorded = events.map((event, i): Recorded => ({ seq: snapshot.head + 1 + i, at, event }))
  const next = begun(recorded.reduce(evolve, snapshot.state))
  return { c, expected: snapshot.head, events: recorded, next, ...(claim && { claim }) }
}

/** Appends to a conversation as it stands now. */
export async function append(
  store: Store,
  c: ConversationId,
  events: ConversationEvent[],
  at = 1000,
  claim?: Claim,
): Promise<AppendResult> {
  return store.append(entry(c, await store.load(c), events, at, claim))
}

function begun(state: ConversationState): Conversation {
  if (state.status === 'new') throw new Error('A log begins with "opened"')
  return state
}
