import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Advance } from '../server/clock.ts'

/** A relay as operators run it: its own process, its own port, its own data folder. */
export interface RunningRelay {
  /** `http://127.0.0.1:PORT`, without a slash at the end; stays the same over restarts. */
  readonly url: string
  readonly port: number
  /** The one-time link that the first start printed, at `url`. */
  readonly ownerLink: string
  /** Of the process that runs now, or ran last. */
  readonly pid: number
  /** Folder of the SQLite file. */
  readonly data: string
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>
  /** SIGTERM; resolves with the exit code, null when a signal ended it. */
  stop(): Promise<number | null>
  /** Starts again on the same port and data; kills what still runs. Resolves when ready. */
  restart(): Promise<void>
  /** Moves the clock of a relay that was started with `clock: 'test'`; resolves with its new time (epoch ms). */
  advance(ms: number): Promise<number>
  /** Everything the processes wrote so far, both streams. */
  logs(): string
  /** Kills what runs and removes the data folder. */
  remove(): Promise<void>
}

export interface RelayOptions {
  /** 0, the default, takes a free port. */
  port?: number
  /** Another folder than a fresh temporary one; it is not removed at the end. */
  data?: string
  logLevel?: string
  /** `test`: the relay's time stands still but for `advance`. */
  clock?: 'real' | 'test'
  /** More settings of the relay, by their environment names. */
  env?: Record<string, string>
}

const program = fileURLToPath(new URL('../server/start.js', import.meta.url))
/** Where Node finds code compiled that it has met before, which takes a third off each start of a relay; see warm.ts. */
export const compiled: string = fileURLToPath(
  new URL('../node_modules/.cache/relay', import.meta.url),
)

/** The account that the owner link makes. */
export const OWNER_EMAIL = 'sari@rumahmode.example'

const running = new Set<ChildProcess>()
// A test run that crashes must not leave relays behind.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** Starts the built relay; resolves once it answers, rejects with what it wrote when it ends before. */
export async function startRelay(options: RelayOptions = {}): Promise<RunningRelay> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'sapa-e2e-')))
  // A relay with a public address does not print its port.
  let port = options.port ?? (options.env?.SAPA_URL ? await freePort() : 0)
  let said = ''
  let child: ChildProcess
  let gone: Promise<number | null> = Promise.resolve(null)

  async function start(): Promise<string> {
    const from = said.length
    const test = options.clock === 'test'
    child = spawn(process.execPath, [program], {
      stdio: ['ignore', 'pipe', 'pipe', ...(test ? (['ipc'] as const) : [])],
      env: {
        PATH: process.env.PATH,
        HOST: '127.0.0.1',
        PORT: String(port),
        SAPA_DATA: data,
        SAPA_OWNER: OWNER_EMAIL,
        LOG_LEVEL: options.logLevel ?? 'warn',
        NODE_COMPILE_CACHE: compiled,
        ...(test && { NODE_ENV: 'test', SAPA_TEST_CLOCK: 'on' }),
        ...options.env,
      },
    })
    const started = child
    running.add(started)
    gone = once(started, 'close').then(([code]) => {
      running.delete(started)
      return code as number | null
    })
    return new Promise((ready, fail) => {
      const heard = (chunk: Buffer) => {
        said += chunk
        const lines = said.slice(from)
        // The tag is the last of the three lines that a start ends with.
        if (/data-site=.*\n/.test(lines)) ready(lines)
      }
      child.stdout?.on('data', heard)
      child.stderr?.on('data', heard)
      child.once('error', fail)
      void gone.then(code => fail(new Error(`The relay ended with ${code}: ${said.slice(from)}`)))
    })
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    return gone
  }

  const lines = await start()
  port = Number(/src="https?:\/\/[^/"]*?:(\d+)\/sapa\.js/.exec(lines)?.[1] ?? port)
  const url = `http://127.0.0.1:${port}`
  const link = /Console +(\S+)/.exec(lines)?.[1] ?? ''

  return {
    url,
    port,
    ownerLink: link.replace(/^https?:\/\/[^/]+/, url),
    get pid() {
      return child.pid ?? 0
    },
    data,
    async kill() {
      await end('SIGKILL')
    },
    stop: () => end('SIGTERM'),
    async restart() {
      await end('SIGKILL')
      await start()
    },
    async advance(ms) {
      const answered = once(child, 'message')
      child.send({ type: 'advance', ms } satisfies Advance)
      const [{ now }] = (await answered) as [{ now: number }]
      return now
    },
    logs: () => said,
    async remove() {
      await end('SIGKILL')
      if (!options.data) await rm(data, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
