import type { Ledger } from '../protocol/report.ts'
import { createAuth } from './auth/auth.ts'
import { unfitUrl } from './auth/fetch.ts'
import { createInvites } from './auth/invites.ts'
import { createPasses } from './auth/passes.ts'
import { checkPassword, hashPassword } from './auth/passwords.ts'
import { freshSecret } from './auth/secrets.ts'
import { createSessions } from './auth/sessions.ts'
import { createBuckets } from './core/bucket.ts'
import { triggersReport } from './core/lift.ts'
import type { Account, Desk, RatingQuery, ReportQuery, Reports } from './core/ports.ts'
import { ratings } from './core/ratings.ts'
import { compare, firstResponse, rangeBefore } from './core/statistics.ts'
import { checkHours } from './core/timetable.ts'
import { createApp } from './http/app.ts'
import type { HttpEnv } from './http/env.ts'
import { createMemoryStore, type MemoryStore } from './store/memory.ts'

/** The password of every account of a scene. */
export const PASSWORD = 'correct horse battery'
const hashed = hashPassword(PASSWORD)

const people = {
  admin: { id: 'admin', name: 'Sari', email: 'sari@shop.example', role: 'admin' },
  agent: { id: 'agent', name: 'Budi', email: 'budi@shop.example', role: 'agent' },
} as const

interface AskOptions {
  address?: string
  cookie?: string
  headers?: Record<string, string>
}

/** What the desk was asked to do, in order. */
interface Asked {
  refreshed: number
  disconnected: string[]
  reports: ReportQuery[]
  ratings: RatingQuery[]
}

export interface Scene {
  app: ReturnType<typeof createApp>
  store: MemoryStore
  clock: { now(): number; advance(ms: number): void }
  /** What was logged. */
  lines: [string, Record<string, unknown>?][]
  readiness: { on: boolean }
  asked: Asked
  /** What a report is made of. */
  ledgers: Ledger[]
  reports: Reports
  account(role: 'admin' | 'agent'): Promise<Account>
  cookieOf(answer: Response): string
  /** The cookie of a browser in which somebody of this role is signed in. */
  signedIn(role: 'admin' | 'agent'): Promise<string>
  get(path: string, options?: AskOptions): Promise<Response>
  send(method: string, path: string, body: unknown, options?: AskOptions): Promise<Response>
}

/** The HTTP side over real adapters in memory, a clock that moves by hand, and a desk that notes what it was asked. */
export async function createScene(
  choice: Partial<
    Pick<HttpEnv, 'trustProxy' | 'dist' | 'storefront' | 'examples' | 'passwords'> & {
      base: string
    }
  > = {},
): Promise<Scene> {
  const { base = 'http://localhost:8080', ...rest } = choice
  let now = Date.UTC(2026, 10, 22, 7)
  const clock = {
    now: () => now,
    advance(ms: number) {
      now += ms
    },
  }
  const store = createMemoryStore()
  const secure = base.startsWith('https:')
  const shared = { directory: store, clock, secure, secret: 'a secret of at least 32 characters!' }
  const sessions = createSessions(shared)
  const lines: Scene['lines'] = []
  const write = (...line: [string, Record<string, unknown>?]) => void lines.push(line)
  const readiness = { on: true }
  const ledgers: Ledger[] = []
  const { asked, desk, reports } = notingDesk(store, ledgers, clock.now)
  const app = createApp({
    store,
    directory: store,
    desk,
    reports,
    auth: createAuth(shared),
    sessions,
    invites: createInvites(shared),
    passes: createPasses(shared),
    passwords: { hash: hashPassword, check: checkPassword },
    limits: {
      email: createBuckets({ clock, capacity: 5, refillPerSecond: 1 / 30 }),
      address: createBuckets({ clock, capacity: 20, refillPerSecond: 1 / 5 }),
      exposures: {
        address: createBuckets({ clock, capacity: 30, refillPerSecond: 1 }),
        site: createBuckets({ clock, capacity: 1000, refillPerSecond: 200 }),
      },
      debug: createBuckets({ clock, capacity: 20, refillPerSecond: 1 / 5 }),
    },
    hoursErrors: checkHours,
    freshSecret,
    jwksFault: url => unfitUrl(url, false),
    clock,
    log: { info: write, warn: write, error: write },
    base: () => base,
    ready: () => readiness.on,
    trustProxy: false,
    dist: 'none',
    storefront: 'none',
    examples: 'none',
    ...rest,
  })

  async function account(role: 'admin' | 'agent'): Promise<Account> {
    const made: Account = {
      ...people[role],
      capacity: 4,
      availability: 'online',
      away: null,
      departments: [],
      languages: [],
      password: await hashed,
    }
    await store.putAccount(made)
    return made
  }

  function ask(method: string, path: string, body: unknown, options: AskOptions = {}) {
    const { address = '127.0.0.1', cookie, headers = {} } = options
    const sent: RequestInit = { method, headers: { ...headers, ...(cookie && { cookie }) } }
    if (body !== undefined) {
      sent.headers = { ...sent.headers, 'Content-Type': 'application/json' }
      sent.body = JSON.stringify(body)
    }
    return app.request(path, sent, { incoming: { socket: { remoteAddress: address } } })
  }

  return {
    app,
    store,
    clock,
    lines,
    readiness,
    asked,
    ledgers,
    reports,
    account,
    cookieOf: answer => answer.headers.get('set-cookie')?.split(';')[0] ?? '',
    signedIn: async role => (await sessions.start((await account(role)).id)).split(';')[0] ?? '',
    get: async (path, options) => ask('GET', path, undefined, options),
    send: async (method, path, body, options) => ask(method, path, body, options),
  }
}

function notingDesk(
  store: MemoryStore,
  ledgers: Ledger[],
  now: () => number,
): { asked: Asked; desk: Desk; reports: Reports } {
  const asked: Asked = { refreshed: 0, disconnected: [], reports: [], ratings: [] }
  const desk: Desk = {
    refresh: async () => void asked.refreshed++,
    disconnect: agent => void asked.disconnected.push(agent),
    triggers: async query => triggersReport(query, await store.exposures(query)),
    standing: () => ({ open: false, online: 2 }),
  }
  const reports: Reports = {
    async firstResponse(query) {
      asked.reports.push(query)
      const report = firstResponse(query, ledgers, now())
      const before = firstResponse({ ...query, ...rangeBefore(query) }, [], now())
      return { ...report, comparison: compare(report, before) }
    },
    async brief(query, most) {
      const { timezone: _, wall, business, ...head } = firstResponse(query, ledgers, now())
      asked.reports.push(query)
      return { ...head, breaches: 0, ledgers: ledgers.slice(-most) }
    },
    async *ledgers() {
      // What a page holds is nobody's business: the lines of the file are the same.
      for (const one of ledgers) yield [one]
    },
    async ratings(query) {
      asked.ratings.push(query)
      return ratings(query, [])
    },
  }
  return { asked, desk, reports }
}
