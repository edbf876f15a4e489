import type { HttpBindings } from '@hono/node-server'
import type { Hours } from '../../protocol/hours.ts'
import type { Role } from '../../protocol/people.ts'
import type { Account, Auth, Clock, Desk, Directory, Log, Reports, Store } from '../core/ports.ts'

/** Cookies of signed-in browsers, as `Set-Cookie` values. */
interface Sessions {
  start(agent: string): Promise<string>
  /** Forgets the session of this Cookie header; the answer clears the cookie. */
  end(cookie: string): Promise<string>
}

/** One-time links. */
export interface Invites {
  create(email: string, role: Role): Promise<{ token: string; expiresAt: number }>
  /** Who this link is for, or null when it is used or expired. */
  look(token: string): Promise<{ email: string; role: Role } | null>
  /** Uses the link up: makes the account, or gives the one there is a new name and password. */
  accept(token: string, who: { name: string; password: string }): Promise<Account | null>
}

interface Passwords {
  hash(password: string): Promise<string>
  /** Takes as long for an account that does not exist or has no password (null). */
  check(password: string, hash: string | null): Promise<boolean>
}

/** Show that an agent opened a page of a site. */
interface Passes {
  issue(site: string): string
  isGood(pass: string, site: string): boolean
}

/** 0 when there was a token for `key`, else the milliseconds until there is. */
interface Limit {
  take(key: string): number
}

/** Everything the HTTP side needs from the rest of the relay. */
export interface HttpEnv {
  store: Store
  directory: Directory
  desk: Desk
  reports: Reports
  auth: Pick<Auth, 'agentOf'>
  sessions: Sessions
  invites: Invites
  passwords: Passwords
  passes: Passes
  limits: {
    email: Limit
    address: Limit
    exposures: { address: Limit; site: Limit }
    debug: Limit
  }
  /** A new secret to sign with. */
  freshSecret(): string
  /** Why keys may not be fetched from there; null when they may. */
  jwksFault(url: string): string | null
  /** What is wrong with business hours, in sentences; empty when nothing is. */
  hoursErrors(hours: Hours): string[]
  clock: Pick<Clock, 'now'>
  log: Log
  /** Where people reach the relay, without a slash at the end. */
  base(): string
  /** False while the relay starts and while it drains. */
  ready(): boolean
  trustProxy: boolean
  /** Folder of the browser build. */
  dist: string
  /** Folder of the demo shop, or null when there is none. */
  storefront: string | null
  /** Folder of the example pages, or null when there are none. */
  examples: string | null
}

/** What Hono carries through a request. `account` is there behind `signedIn` only. */
export interface Ctx {
  Bindings: Partial<HttpBindings>
  Variables: { account: Account }
}
