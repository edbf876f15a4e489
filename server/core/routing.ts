import type { AgentRef, Candidate, ConversationId, Verdict } from '../../protocol/events.ts'
import type { Availability } from '../../protocol/people.ts'

/** A conversation that waits for an agent. */
export interface WaitingChat {
  c: ConversationId
  /** When the promise breaks, epoch ms, or earlier for a higher priority: the queue is in this order. */
  deadline: number
  /** Agents to whom this episode was offered in vain: never again in this episode. */
  tried: readonly string[]
  /** Agents who lost it because their console was gone: they get back what nobody else takes. */
  lost: readonly string[]
  /** The agent the page asked for. */
  wanted: string | null
  /** The agent this visitor spoke with last. */
  lastAgent: string | null
  department: string | null
  /** BCP 47 tag. */
  language: string | null
}

/** An agent as the router sees it. */
export interface RoutableAgent extends AgentRef {
  availability: Availability
  load: number
  capacity: number
  /** Epoch ms; null when never. */
  lastAssignedAt: number | null
  departments: readonly string[]
  /** Primary tags the agent answers in; none means every language. */
  languages: readonly string[]
  /** Has a chat that waits longer than its target for the next answer. */
  lagging: boolean
}

/** Who gets a conversation, or that nobody could, and how each candidate fared. */
export interface Routing {
  c: ConversationId
  to: AgentRef | null
  candidates: Candidate[]
}

/**
 * Hands waiting conversations to agents. Earliest deadline first. Eligible: online, in the department, of the language,
 * not tried in this episode, below capacity. Among these in this order: one who did not lose it, one who does not lag,
 * the one asked for, the visitor's last one, the least load relative to capacity, the longest idle.
 * Pure: the same input gives the same answer, and no agent ends above capacity.
 */
export function route(
  waiting: readonly WaitingChat[],
  agents: readonly RoutableAgent[],
  now: number,
): Routing[] {
  const pool = agents.map(agent => ({ ...agent }))
  return [...waiting].sort(byDeadline).map(chat => {
    const eligible = pool.filter(agent => obstacle(agent, chat) === null)
    const best = eligible.sort((a, b) => compareFor(chat, a, b).order)[0] ?? null
    const candidates = pool.map(agent => candidate(agent, chat, best, now))
    if (best) {
      best.load += 1
      best.lastAssignedAt = now
    }
    return { c: chat.c, to: best && { id: best.id, name: best.name }, candidates }
  })
}

/** The order of the queue. */
export function byDeadline(a: WaitingChat, b: WaitingChat): number {
  return a.deadline - b.deadline || compare(a.c, b.c)
}

/** What keeps this agent from this conversation; null when it is eligible. */
function obstacle(agent: RoutableAgent, chat: WaitingChat): Verdict | null {
  if (agent.availability !== 'online') return agent.availability
  return unsuited(agent, chat) ?? (agent.load < agent.capacity ? null : 'full')
}

/** Whether the agent may be given this conversation whenever online with a free slot. */
export function suits(agent: RoutableAgent, chat: WaitingChat): boolean {
  return unsuited(agent, chat) === null
}

function unsuited(agent: RoutableAgent, chat: WaitingChat): Verdict | null {
  if (chat.department !== null && !agent.departments.includes(chat.department))
    return 'other-department'
  if (!speaks(agent, chat.language)) return 'other-language'
  return chat.tried.includes(agent.id) ? 'tried' : null
}

/** Whether the agent answers in this language, a BCP 47 tag; null is any. */
export function speaks(
  { languages }: Pick<RoutableAgent, 'languages'>,
  language: string | null,
): boolean {
  if (language === null || languages.length === 0) return true
  return languages.includes(language.toLowerCase().split('-')[0] ?? '')
}

/** Orders two eligible agents, and names what made the difference for the second. */
function compareFor(
  chat: WaitingChat,
  a: RoutableAgent,
  b: RoutableAgent,
): { order: number; because: Verdict } {
  const first = (is: (agent: RoutableAgent) => boolean) => Number(is(b)) - Number(is(a))
  const rules: [number, Verdict][] = [
    [-first(agent => chat.lost.includes(agent.id)), 'lost-it'],
    [-first(agent => agent.lagging), 'lagging'],
    [first(agent => agent.id === chat.wanted), 'not-asked-for'],
    [first(agent => agent.id === chat.lastAgent), 'less-known'],
    [a.load / a.capacity - b.load / b.capacity, 'busier'],
    [(a.lastAssignedAt ?? 0) - (b.lastAssignedAt ?? 0), 'waited-less'],
    [compare(a.id, b.id), 'waited-less'],
  ]
  const [order, because] = rules.find(([difference]) => difference !== 0) ?? [0, 'waited-less']
  return { order, because }
}

function candidate(
  agent: RoutableAgent,
  chat: WaitingChat,
  best: RoutableAgent | null,
  now: number,
): Candidate {
  const { id, name, load, capacity, lastAssignedAt } = agent
  const idleMs = lastAssignedAt === null ? null : Math.max(0, now - lastAssignedAt)
  const chosen = agent === best
  const verdict = chosen
    ? 'chosen'
    : (obstacle(agent, chat) ?? (best ? compareFor(chat, best, agent).because : 'waited-less'))
  return { id, name, load, capacity, idleMs, verdict }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
