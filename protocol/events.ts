/** Position in one conversation's log: 1, 2, 3 … without a gap. */
export type Seq = number
export type ConversationId = string

export interface AgentRef {
  id: string
  name: string
}

export type Author = { role: 'visitor'; id: string } | ({ role: 'agent' } & AgentRef)

/** Why an agent was chosen or not; `less-known`: the visitor's last agent came first. */
export type Verdict =
  | 'chosen'
  | 'less-known'
  | 'busier'
  | 'waited-less'
  | 'tried'
  | 'full'
  | 'away'
  | 'offline'

/** One agent as the router saw it at the moment of a decision. */
export interface Candidate extends AgentRef {
  load: number
  capacity: number
  /** Milliseconds since this agent was last given a conversation; null when never. */
  idleMs: number | null
  verdict: Verdict
}

/** What made the router look. */
export type RouteCause = 'message' | 'agent-online' | 'slot-freed' | 'disconnect' | 'restart'

/** Facts of a conversation, in the past tense. Their order in the log is the order in which they count. */
export type ConversationEvent =
  | { type: 'opened'; site: string; visitor: string }
  | { type: 'message'; id: string; by: Author; text: string }
  | { type: 'routed'; to: AgentRef | null; cause: RouteCause; candidates: Candidate[] }
  | { type: 'assigned'; agent: AgentRef; how: 'routed' | 'taken' }
  | { type: 'released'; agent: AgentRef; why: 'disconnected' }
  | { type: 'read'; by: Author; upTo: Seq }
  | { type: 'resolved'; by: AgentRef }
  /** Stands in a visitor's copy of the log where the shop keeps something to itself, so that no number is missing. */
  | { type: 'private' }

/** An event in its place. `at` is the relay's receipt in epoch milliseconds and never decreases within a log. */
export interface Recorded {
  seq: Seq
  at: number
  event: ConversationEvent
}
