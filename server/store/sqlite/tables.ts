import type { Compilable } from 'kysely'

/** The rows of the database. Times are epoch milliseconds; JSON is text. */
export interface Tables {
  meta: { key: string; value: string }
  conversation: {
    id: string
    site: string
    visitor: string
    status: string
    /** Who holds it; null unless assigned. */
    agent: string | null
    head: number
    last_at: number
    opened_at: number
    /** Receipt of the first visitor message nobody answered yet; null when all are answered. */
    unanswered_since: number | null
    /** JSON of the folded state at `head`. */
    state: string
  }
  event: {
    conversation: string
    seq: number
    at: number
    /** Sender and message id; null for what is no message. */
    message_key: string | null
    /** JSON of the event. */
    body: string
  }
  episode: {
    conversation: string
    n: number
    site: string
    visitor: string
    started_at: number
    answered_at: number | null
    /** JSON of the episode. */
    body: string
  }
  site: {
    id: string
    name: string
    /** JSON, as are ladder, hours and channel; the last two may be null. */
    origins: string
    target_ms: number
    ladder: string
    hours: string | null
    channel: string | null
    /** JSON, as are triggers. */
    widget: string
    triggers: string
  }
  department: {
    id: string
    name: string
    /** JSON; null: those of the site. */
    hours: string | null
  }
  account: {
    id: string
    email: string
    /** The address in lower case: two spellings of one address are one account. */
    email_key: string
    name: string
    role: string
    capacity: number
    availability: string
    away: string | null
    /** JSON, as are languages. */
    departments: string
    languages: string
    password: string | null
  }
  invite: { hash: string; email: string; role: string; expires_at: number }
  session: { hash: string; agent: string; expires_at: number }
  visitor: {
    id: string
    site: string
    name: string | null
    email: string | null
    /** JSON of the page, or null. */
    page: string | null
    language: string
    timezone: string
    device: string
    first_seen_at: number
    external: string | null
    /** JSON, as are wish, which may be null, and asks. */
    context: string
    wish: string | null
    asks: string
  }
  secret: { name: string; value: string }
  /** Visitors who are another now. */
  became: { visitor: string; into_visitor: string; at: number }
  /** Signed identities that say they are to be used once, by hash, with who did first. */
  used_token: { hash: string; visitor: string; expires_at: number }
  /** JSON of how a site signs. */
  site_identity: { site: string; body: string }
  /** Browsers that met a trigger; the last three are 0 or 1. */
  exposure: {
    site: string
    key: string
    trigger_id: string
    met_at: number
    held: number
    talked: number
    ordered: number
  }
  /** Who was forgotten, by the hash of their id. */
  erasure: { visitor_hash: string; at: number; site: string; conversations: number }
}

/** Writes by a query, durable when it resolves, or nothing when `unless` says so then; gives the rows that the query returns, if it does. */
export type Write = <R>(query: Compilable<R>, unless?: () => boolean) => Promise<R[]>
