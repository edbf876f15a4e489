import type { Answer, Card } from '../protocol/card.ts'
import type { Conversation } from '../protocol/conversation.ts'
import type { Badge, Refusal, Row } from '../protocol/down.ts'
import type { Episode } from '../protocol/episode.ts'
import type {
  AgentRef,
  Author,
  Candidate,
  Choice,
  ConversationId,
  Kept,
  Recorded,
  ReleaseCause,
  RouteCause,
  Seq,
  Wish,
} from '../protocol/events.ts'
import type { Step } from '../protocol/ladder.ts'
import type {
  AgentLine,
  AwayCause,
  Department,
  Page,
  Site,
  Visitor,
  WidgetSettings,
} from '../protocol/people.ts'
import type { VisitorAsk } from '../protocol/up.ts'

/** The line to the relay, as a person would be told of it. */
export type Link =
  | { state: 'idle' }
  | { state: 'connecting' }
  | { state: 'online' }
  /** Tries again by itself at `retryAt` (epoch ms of this device). */
  | { state: 'waiting'; retryAt: number }
  /** Will not try again; `reason` is a sentence for a developer. */
  | { state: 'stopped'; reason: string }

/** One message on screen, whether it is in the log yet or still in the outbox. */
export interface Message {
  kind: 'message'
  id: string
  by: Author
  text: string
  at: number
  /** Its place in the log; null until the relay has it. */
  seq: Seq | null
  state: 'sending' | 'sent' | 'seen' | 'failed'
  /** Why it failed. */
  why: Refusal | null
  card?: Card
  answer?: Answer
}

/** What else a thread shows between messages. */
export type Notice = { kind: 'notice'; seq: Seq; at: number } & (
  | { what: 'assigned'; agent: AgentRef; how: 'routed' | 'taken' }
  | { what: 'released'; agent: AgentRef; why: ReleaseCause }
  | { what: 'stepped'; step: Step; kept: Kept | null }
  | { what: 'chose'; choice: Choice; email: string | null }
  | { what: 'resolved'; by: AgentRef }
  | { what: 'routed'; to: AgentRef | null; cause: RouteCause; candidates: Candidate[] }
)

export type Entry = Message | Notice

/** What else a visitor's thread shows: who is there, and nothing of how the shop hands a conversation about. */
export type VisitorNotice = { kind: 'notice'; seq: Seq; at: number } & (
  | { what: 'assigned'; agent: AgentRef }
  /** Nobody is named where the visitor need not read that somebody went. */
  | { what: 'released'; agent?: AgentRef }
  | { what: 'stepped'; step: 'breach' }
  | { what: 'chose'; choice: Choice; email: string | null }
  | { what: 'resolved'; by: AgentRef }
)

export type VisitorEntry = Message | VisitorNotice

/** What a thread shows to agents only. */
export type FloorNotice = { kind: 'notice'; seq: Seq; at: number } & (
  | { what: 'routed'; to: AgentRef | null; cause: RouteCause; candidates: Candidate[] }
  | { what: 'acked'; agent: AgentRef }
  | { what: 'wished'; wish: Wish }
  /** A button of a product card was pressed; `label` is what stands on it. */
  | { what: 'acted'; message: string; action: string; label: string }
  | { what: 'rated'; score: number | null; comment: string | null; likely: number | null }
  /** The visitor is this one from here on. */
  | { what: 'merged'; visitor: string }
)

export type FloorEntry = Entry | FloorNotice

/** What a page knows of the episode. */
export type VisitorEpisode = Pick<
  Episode,
  'startSeq' | 'answeredAt' | 'step' | 'choice' | 'resolvedAt'
>
/** What a page knows of the conversation: a part of what the relay does. */
export type VisitorState =
  | { status: 'new' }
  | (Pick<Conversation, 'read'> & { episode: VisitorEpisode | null } & (
        | { status: 'assigned'; agent: AgentRef }
        | { status: 'waiting' | 'resolved' }
      ))

/** Everything a visitor's panel shows; replaced as a whole at each change. */
export interface VisitorView {
  link: Link
  state: VisitorState
  entries: VisitorEntry[]
  /** The agent who types now. */
  typing: string | null
  /** Agent messages not yet on this visitor's screen. */
  unread: number
  /** Agents who could answer now; null until the relay said. */
  online: number | null
  /** Where a waiting conversation stands; null when it does not wait. */
  queue: { position: number; etaMs: number | null } | null
  site: {
    name: string
    targetMs: number
    channel: Site['channel']
    badge: Badge | null
    widget: WidgetSettings
  } | null
  visitor: {
    id: string
    name: string | null
    email: string | null
    external: string | null
  } | null
  /** The log itself, for what `entries` does not tell. */
  log: readonly Recorded[]
  /** False while a part of the log is on its way, and until the relay has said how long it is. */
  complete: boolean
  /** The log up to here was there before this page; null until the relay said. */
  history: Seq | null
  /** False while the page waits for the visitor's consent: until then nothing is kept and no line opened. */
  consent: boolean
  /** False when this browser lets nothing be kept: a reload would forget unsent text. */
  stored: boolean
}

