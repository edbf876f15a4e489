import type { Holder } from './episode.ts'
import type { AgentRef, ConversationId } from './events.ts'

/** Where an episode's time went until its first reply, or until now. The three add up to it exactly. */
export interface Phases {
  /** Held by nobody. */
  queuedMs: number
  /** Held by an agent whose screen did not show it yet. */
  assignedMs: number
  /** On the holder's screen, not answered. */
  openedMs: number
}

/** The milliseconds of one episode, on the relay's clock. */
export interface Ledger {
  conversation: ConversationId
  site: string
  visitor: string
  n: number
  startedAt: number
  /** `abandoned`: resolved without a human reply. */
  status: 'answered' | 'waiting' | 'abandoned'
  /** From the first visitor message to the first human reply; null unless answered. */
  firstResponseMs: number | null
  /** The same when answered; else how long it waited until now or until it was abandoned. */
  waitedMs: number
  targetMs: number
  answeredBy: AgentRef | null
  phases: Phases
  holders: (Holder & { heldMs: number })[]
}

/** First response over a range of time. */
export interface FirstResponse {
  definition: string
  site: string | null
  from: number
  to: number
  episodes: number
  answered: number
  waiting: number
  abandoned: number
  /** Answered within their target. */
  within: number
  /** `within` over all episodes but those that still wait inside their target; null when there are none. */
  share: number | null
  /** Nearest-rank percentiles over the same episodes, an unanswered one counting as endless; null where that falls on one, or there are none. */
  p50Ms: number | null
  p90Ms: number | null
  ledgers: Ledger[]
}
