import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { nanoid } from 'nanoid'
import { createAuth } from './auth/auth.ts'
import { fetchText, unfitUrl } from './auth/fetch.ts'
import { createProofs } from './auth/identity.ts'
import { createInvites } from './auth/invites.ts'
import { createKeys } from './auth/keys.ts'
import { createPasses } from './auth/passes.ts'
import { checkPassword, hashPassword } from './auth/passwords.ts'
import { freshSecret } from './auth/secrets.ts'
import { createSessions } from './auth/sessions.ts'
import { createMemoryBus } from './bus/memory.ts'
import { createTestClock, obey, systemClock, watched } from './clock.ts'
import { createBuckets } from './core/bucket.ts'
import type { Clock, Directory, Log } from './core/ports.ts'
import { createRelay } from './core/relay.ts'
import { createReports } from './core/reports.ts'
import { checkHours } from './core/timetable.ts'
import { DEMO_SITE, ensureDemo } from './demo.ts'
import { greeting } from './greeting.ts'
import { createApp } from './http/app.ts'
import { createLog } from './log.ts'
import { freshOwnerLink, knock, openDoor } from './owner.ts'
import { createReporterThread } from './reporter.ts'
import { type Config, readConfig } from './schema/config.ts'
import { parseAgentUp, parseVisitorUp } from './schema/up.ts'
import { onSignals } from './signals.ts'
import { createSqliteStore } from './store/sqlite.ts'
import { createStreams } from './transport/stream.ts'
import { createWsTransport } from './transport/ws.ts'

const EX_USAGE = 64
const EX_CONFIG = 78

/** With the machine's time, or under test with time that the starting process moves. */
function timed<T extends object>(store: T, { testClock }: Config): { store: T; clock: Clock } {
  if (!testClock) return { store, clock: systemClock }
  const { outer, busy } = watched(store)
  const clock = createTestClock(Date.now(), busy)
  obey(clock, process)
  return { store: outer, clock }
}

const doorOf = (config: Config) => `${config.file}.sock`
const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Opens what the relay is made of, each part after those it needs; `closers`, last first, end it. */
async function start(config: Config, log: Log, closers: (() => unknown)[]): Promise<void> {
  let ready = false
  let base = config.url ?? `http://localhost:${config.port}`
  const secure = base.startsWith('https:')

  const { store, clock } = timed(await createSqliteStore(config.file), config)
  closers.push(() => store.close())
  const reporter = createReporterThread(config.file)
  closers.push(() => reporter.close())
  const bus = createMemoryBus()
  closers.push(() => bus.close())
  const secret = await store.secret('visitor-tokens', freshSecret())
  const shared = { directory: store, clock, log, secure, secret }
  const auth = createAuth(shared)
  const sessions = createSessions(shared)
  const invites = createInvites(shared)
  // Only a relay under test fetches keys from its own machine.
  const keys = createKeys({ clock, fetchText: url => fetchText(url, config.testClock) })
  const proofs = createProofs({ directory: store, keys, clock })
  const parse = { visitor: parseVisitorUp, agent: parseAgentUp }
  const relay = await createRelay({ ...shared, store, bus, auth, newId: nanoid, parse, proofs })
  closers.push(() => relay.close())

  closers.push(pruneHourly({ directory: store, clock, log }))

  const dist = folder('../dist')
  if (!existsSync(dist)) log.warn('the browser build is missing: run npm run build')
  const app = createApp({
    ...shared,
    store,
    desk: relay,
    reports: createReports({ reporter, directory: store, clock }),
    auth,
    sessions,
    invites,
    passes: createPasses(shared),
    passwords: { hash: hashPassword, check: checkPassword },
    hoursErrors: checkHours,
    freshSecret,
    jwksFault: url => unfitUrl(url, config.testClock),
    limits: {
      email: createBuckets({ clock, capacity: 5, refillPerSecond: 1 / 30 }),
      address: createBuckets({ clock, capacity: 20, refillPerSecond: 1 / 5 }),
      exposures: {
        address: createBuckets({ clock, capacity: 30, refillPerSecond: 1 }),
        site: createBuckets({ clock, capacity: 1000, refillPerSecond: 200 }),
      },
      debug: createBuckets({ clock, capacity: 20, refillPerSecond: 1 / 5 }),
    },
    base: () => base,
    ready: () => ready,
    trustProxy: config.trustProxy,
    dist,
    storefront: config.demo ? folder('../examples/storefront') : null,
    examples: config.demo ? folder('../examples/pages') : null,
  })
  const request = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  const transport = createWsTransport({
    request: (incoming, outgoing) => void request(incoming, outgoing),
    streams: handler =>
      createStreams(handler, {
        base: () => base,
        trustProxy: config.trustProxy,
        posts: createBuckets({ clock, capacity: 60, refillPerSecond: 20 }),
        log,
      }),
    trustProxy: config.trustProxy,
    log,
  })
  const listening = await transport.listen(relay.handler, config.port, config.host)
  closers.push(() => listening.close())
  closers.push(() => relay.drain())
  closers.push(() => {
    ready = false
  })

  const { port } = listening
  base = config.url ?? `http://localhost:${port}`
  const ownerLink = () => freshOwnerLink({ directory: store, invites, email: config.owner, base })
  const door = await openDoor(doorOf(config), async () => (await ownerLink()).link).catch(error => {
    log.warn('npm run owner-link will need this relay stopped', { error })
    return () => {}
  })
  closers.push(door)
  if (config.demo) {
    const own = [base, `http://localhost:${port}`, `http://127.0.0.1:${port}`]
    await ensureDemo(store, [...new Set(own)])
    await relay.refresh()
  }
  ready = true
  log.info('listening', { host: config.host, port, url: base, file: config.file })
  const isNew = (await store.accounts()).length === 0
  const owner = isNew ? await ownerLink() : null
  process.stdout.write(greeting({ base, site: await tagSite(store), demo: config.demo, owner }))
}

