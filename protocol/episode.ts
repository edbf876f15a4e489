import type { AgentRef, Seq } from './events.ts'

/** One agent's time with an episode. */
export interface Holder {
  agent: AgentRef
  assignedAt: number
  /** When the agent's screen first showed the episode; null when it never did. */
  openedAt: number | null
  endedAt: number | null
  outcome: 'holding' | 'disconnected' | 'taken' | 'resolved'
}

/**
 * The stretch of a conversation that needs a human: from the first unanswered visitor message to its resolution.
 * Holds what the ledger is computed from, in epoch milliseconds of the relay's clock.
 */
export interface Episode {
  /** 1 for the first episode of a conversation. */
  n: number
  startedAt: number
  startSeq: Seq
  holders: Holder[]
  /** The first public human message of the episode, and whose it was. */
  answeredAt: number | null
  answeredBy: AgentRef | null
  resolvedAt: number | null
}

export function startEpisode(n: number, seq: Seq, at: number, holder: AgentRef | null): Episode {
  return {
    n,
    startedAt: at,
    startSeq: seq,
    holders: holder ? [holding(holder, at)] : [],
    answeredAt: null,
    answeredBy: null,
    resolvedAt: null,
  }
}

/** Hands the episode to `agent`; whoever held it until now is let go with `outcome`. */
export function handTo(episode: Episode, agent: AgentRef, at: number): Episode {
  const before = letGo(episode, at, 'taken')
  return { ...before, holders: [...before.holders, holding(agent, at)] }
}

export function letGo(episode: Episode, at: number, outcome: Holder['outcome']): Episode {
  return mapCurrent(episode, holder => ({ ...holder, endedAt: at, outcome }))
}

/** Notes that the holder's screen shows the episode; only the first time counts. */
export function markOpened(episode: Episode, agent: string, at: number): Episode {
  return mapCurrent(episode, holder =>
    holder.agent.id === agent && holder.openedAt === null ? { ...holder, openedAt: at } : holder,
  )
}

/** Stops the clock at the first human reply; later ones change nothing. */
export function answer(episode: Episode, agent: AgentRef, at: number): Episode {
  return episode.answeredAt === null ? { ...episode, answeredAt: at, answeredBy: agent } : episode
}

export function resolve(episode: Episode, at: number): Episode {
  return { ...letGo(episode, at, 'resolved'), resolvedAt: at }
}

function holding(agent: AgentRef, at: number): Holder {
  return { agent, assignedAt: at, openedAt: null, endedAt: null, outcome: 'holding' }
}

function mapCurrent(episode: Episode, change: (holder: Holder) => Holder): Episode {
  const holders = episode.holders.map(holder =>
    holder.outcome === 'holding' ? change(holder) : holder,
  )
  return { ...episode, holders }
}
