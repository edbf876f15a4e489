import type { ConversationId } from '../../protocol/events.ts'
import { type RoutableAgent, suits, type WaitingChat } from './routing.ts'

/** Where a waiting conversation stands; 1 is next. */
export interface Place {
  c: ConversationId
  position: number
  /** Milliseconds until somebody will have it; null while there is too little to measure by. */
  etaMs: number | null
}

/** Hand-overs looked back on, and how many make a rate worth telling. */
const WINDOW_MS = 15 * 60_000
const FEWEST = 3

export interface HandOvers {
  /** A conversation that waited was handed to this agent. */
  note(agent: string, at: number): void
  /** The mean milliseconds between two hand-overs to any of these agents lately; null when there were too few. */
  everyMs(agents: readonly string[], now: number): number | null
}

/**
 * The measured rate of hand-overs. With k of them in the window, the expected time between two is the window's busy
 * length over k (the maximum-likelihood rate of a Poisson process); position p then waits p times as long.
 */
export function createHandOvers(): HandOvers {
  const times = new Map<string, number[]>()

  function recent(agent: string, now: number): number[] {
    const kept = (times.get(agent) ?? []).filter(at => at > now - WINDOW_MS)
    times.set(agent, kept)
    return kept
  }
  return {
    note: (agent, at) => void times.set(agent, [...recent(agent, at), at]),
    everyMs(agents, now) {
      const kept = agents.flatMap(agent => recent(agent, now))
      if (kept.length < FEWEST) return null
      return (now - Math.min(...kept)) / (kept.length - 1)
    },
  }
}

/**
 * The places of what waits, given in the order of the queue. Ahead of a conversation are those earlier ones that an agent
 * could take who could take it too; `everyMs` says how often these agents are handed one.
 */
export function places(
  waiting: readonly WaitingChat[],
  agents: readonly RoutableAgent[],
  everyMs: (agents: readonly string[]) => number | null,
): Place[] {
  /** Those ahead, counted by who could take them: far fewer groups than conversations. */
  const ahead = new Map<string, { able: readonly string[]; count: number }>()
  return waiting.map(chat => {
    const suited = agents.filter(agent => suits(agent, chat))
    const online = suited.filter(({ availability }) => availability === 'online')
    // With nobody here it waits for whoever comes.
    const takers = (online.length ? online : suited).map(({ id }) => id)
    const competing = [...ahead.values()].filter(({ able }) => able.some(id => takers.includes(id)))
    const position = competing.reduce((sum, { count }) => sum + count, 1)
    const able = suited.map(({ id }) => id)
    const key = JSON.stringify(able)
    ahead.set(key, { able, count: (ahead.get(key)?.count ?? 0) + 1 })
    const each = everyMs(takers)
    return { c: chat.c, position, etaMs: each === null ? null : Math.round(each * position) }
  })
}
