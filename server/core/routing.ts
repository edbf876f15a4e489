import type { AgentRef, Candidate, ConversationId } from '../../protocol/events.ts'
import type { Availability } from '../../protocol/people.ts'

/** A conversation that waits for an agent. */
export interface WaitingChat {
  c: ConversationId
  /** When the promise breaks, epoch ms: the queue is in this order. */
  deadline: number
  /** Agents who held this episode and lost it; they come last. */
  tried: readonly string[]
  /** The agent this visitor spoke with last, if any. */
  lastAgent: string | null
}

/** An agent as the router sees it. */
export interface RoutableAgent extends AgentRef {
  availability: Availability
  load: number
  capacity: number
  /** Epoch ms; null when never. */
  lastAssignedAt: number | null
}

/** Who gets a conversation, or that nobody could, and how each candidate fared. */
export interface Routing {
  c: ConversationId
  to: AgentRef | null
  candidates: Candidate[]
}

/**
 * Hands waiting conversations to agents. Earliest deadline first; among eligible agents (online, below capacity) one
 * not tried before, then the visitor's last agent, then the least load relative to capacity, ties to the longest idle.
 * Pure: the same input gives the same answer, and no agent ends above capacity.
 */
export function route(
  waiting: readonly WaitingChat[],
  agents: readonly RoutableAgent[],
  now: number,
): Routing[] {
  const pool = agents.map(agent => ({ ...agent }))
  return [...waiting].sort(byDeadline).map(chat => {
    const ranked = pool.filter(isEligible).sort(better(chat))
    const best = ranked[0] ?? null
    const candidates = pool.map(agent => candidate(agent, chat, best, now))
    if (best) {
      best.load += 1
      best.lastAssignedAt = now
    }
    return { c: chat.c, to: best && { id: best.id, name: best.name }, candidates }
  })
}

function byDeadline(a: WaitingChat, b: WaitingChat): number {
  return a.deadline - b.deadline || compare(a.c, b.c)
}

function isEligible(agent: RoutableAgent): boolean {
  return agent.availability === 'online' && agent.load < agent.capacity
}

function better(chat: WaitingChat): (a: RoutableAgent, b: RoutableAgent) => number {
  const tried = (agent: RoutableAgent) => Number(chat.tried.includes(agent.id))
  const known = (agent: RoutableAgent) => Number(agent.id !== chat.lastAgent)
  return (a, b) =>
    tried(a) - tried(b) ||
    known(a) - known(b) ||
    a.load / a.capacity - b.load / b.capacity ||
    (a.lastAssignedAt ?? 0) - (b.lastAssignedAt ?? 0) ||
    compare(a.id, b.id)
}

function candidate(
  agent: RoutableAgent,
  chat: WaitingChat,
  best: RoutableAgent | null,
  now: number,
): Candidate {
  const { id, name, load, capacity, lastAssignedAt } = agent
  const idleMs = lastAssignedAt === null ? null : Math.max(0, now - lastAssignedAt)
  return { id, name, load, capacity, idleMs, verdict: verdict(agent, chat, best) }
}

function verdict(
  agent: RoutableAgent,
  chat: WaitingChat,
  best: RoutableAgent | null,
): Candidate['verdict'] {
  if (agent === best) return 'chosen'
  if (agent.availability !== 'online') return agent.availability
  if (agent.load >= agent.capacity) return 'full'
  const fresh = best !== null && !chat.tried.includes(best.id)
  if (fresh && chat.tried.includes(agent.id)) return 'tried'
  const sameLoad = best !== null && agent.load / agent.capacity === best.load / best.capacity
  if (best?.id === chat.lastAgent) return 'less-known'
  return sameLoad ? 'waited-less' : 'busier'
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
