import type {
  AgentRef,
  Choice,
  ConversationEvent,
  Kept,
  Recorded,
  ReleaseCause,
  Seq,
  Wish,
} from './events.ts'
import type { Step, Times } from './ladder.ts'

/** One agent's time with an episode. */
export interface Holder {
  agent: AgentRef
  /** When the episode was offered to it. */
  assignedAt: number
  /** When the agent's console confirmed that it shows the offer; null when it never did. */
  ackedAt: number | null
  /** When the agent's screen first showed the episode; null when it never did. */
  openedAt: number | null
  /** First keystroke of an answer. */
  typedAt: number | null
  /** Why the hand-on left the episode with this agent, if it did. */
  kept?: Kept
  endedAt: number | null
  outcome: 'holding' | ReleaseCause | 'taken' | 'resolved'
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
  /** The milliseconds after `startedAt` at which its steps are due, as its site had them then. */
  due?: Times
  /** What the page asked of the routing. */
  wish: Wish
  holders: Holder[]
  /** The first public human message of the episode, and whose it was. */
  answeredAt: number | null
  answeredBy: AgentRef | null
  /** The first human reply that was more than a greeting. */
  substantiveAt: number | null
  /** The last rung of the ladder that was reached, and when the target passed. */
  step: Step | null
  breachedAt: number | null
  /** What the visitor chose after the breach. */
  choice: Choice | null
  /** Every stretch from an unanswered visitor message to the next agent message; the first is the first response. */
  waits: Wait[]
  resolvedAt: number | null
  /** Absent until the visitor said one. */
  rating?: Rating
}

/** What the visitor thought of an episode; null where they did not say. */
export interface Rating {
  at: number
  /** 1–5. */
  score: number | null
  comment: string | null
  /** 0–10, whether they would recommend the shop. */
  likely: number | null
}

export interface Wait {
  askedAt: number
  answeredAt: number | null
  by: AgentRef | null
}

/** More stretches than this are not told apart. */
const WAITS_MAX = 200

/** A conversation as its next episode finds it. */
export interface Before {
  episode: Episode | null
  wish: Wish
  /** Who holds it. */
  agent?: AgentRef
}

/** The episode that a visitor's message begins. */
export function startEpisode(
  { episode: before, wish, agent }: Before,
  { seq, at, event }: Recorded,
): Episode {
  const due = event.type === 'message' && event.due
  return {
    n: (before?.n ?? 0) + 1,
    startedAt: at,
    startSeq: seq,
    ...(due && { due }),
    wish,
    holders: agent ? [holding(agent, at, true)] : [],
    answeredAt: null,
    answeredBy: null,
    substantiveAt: null,
    step: null,
    breachedAt: null,
    choice: null,
    waits: [{ askedAt: at, answeredAt: null, by: null }],
    resolvedAt: null,
  }
}

/** Offers the episode to `agent`, or gives it to who took it; whoever held it until now is let go. */
export function handTo(episode: Episode, agent: AgentRef, at: number, acked: boolean): Episode {
  const before = letGo(episode, at, 'taken')
  return { ...before, holders: [...before.holders, holding(agent, at, acked)] }
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

export function markAcked(episode: Episode, agent: string, at: number): Episode {
  return mapCurrent(episode, holder =>
    holder.agent.id === agent && holder.ackedAt === null ? { ...holder, ackedAt: at } : holder,
  )
}

export function markTyped(episode: Episode, agent: string, at: number): Episode {
  return mapCurrent(episode, holder =>
    holder.agent.id === agent && holder.typedAt === null ? { ...holder, typedAt: at } : holder,
  )
}

/** Notes the visitor's message: a new stretch of waiting begins unless one runs. */
export function ask(episode: Episode, at: number): Episode {
  const last = episode.waits.at(-1)
  if (last?.answeredAt === null || episode.waits.length >= WAITS_MAX) return episode
  return { ...episode, waits: [...episode.waits, { askedAt: at, answeredAt: null, by: null }] }
}

/** Stops the clock at the first human reply and ends the stretch of waiting; `substantive` when it is no mere greeting. */
export function answer(
  episode: Episode,
  agent: AgentRef,
  at: number,
  substantive: boolean,
): Episode {
  const waits = episode.waits.map(wait =>
    wait.answeredAt === null ? { ...wait, answeredAt: at, by: agent } : wait,
  )
  const first = episode.answeredAt === null
  return {
    ...episode,
    waits,
    answeredAt: first ? at : episode.answeredAt,
    answeredBy: first ? agent : episode.answeredBy,
    substantiveAt: episode.substantiveAt ?? (substantive ? at : null),
  }
}

export function reach(
  episode: Episode,
  { step, kept }: { step: Step; kept: Kept | null },
  at: number,
): Episode {
  const next = { ...episode, step, breachedAt: step === 'breach' ? at : episode.breachedAt }
  return kept === null ? next : mapCurrent(next, holder => ({ ...holder, kept }))
}

export function resolve(episode: Episode, at: number): Episode {
  return { ...letGo(episode, at, 'resolved'), resolvedAt: at }
}

/** What an event changes that only the relay and its consoles keep: ratings, and whose a merged conversation is. */
export function besides<S extends { visitor: string; episode: Episode | null }>(
  state: S,
  event: ConversationEvent,
  at: number,
): S {
  if (event.type === 'merged') return { ...state, visitor: event.visitor }
  if (event.type !== 'rated' || !state.episode) return state
  const { rating } = state.episode
  const score = event.score ?? rating?.score ?? null
  const comment = event.comment ?? rating?.comment ?? null
  const likely = event.likely ?? rating?.likely ?? null
  return { ...state, episode: { ...state.episode, rating: { at, score, comment, likely } } }
}

function holding(agent: AgentRef, at: number, acked: boolean): Holder {
  return {
    agent,
    assignedAt: at,
    ackedAt: acked ? at : null,
    openedAt: null,
    typedAt: null,
    endedAt: null,
    outcome: 'holding',
  }
}

function mapCurrent(episode: Episode, change: (holder: Holder) => Holder): Episode {
  const holders = episode.holders.map(holder =>
    holder.outcome === 'holding' ? change(holder) : holder,
  )
  return { ...episode, holders }
}