/** Forgets expired sessions and links, now and every hour; returns the function that ends it. */
function pruneHourly(env: { directory: Directory; clock: Clock; log: Log }): () => void {
  const { directory, clock, log } = env
  const prune = () =>
    directory.prune(clock.now()).catch((error: unknown) => log.error('pruning failed', { error }))
  void prune()
  const timer = setInterval(prune, 3_600_000)
  return () => clearInterval(timer)
}

/** The site whose tag people are shown: the demo shop's, else the first. */
async function tagSite(directory: Directory): Promise<string> {
  const ids = (await directory.sites()).map(({ id }) => id)
  return ids.includes(DEMO_SITE) ? DEMO_SITE : (ids[0] ?? 'YOUR-SITE')
}

/** Prints a fresh one-time link for the owner, made by the running relay or, when none runs, right here. */
async function printOwnerLink(config: Config): Promise<void> {
  const answered = await knock(doorOf(config))
  if (answered) return void process.stdout.write(`${answered}\n`)
  const store = await createSqliteStore(config.file)
  const invites = createInvites({ directory: store, clock: systemClock })
  const base = config.url ?? `http://localhost:${config.port}`
  const { link } = await freshOwnerLink({ directory: store, invites, email: config.owner, base })
  await store.close()
  process.stdout.write(`${link}\n`)
}

async function serve(config: Config): Promise<void> {
  const people = process.stdout.isTTY === true
  const log = createLog({ level: config.logLevel, people })
  const closers: (() => unknown)[] = []
  async function stop() {
    for (const close of closers.splice(0).reverse()) await close()
  }
  onSignals({ process, stop, log })
  await start(config, log, closers)
}

async function main(): Promise<void> {
  const settings = readConfig(process.env)
  if (!settings.ok) return fail(EX_CONFIG, settings.problems.join('\n'))
  const [command = 'serve', ...more] = process.argv.slice(2)
  if (more.length === 0 && command === 'serve') return serve(settings.config)
  if (more.length === 0 && command === 'owner-link') return printOwnerLink(settings.config)
  fail(EX_USAGE, 'Usage: node server/start.js [owner-link]')
}

function fail(code: number, sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  process.exit(code)
}

main().catch(error => fail(1, error instanceof Error ? error.message : String(error)))