/** The headless client of a shop's page. */
export interface VisitorClient {
  readonly view: VisitorView
  /** Calls `fn` after each change of `view`; returns the off function. */
  subscribe(fn: () => void): () => void
  /** Opens the line; does nothing when it is open already. */
  connect(): void
  /**
   * Resolves when the message is in the log; it is on screen, and kept, before that. Numbers that could be those of a
   * payment card are masked before anything else.
   */
  send(text: string, answer?: Answer): Promise<{ id: string; seq: Seq }>
  /** Sends a failed message again. */
  retry(id: string): void
  discard(id: string): void
  /** Call on each keystroke with true, on an emptied composer with false; `text` only where the visitor knows. */
  typing(on: boolean, text?: string): void
  /** Everything received so far has been on screen. */
  read(): void
  page(page: Page): void
  /**
   * Asks the relay for something, now or once the line is up, again after each lost line; opens no line by itself.
   * Resolves when it is done, rejects with a sentence when it is refused.
   */
  ask(what: Asked): Promise<void>
  /** Takes the visitor's consent, or takes it back: then all that this browser kept is forgotten. */
  agree(on: boolean): Promise<void>
  /** Leaves this identity and its conversation, here only, and begins as somebody new (a logout). */
  reset(): Promise<void>
  /** Ends the line and leaves no timer and no listener; what is unsent stays kept for the next page. */
  close(): void
}

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
/** A `VisitorAsk` as a caller says it. */
export type Asked = Without<VisitorAsk, 'id' | 'c'>

/** One conversation as a console shows it. */
export interface AgentThread {
  entries: FloorEntry[]
  /** False while older or missing entries are on their way. */
  complete: boolean
}

/** Everything a console shows; replaced as a whole at each change. */
export interface AgentView {
  link: Link
  me: AgentLine | null
  agents: AgentLine[]
  sites: Site[]
  departments: Department[]
  /** Every open conversation, and resolved ones that were opened here. */
  rows: ReadonlyMap<ConversationId, Row>
  visitors: ReadonlyMap<string, Visitor>
  /** Conversations opened here with `open`. */
  threads: ReadonlyMap<ConversationId, AgentThread>
  /** What visitors who type now have written and not sent, by conversation; empty where that is not shown. */
  typing: ReadonlyMap<ConversationId, string>
  stored: boolean
}

export interface AgentEvents {
  /** A conversation became mine; `how` tells whether the router or I did it. */
  assigned: { c: ConversationId; how: 'routed' | 'taken' }
  /** A visitor wrote into a conversation that is mine. */
  message: { c: ConversationId; message: Message }
  /** A conversation that was mine or open here is no more: its visitor asked to be forgotten. */
  erased: ConversationId
}

export type Outcome = { ok: true } | { ok: false; why: Refusal | 'offline' }

/** The headless client of a console. */
export interface AgentClient {
  readonly view: AgentView
  subscribe(fn: () => void): () => void
  on<K extends keyof AgentEvents>(event: K, fn: (value: AgentEvents[K]) => void): () => void
  connect(): void
  /** The relay's clock now, epoch milliseconds: what countdowns count against. */
  now(): number
  /** Loads the thread of `c` and keeps it up to date. */
  open(c: ConversationId): void
  /** Makes rows and visitors from an HTTP answer known, as `open` needs for a resolved conversation. */
  learn(rows: Row[], visitors: Visitor[]): void
  /** `text` says the same as `card` to who cannot see it. */
  send(c: ConversationId, text: string, card?: Card): void
  retry(c: ConversationId, id: string): void
  discard(c: ConversationId, id: string): void
  typing(c: ConversationId, on: boolean): void
  read(c: ConversationId): void
  take(c: ConversationId): Promise<Outcome>
  resolve(c: ConversationId): Promise<Outcome>
  /** The console shows the offer of `c`: call when it is on screen. */
  ack(c: ConversationId): void
  available(on: boolean, why?: AwayCause): Promise<Outcome>
  close(): void
}
