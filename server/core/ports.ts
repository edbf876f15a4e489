import type { Conversation, ConversationState } from '../../protocol/conversation.ts'
import type { Row } from '../../protocol/down.ts'
import type { Episode } from '../../protocol/episode.ts'
import type { ConversationId, Recorded, Seq } from '../../protocol/events.ts'
import type {
  Availability,
  AwayCause,
  Department,
  Role,
  Site,
  Visitor,
} from '../../protocol/people.ts'
import type {
  Comparison,
  FirstResponseBrief,
  FirstResponseReport,
  Ledger,
} from '../../protocol/report.ts'

// ── Transport ────────────────────────────────────────────────────────────────

/** One live socket, as the core sees it. */
export interface Connection {
  readonly id: string
  /** Never throws and never waits. `dropped` means that the peer is gone or does not read. */
  send(frame: string): 'sent' | 'queued' | 'dropped'
  /** Ends the connection; the handler's `close` follows once. A second call does nothing. */
  close(code: number, reason: string): void
}

/** What a browser asks for when it wants a socket, copied before anything can await. */
export interface UpgradeRequest {
  path: string
  query: Record<string, string>
  /** Lower-case names. */
  headers: { origin: string; host: string; cookie: string; 'user-agent': string }
  address: string
}

/** Who is at the other end, as far as the upgrade proved it. */
export type Peer =
  | { role: 'visitor'; site: string; address: string; device: string }
  | { role: 'agent'; agent: string; address: string }

/** Refusals are HTTP answers: the socket never opens. */
export type UpgradeAnswer = { ok: true; peer: Peer } | { ok: false; status: number; reason: string }

/** What a transport calls; the gateway implements it. */
export interface ConnectionHandler {
  upgrade(request: UpgradeRequest): Promise<UpgradeAnswer>
  open(conn: Connection, peer: Peer): void
  message(conn: Connection, frame: string): void
  /** Exactly once for each `open`. */
  close(conn: Connection, code: number): void
}

export interface Listening {
  readonly port: number
  /** Ends every connection with 1001 and frees the port. */
  close(): Promise<void>
}

export interface Transport {
  /** Rejects with a sentence that names the port when it is taken. Port 0 takes a free one. */
  listen(handler: ConnectionHandler, port: number, host: string): Promise<Listening>
}

// ── Store: the log ───────────────────────────────────────────────────────────

export interface Snapshot {
  head: Seq
  state: ConversationState
}

/** A slot of an agent that an assignment takes in the same transaction, so that capacity is a law. */
export interface Claim {
  agent: string
  capacity: number
  /** Chats without an event since this moment (epoch ms), and with nothing unanswered, take no slot. */
  quietBefore: number
}

export type AppendResult =
  | { ok: true }
  /** Somebody else appended first: load again and decide again. */
  | { ok: false; reason: 'conflict' }
  /** This sender's message id is in the log already, at `seq`. Nothing was written. */
  | { ok: false; reason: 'duplicate'; seq: Seq }
  /** The claimed agent holds `capacity` conversations. Nothing was written. */
  | { ok: false; reason: 'full' }

export interface Append {
  c: ConversationId
  /** The head that the decision was made on; the events are numbered from the next. */
  expected: Seq
  events: Recorded[]
  next: Conversation
  claim?: Claim
}

/** One episode with the conversation it belongs to. */
export interface EpisodeRow {
  c: ConversationId
  site: string
  visitor: string
  episode: Episode
}

/** Which episode it is, and its place among all: by start, then conversation, then number. */
export interface EpisodeKey {
  startedAt: number
  c: ConversationId
  n: number
}

export interface EpisodeQuery {
  site: string | null
  from: number
  to: number
  /** No more than this many. */
  limit?: number | undefined
  /** Only those whose place is behind this one: the last that was read. */
  after?: EpisodeKey | undefined
}

/** The append-only logs, their folded states, and the questions of inbox and reports. */
export interface Store {
  /** Changes when the log is another one (a new file, a restored backup). */
  epoch(): Promise<string>
  load(c: ConversationId): Promise<Snapshot>
  /** All or nothing, durable when it resolves. Checked in this order: duplicate, conflict, full. */
  append(entry: Append): Promise<AppendResult>
  /** Up to `limit` entries after `since`, in order. */
  read(c: ConversationId, since: Seq, limit: number): Promise<Recorded[]>
  /** The newest numbers of a visitor's conversations, at most 32, most recently active first. */
  heads(site: string, visitor: string): Promise<Record<ConversationId, Seq>>
  /** Every waiting and assigned conversation. */
  open(): Promise<Row[]>
  /** Resolved conversations, newest first, last active before `before` (epoch ms). */
  resolved(before: number, limit: number): Promise<Row[]>
  /** Conversations with an event at or after `since` (epoch ms), for the sweep that finds what a bus lost. */
  changed(since: number): Promise<{ c: ConversationId; visitor: string; head: Seq }[]>
  /** A visitor's conversations, newest first. */
  ofVisitor(visitor: string, limit: number): Promise<Row[]>
  /** The newest answered episodes of a site, newest answer first. */
  answers(site: string, limit: number): Promise<EpisodeRow[]>
  /** Episodes that started in `from <= at < to` (epoch ms), oldest first, of every site when `site` is null. */
  episodes(query: EpisodeQuery): Promise<EpisodeRow[]>
  close(): Promise<void>
}

// ── Directory: who and where ─────────────────────────────────────────────────

