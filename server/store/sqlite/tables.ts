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
    /** JSON of the episode. */
    body: string
  }
  site: { id: string; name: string; origins: string; target_ms: number }
  account: {
    id: string
    email: string
    /** The address in lower case: two spellings of one address are one account. */
    email_key: string
    name: string
    role: string
    capacity: number
    availability: string
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
  }
  secret: { name: string; value: string }
}

/** Writes by a query, durable when it resolves; gives the rows that the query returns, if it does. */
export type Write = <R>(query: Compilable<R>) => Promise<R[]>
