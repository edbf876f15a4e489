import type { Conversation, ConversationState } from '../../protocol/conversation.ts'
import type { Row } from '../../protocol/down.ts'
import type { Episode } from '../../protocol/episode.ts'
import type { ConversationId, Recorded, Seq, Wish } from '../../protocol/events.ts'
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
  Ratings,
  TriggersReport,
} from '../../protocol/report.ts'
import type { Exposure } from '../../protocol/trigger.ts'

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
  /** This sender's message id, or the id of this ask, is in the log already, at `seq`. Nothing was written. */
  | { ok: false; reason: 'duplicate'; seq: Seq }
  /** The claimed agent holds `capacity` conversations. Nothing was written. */
  | { ok: false; reason: 'full' }
  /** It would open a conversation with a visitor who is forgotten, or who became another. Nothing was written. */
  | { ok: false; reason: 'forgotten' }

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
  /** All or nothing, durable when it resolves. Checked in this order: forgotten, duplicate, conflict, full. */
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
  /**
   * Deletes the visitor, every conversation that is theirs and all that was said in it, and keeps nothing of them from
   * then on; resolves to what was deleted. The times of its episodes stay for the reports, as nobody's. All or nothing.
   */
  forget(visitor: string, site: string, at: number): Promise<ConversationId[]>
  isForgotten(visitor: string): Promise<boolean>
  /**
   * A browser met the conditions of a trigger at `at` (epoch ms). Counted once; not at all where a site has 200 others
   * already and this one is not `known`.
   */
  expose(met: {
    site: string
    /** What the browser calls itself, for this alone. */
    key: string
    trigger: string
    group: Exposure['group']
    at: number
    /** The site has set it: it is no invention of whoever tells it. */
    known: boolean
  }): Promise<void>
  /** It began a conversation, or ordered: what every trigger it met in the seven days before may have brought, once each. */
  convert(did: {
    site: string
    key: string
    what: 'conversation' | 'order'
    at: number
  }): Promise<void>
  /** What triggers brought from those who met them in `from <= at < to` (epoch ms), by trigger and group; kept for 90 days. */
  exposures(query: {
    site: string | null
    from: number
    to: number
  }): Promise<(Exposure & { site: string })[]>
  /** Who was forgotten, newest first. */
  erasures(limit: number): Promise<Erasure[]>
  close(): Promise<void>
}

/** A line of the audit: that somebody was forgotten, and nothing of whom. */
export interface Erasure {
  at: number
  site: string
  /** SHA-256 of the visitor's id, base64url. */
  visitorHash: string
  conversations: number
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

/** What a visitor asked for that no log tells: what is wanted before there is a conversation, and what was done already. */
export interface Notes {
  wish: Wish | null
  /** Ids of the newest asks that must not be carried out twice. */
  asks: string[]
}

/** How a shop's server signs who its visitors are; without secret and keys it does not. */
export interface SiteIdentity {
  /** Signs with HS256; kept as it is, because it must be used. */
  secret: string | null
  /** Where the public keys of other signatures are. */
  jwksUrl: string | null
  /** What `iss` and `aud` must be; null: not looked at. */
  issuer: string | null
  audience: string | null
}

/** What a signed token says of a person. */
export interface Claims {
  site: string
  /** The shop's own id. */
  external: string
  /** Null where the token does not say. */
  name: string | null
  email: string | null
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
  /** Forgets invites, sessions and used tokens that expired before `now`, and whom nobody can come back as any more. */
  prune(now: number): Promise<void>
  visitors(ids: string[]): Promise<Visitor[]>
  /** Adds or replaces; `online` is not stored and reads back as false. What is known of its asks stays unless given. */
  putVisitor(visitor: Visitor, notes?: Notes): Promise<void>
  /** What the relay remembers of a visitor's asks; nothing was asked by one it does not know. */
  notes(visitor: string): Promise<Notes>
  /** The visitor of a site whom the shop knows by this id of its own, as its server signed it. */
  visitorKnownAs(site: string, external: string): Promise<Visitor | null>
  /**
   * From now on `visitor` is who the shop knows as `claims.external`, with the name and e-mail its server signed: another
   * visitor for good, so that what proved the anonymous one proves nothing of the signed one. That is the visitor of the
   * site whom the shop knows as that already, what was told of both joined; or else `fresh`, a new id, with all that was
   * told. No conversation begins in the name of `visitor` any more. Resolves to who it is; null when it is known as
   * somebody else, or as nobody. All or nothing, and the same however often.
   */
  identify(visitor: string, claims: Claims, at: number, fresh: string): Promise<Visitor | null>
  /** Who a visitor has become, and when (epoch ms); null when it is still itself. */
  became(visitor: string): Promise<{ into: string; at: number } | null>
  /** Visitors who became another and still have conversations, because the relay ended in the middle. */
  unmerged(): Promise<{ from: string; into: string }[]>
  /** Notes who used a token first, until it expires (epoch ms); resolves to who that was. `hash` names the token. */
  useToken(hash: string, visitor: string, expiresAt: number): Promise<string>
  siteIdentity(site: string): Promise<SiteIdentity>
  putSiteIdentity(site: string, identity: SiteIdentity): Promise<void>
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

/** Judges what a shop's server signed. */
export interface Proofs {
  /** `detail` is a sentence for the shop's developer. */
  check(
    site: string,
    token: string,
  ): Promise<
    | { ok: true; claims: Claims; once: { hash: string; expiresAt: number } | null }
    | { ok: false; detail: string }
  >
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

/** Ratings of episodes started in `from <= at < to` (epoch ms), of every site when `site` is null. */
export type RatingQuery = Pick<ReportQuery, 'site' | 'from' | 'to'>

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
  ratings(query: RatingQuery): Promise<Ratings>
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
  /** What visitors thought. */
  ratings(query: RatingQuery): Promise<Ratings>
}

/** What HTTP handlers may ask of the running relay. */
export interface Desk {
  /** Sites or accounts changed in the directory: read them again and tell the consoles. */
  refresh(): Promise<void>
  /** Ends the sockets of an agent's signed-out browsers. */
  disconnect(agent: string): void
  /** What triggers brought from browsers that met them in `from <= at < to`, epoch milliseconds. */
  triggers(query: RatingQuery): Promise<TriggersReport>
  /** Whether a site's business hours run, and how many agents could answer now. */
  standing(site: string): { open: boolean; online: number }
}
