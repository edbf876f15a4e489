import type { Answer, Card } from './card.ts'
import type { Step } from './ladder.ts'

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
  | 'lost-it'
  | 'lagging'
  | 'not-asked-for'
  | 'less-known'
  | 'busier'
  | 'waited-less'
  | 'tried'
  | 'full'
  | 'other-department'
  | 'other-language'
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
export type RouteCause =
  | 'message'
  | 'agent-online'
  | 'slot-freed'
  | 'disconnect'
  | 'no-ack'
  | 'hand-on'
  | 'restart'

/** Why an agent holds an episode no longer. */
export type ReleaseCause = 'disconnected' | 'no-ack' | 'too-slow'

/** Why a holder keeps an episode at the hand-on. */
export type Kept = 'typing' | 'nobody-else'

/** What a page may ask of the routing. */
export interface Wish {
  department: string | null
  /** BCP 47 tag of the language the visitor wants to be answered in. */
  language: string | null
  /** Id of the agent asked for. */
  agent: string | null
  /** 0 is normal; each step shortens the deadline by a quarter of the target. */
  priority: 0 | 1 | 2 | 3
}

/** What a visitor wants after the target has passed. */
export type Choice = 'wait' | 'email' | 'channel'

/** Facts of a conversation, in the past tense. Their order in the log is the order in which they count. */
export type ConversationEvent =
  | { type: 'opened'; site: string; visitor: string }
  /** `substantive`: an agent's message that is more than a greeting. */
  | {
      type: 'message'
      id: string
      by: Author
      text: string
      substantive?: true
      /** Only in an agent's message. */
      card?: Card
      /** Only in a visitor's. */
      answer?: Answer
    }
  | { type: 'routed'; to: AgentRef | null; cause: RouteCause; candidates: Candidate[] }
  | { type: 'assigned'; agent: AgentRef; how: 'routed' | 'taken' }
  /** The agent's console shows the offer. */
  | { type: 'acked'; agent: AgentRef }
  /** The agent began to write the first answer. */
  | { type: 'typed'; agent: AgentRef }
  | { type: 'released'; agent: AgentRef; why: ReleaseCause }
  /** A rung of the ladder was reached; `kept` says why a hand-on left it with its holder. */
  | { type: 'stepped'; step: Step; kept: Kept | null }
  /** What the page asks of the routing; it counts for what comes after. */
  | { type: 'wished'; wish: Wish }
  /** `id`, here and below, is that of the frame that asked for it: the same id again is the same event. */
  | { type: 'chose'; choice: Choice; email: string | null; id?: string }
  /** The visitor pressed a button of a product card. */
  | { type: 'acted'; message: string; action: string; id?: string }
  /** What the visitor thinks of it: 1–5 with a comment, and 0–10 whether they would recommend the shop. The newest of each counts. */
  | {
      type: 'rated'
      score: number | null
      comment: string | null
      likely: number | null
      id?: string
    }
  /** The visitor turned out to be one the shop had identified before: it is that one's from here on. */
  | { type: 'merged'; visitor: string }
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
