import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import WebSocket from 'ws'
import { compiled } from '../e2e/relay.ts'

const program = fileURLToPath(new URL('start.js', import.meta.url))
const WAIT_MS = 20_000

interface Run {
  child: ChildProcess
  out: string
  err: string
  /** Resolves with everything on stdout as soon as it holds `text`; rejects when the process ends before. */
  says(text: string): Promise<string>
  ended: Promise<number | null>
}

let data: string
let runs: Run[]
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'sapa-main-'))
  runs = []
})
afterEach(async () => {
  for (const { child, ended } of runs) {
    if (child.exitCode === null) child.kill('SIGKILL')
    await ended
  }
  await rm(data, { recursive: true })
})

function run(env: Record<string, string> = {}, ...words: string[]): Run {
  const child = spawn(process.execPath, [program, ...words], {
    env: {
      ...{ PATH: process.env.PATH, SAPA_DATA: data, PORT: '0', NODE_COMPILE_CACHE: compiled },
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const heard = new Set<() => void>()
  const self: Run = {
    child,
    out: '',
    err: '',
    ended: once(child, 'close').then(([code]) => code as number | null),
    says: text =>
      new Promise((done, fail) => {
        const look = () => self.out.includes(text) && done(self.out)
        heard.add(look)
        look()
        void self.ended.then(code => fail(new Error(`ended with ${code}: ${self.out}${self.err}`)))
      }),
  }
  child.stdout?.on('data', chunk => {
    self.out += chunk
    for (const look of heard) look()
  })
  child.stderr?.on('data', chunk => {
    self.err += chunk
  })
  runs.push(self)
  return self
}

async function started(env: Record<string, string> = {}) {
  const relay = run(env)
  const out = await relay.says('data-site=')
  const lines = out.trimEnd().split('\n').slice(-3)
  const base = /http:\/\/localhost:\d+/.exec(lines[0] ?? '')?.[0] ?? ''
  // The relay listens on 127.0.0.1; `localhost` may be another address first.
  return { ...relay, relay, lines, base, at: base.replace('localhost', '127.0.0.1') }
}

test('[O] a first start tells three things last: the demo shop, the owner’s link, the tag; later ones give no link', {
  timeout: WAIT_MS,
}, async () => {
  const first = await started()
  expect(first.lines).toEqual([
    `Demo shop  ${first.base}/demo/`,
    expect.stringMatching(
      /^Console {4}http:\/\/localhost:\d+\/console#invite=[\w-]{43} {2}\(opens once, for owner@localhost\)$/,
    ),
    `Your tag   <script async src="${first.base}/sapa.js" data-site="demo"></script>`,
  ])
  const token = /#invite=([\w-]+)/.exec(first.lines[1] ?? '')?.[1]
  const accepted = await fetch(`${first.at}/api/invites/accept`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token, name: 'Sari', password: 'correct horse battery' }),
  })
  expect(await accepted.json()).toMatchObject({ email: 'owner@localhost', role: 'admin' })
  const cookie = accepted.headers.get('set-cookie')?.split(';')[0] ?? ''
  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)

  const second = await started()
  expect(second.lines[1]).toBe(
    `Console    ${second.base}/console  (a new sign-in link: npm run owner-link)`,
  )
  expect((await fetch(`${second.at}/api/session`, { headers: { cookie } })).status).toBe(200)
  const sites = await (await fetch(`${second.at}/api/sites`, { headers: { cookie } })).json()
  expect(sites).toEqual([
    expect.objectContaining({ id: 'demo', name: 'Rumah Mode', targetMs: 60_000 }),
  ])
  for (const origin of [second.base, second.at]) expect(sites[0].origins).toContain(origin)
})

