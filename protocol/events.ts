import type { Answer, Card } from './card.ts'
import type { Step, Times } from './ladder.ts'

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

/** A part of a wish that no agent could ever meet: no such department, language or agent. */
export type Unknown = 'department' | 'language' | 'agent'

/** What a visitor wants after the target has passed. */
export type Choice = 'wait' | 'email' | 'channel'

/** Facts of a conversation, in the past tense. Their order in the log is the order in which they count. */
export type ConversationEvent =
  | { type: 'opened'; site: string; visitor: string }
  /**
   * `substantive`: an agent's message that is more than a greeting. `due`: what the episode runs by that this message of a
   * visitor begins; a log without it, from before there was any, runs by what the site has set now. `card`: only in an
   * agent's. `answer`: only in a visitor's.
   */
  | {
      type: 'message'
      id: string
      by: Author
      text: string
      substantive?: true
      due?: Times
      card?: Card
      answer?: Answer
    }
  /** `unknown` is what the page asked for and the shop does not have: it was treated as not asked for. */
  | {
      type: 'routed'
      to: AgentRef | null
      cause: RouteCause
      candidates: Candidate[]
      unknown?: Unknown[]
    }
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
  | { type: 'chose'; id: string; choice: Choice; email: string | null }
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
  /** The visitor signed in, and is this one: it is that one's from here on. */
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

type Floor = 'message' | 'routed' | 'assigned' | 'acked' | 'typed' | 'released' | 'stepped'

/** What a visitor's copy of the log says: who is there and that the promise broke, and nothing else of the floor. */
export type VisitorEvent =
  | Exclude<ConversationEvent, { type: Floor }>
  | { type: 'message'; id: string; by: Author; text: string; card?: Card; answer?: Answer }
  | { type: 'assigned'; agent: AgentRef }
  /** Without an agent the visitor is told nothing: somebody else will be there at once. */
  | { type: 'released'; agent?: AgentRef }
  | { type: 'stepped'; step: 'breach'; kept: null }

/** An entry of a visitor's copy: the same number and moment. The fold takes it for the entry itself. */
export interface Copied {
  seq: Seq
  at: number
  event: VisitorEvent
}
