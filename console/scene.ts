import {
  type Conversation,
  type ConversationState,
  evolve,
  initial,
} from '../protocol/conversation.ts'
import type { Row } from '../protocol/down.ts'
import type { ConversationEvent } from '../protocol/events.ts'
import { defaultLadder, type Step, stepMs, type Times, timesAt } from '../protocol/ladder.ts'

/** The times of a clock in a test, a quarter of a minute from rung to rung. */
export const rungs: Times = {
  ...defaultLadder,
  nudgeMs: 15_000,
  handOnMs: 30_000,
  allHandsMs: 45_000,
  targetMs: 60_000,
}

interface Told {
  startedAt: number
  answeredAt?: number
  site?: string
  /** Id and name of the agent who has it. */
  holder?: string
  /** When the holder got it; at once unless told. */
  assignedAt?: number
  resolved?: boolean
}

/** A conversation for a test, folded from its log: one visitor message, then what is told. */
export function conversation(told: Told): Conversation {
  const { startedAt, answeredAt, site = 'shop', holder } = told
  const agent = { id: holder ?? 'ayu', name: holder ?? 'Ayu' }
  const text = 'Is it there in pink?'
  const log: [number, ConversationEvent][] = [
    [startedAt, { type: 'opened', site, visitor: 'v1' }],
    [startedAt, { type: 'message', id: 'm1', by: { role: 'visitor', id: 'v1' }, text }],
  ]
  if (holder) log.push([told.assignedAt ?? startedAt, { type: 'assigned', agent, how: 'routed' }])
  if (answeredAt !== undefined)
    log.push([answeredAt, { type: 'message', id: 'm2', by: { role: 'agent', ...agent }, text }])
  if (told.resolved) log.push([startedAt, { type: 'resolved', by: agent }])
  const state = log.reduce<ConversationState>(
    (before, [at, event], i) => evolve(before, { seq: i + 1, at, event }),
    initial,
  )
  if (state.status === 'new') throw new Error('the log begins with opened')
  return state
}

/** A row of the inbox around such a conversation. */
export function row(c: string, told: Told): Row {
  return { c, head: 2, state: conversation(told) }
}

/** The same row with more of its log. */
export function later({ c, head, state }: Row, at: number, ...events: ConversationEvent[]): Row {
  const next = events.reduce<ConversationState>(
    (before, event, i) => evolve(before, { seq: head + 1 + i, at, event }),
    state,
  )
  if (next.status === 'new') throw new Error('the log begins with opened')
  return { c, head: head + events.length, state: next }
}

/** The same row on this rung of the usual ladder. */
export function stepped(from: Row, step: Step): Row {
  const at = (from.state.episode?.startedAt ?? 0) + stepMs(timesAt(undefined), step)
  return later(from, at, { type: 'stepped', step, kept: null })
}