test('[O] health, demo shop and sockets answer on the one port', { timeout: WAIT_MS }, async () => {
  const { at, base } = await started()
  expect((await fetch(`${at}/healthz`)).status).toBe(200)
  const json = { method: 'DELETE', headers: { 'content-type': 'application/json' } }
  expect((await fetch(`${at}/api/session`, json)).status).toBe(204)
  expect((await fetch(`${at}/readyz`)).status).toBe(200)
  expect(await (await fetch(`${at}/demo/`)).text()).toContain('Rumah Mode')
  const open = new WebSocket(`${at.replace('http', 'ws')}/visitor?site=demo`, { origin: base })
  await once(open, 'open')
  open.terminate()
  const origin = 'https://other.example'
  const refused = new WebSocket(`${at.replace('http', 'ws')}/visitor?site=demo`, { origin })
  const [error] = await once(refused, 'error')
  expect(String(error)).toContain('403')
})

test('[O] SIGTERM sends every socket away with 1001 and exits 0 within five seconds', {
  timeout: WAIT_MS,
}, async () => {
  const { child, ended, at, base } = await started()
  const socket = new WebSocket(`${at.replace('http', 'ws')}/visitor?site=demo`, { origin: base })
  await once(socket, 'open')
  const closed = once(socket, 'close')
  const from = performance.now()
  child.kill('SIGTERM')
  expect((await closed)[0]).toBe(1001)
  expect(await ended).toBe(0)
  expect(performance.now() - from).toBeLessThan(5000)
})

test('[O] a taken port is one sentence on stderr that names it', { timeout: WAIT_MS }, async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = String(address && typeof address === 'object' ? address.port : 0)
  const relay = run({ PORT: port })
  expect(await relay.ended).toBe(1)
  expect(relay.err.trimEnd().split('\n')).toEqual([expect.stringContaining(`Port ${port}`)])
  other.close()
})

test('[O] a second relay on the same file is told so in one sentence, and the first goes on', {
  timeout: WAIT_MS,
}, async () => {
  const { at } = await started()
  const second = run()
  expect(await second.ended).toBe(1)
  expect(second.err.trimEnd().split('\n')).toEqual([expect.stringContaining('is in use')])
  expect((await fetch(`${at}/readyz`)).status).toBe(200)
})

test('[C1] owner-link prints a link that opens the console, beside a running relay and without one', {
  timeout: WAIT_MS,
}, async () => {
  const relay = await started()
  const beside = run({}, 'owner-link')
  expect(await beside.ended).toBe(0)
  expect(beside.out).toMatch(new RegExp(`^${relay.base}/console#invite=[\\w-]{43}\\n$`))
  relay.child.kill('SIGTERM')
  await relay.ended
  const alone = run({ PORT: '8080' }, 'owner-link')
  expect(await alone.ended).toBe(0)
  const again = await started()
  for (const { out } of [beside, alone]) {
    const look = await fetch(`${again.at}/api/invites/look`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token: out.trim().split('=')[1] }),
    })
    expect(await look.json()).toMatchObject({ role: 'admin' })
  }
})

test('[O] wrong settings are all named, with exit code 78 and no stack', {
  timeout: WAIT_MS,
}, async () => {
  const relay = run({ PORT: 'web', SAPA_ULR: 'x', LOG_LEVEL: 'loud' })
  expect(await relay.ended).toBe(78)
  const names = relay.err
    .trimEnd()
    .split('\n')
    .map(line => line.split(':')[0])
  expect(names).toEqual(['PORT', 'LOG_LEVEL', 'SAPA_ULR'])
})

test('[O] the demo shop can be left out', { timeout: WAIT_MS }, async () => {
  const relay = run({ SAPA_DEMO: 'off' })
  const out = await relay.says('data-site=')
  expect(out).toContain('Demo shop  off (SAPA_DEMO)')
  const base = /src="http:\/\/localhost:(\d+)/.exec(out)?.[1]
  expect((await fetch(`http://127.0.0.1:${base}/demo/`)).status).toBe(404)
})

test('an unknown command is answered with how to use the program', {
  timeout: WAIT_MS,
}, async () => {
  const relay = run({}, 'dance')
  expect(await relay.ended).toBe(64)
  expect(relay.err).toContain('owner-link')
})