export interface Account {
  id: string
  email: string
  name: string
  role: Role
  capacity: number
  /** What the agent chose last; `offline` is never stored. */
  availability: Exclude<Availability, 'offline'>
  /** Why it is away; null while online. */
  away: AwayCause | null
  departments: string[]
  /** Primary language tags; none means every language. */
  languages: string[]
  /** scrypt hash, or null until a password is set. */
  password: string | null
}

/** A one-time link: it makes or opens the account of `email`. Only its hash is kept. */
export interface Invite {
  hash: string
  email: string
  role: Role
  expiresAt: number
}

/** A signed-in browser. Only the hash of its cookie is kept. */
export interface AgentSession {
  hash: string
  agent: string
  expiresAt: number
}

/** Accounts, sites and visitors: small rows that are replaced, beside the log that only grows. */
export interface Directory {
  sites(): Promise<Site[]>
  /** Adds or replaces. */
  putSite(site: Site): Promise<void>
  departments(): Promise<Department[]>
  /** Adds or replaces. */
  putDepartment(department: Department): Promise<void>
  removeDepartment(id: string): Promise<void>
  accounts(): Promise<Account[]>
  account(id: string): Promise<Account | null>
  accountByEmail(email: string): Promise<Account | null>
  /** Adds or replaces by id; rejects when another account has this e-mail address. */
  putAccount(account: Account): Promise<void>
  putInvite(invite: Invite): Promise<void>
  /** Removes the invite and returns it: of two that use one link at once, one gets null. */
  takeInvite(hash: string): Promise<Invite | null>
  /** What `takeInvite` would return, left in place. */
  invite(hash: string): Promise<Invite | null>
  putSession(session: AgentSession): Promise<void>
  session(hash: string): Promise<AgentSession | null>
  endSession(hash: string): Promise<void>
  /** Signs an agent out everywhere. */
  endSessions(agent: string): Promise<void>
  /** Forgets invites and sessions that expired before `now`. */
  prune(now: number): Promise<void>
  visitors(ids: string[]): Promise<Visitor[]>
  /** Adds or replaces; `online` is not stored and reads back as false. */
  putVisitor(visitor: Visitor): Promise<void>
  /** The secret of this name; `fresh` becomes it when there is none yet. */
  secret(name: string, fresh: string): Promise<string>
}

// ── Small ones ───────────────────────────────────────────────────────────────

/** At most once, unordered, lossy. The log is the truth; the bus is a hint. */
export interface Bus {
  publish(topic: string, data: string): void
  /** Returns the function that ends the subscription. */
  subscribe(topic: string, fn: (data: string) => void): () => void
  close(): Promise<void>
}

export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Calls `fn` once after `ms`; the returned function cancels it. */
  after(ms: number, fn: () => void): () => void
}

export type TokenCheck =
  | { ok: true; visitor: string; renew: boolean }
  | { ok: false; reason: 'forged' | 'expired' }

/** Proofs of identity. */
export interface Auth {
  issueToken(site: string, visitor: string): Promise<string>
  checkToken(token: string, site: string): Promise<TokenCheck>
  /** The account behind a Cookie header, or null when nobody is signed in. */
  agentOf(cookie: string): Promise<Account | null>
}

export interface Log {
  info(message: string, fields?: Record<string, unknown>): void
  warn(message: string, fields?: Record<string, unknown>): void
  error(message: string, fields?: Record<string, unknown>): void
}

/** Which episodes a report is about: those started in `from <= at < to` (epoch ms), of everything where null. */
export interface ReportQuery {
  site: string | null
  department: string | null
  /** Id of the agent who answered, or who held it last when nobody did; of statistics each stretch by itself. */
  agent: string | null
  from: number
  to: number
  /** IANA zone that hours and weekdays are counted in. */
  timezone: string
}

/** The moment and the settings that ledgers are read with. */
export interface Setting {
  now: number
  sites: Site[]
  departments: Department[]
}

/**
 * Works reports out. A long range takes seconds of a processor, so the relay has it done on another thread: what goes in and out is
 * plain data, and a call that fails rejects with a sentence.
 */
export interface Reporter {
  firstResponse(
    query: ReportQuery,
    setting: Setting,
  ): Promise<FirstResponseReport & { comparison: Comparison }>
  brief(query: ReportQuery, most: number, setting: Setting): Promise<FirstResponseBrief>
  ledgers(query: ReportQuery, page: LedgerPage, setting: Setting): Promise<Ledgers>
}

export interface LedgerPage {
  limit: number
  after?: EpisodeKey | undefined
}

/** Some ledgers, oldest first; `next` is where to go on, null at the end. A page may be empty and not the last. */
export interface Ledgers {
  ledgers: Ledger[]
  next: EpisodeKey | null
}

/** First response over a range of time, by the present settings. */
export interface Reports {
  /** Everything that is known, and against the range of equal length before it. */
  firstResponse(query: ReportQuery): Promise<FirstResponseReport & { comparison: Comparison }>
  /** The headline, with at most `most` ledgers past their target and as many others, the newest. */
  brief(query: ReportQuery, most: number): Promise<FirstResponseBrief>
  /** Every ledger, oldest first, in pages. */
  ledgers(query: ReportQuery): AsyncIterable<Ledger[]>
}

/** What HTTP handlers may ask of the running relay. */
export interface Desk {
  /** Sites or accounts changed in the directory: read them again and tell the consoles. */
  refresh(): Promise<void>
  /** Ends the sockets of an agent's signed-out browsers. */
  disconnect(agent: string): void
}
