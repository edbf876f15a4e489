import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import WebSocket from 'ws'
import { addAgent, owner, type Person } from '../e2e/people.ts'
import { type RunningRelay, startRelay } from '../e2e/relay.ts'
import type { AgentDown } from '../protocol/down.ts'
import type { AgentUp } from '../protocol/up.ts'
import { VERSION } from '../protocol/version.ts'
import type { Lane } from './schedule.ts'

/** What one agent can hold. */
export const CHATS = 50
/** New connections that a relay takes from one address at once. */
const PER_ADDRESS = 50
const TEXT = 'Is this blouse available in pink, and would it be here by Friday? '

export interface Bench extends Lane {
  /** Characters of one frame to an agent. */
  frameChars: number
  close(): Promise<void>
}

const numberIn = (frame: string) => Number(/"id":"k(\d+)"/.exec(frame)?.[1] ?? Number.NaN)

/** The real relay in its own process, with `visitors` conversations that its agents already hold. */
export async function sapa(visitors: number): Promise<Bench & { data: string }> {
  const relay = await startRelay({ env: { TRUST_PROXY: 'on' } })
  const admin = await owner(relay)
  /** Which agent holds each conversation. */
  const holders = new Map<string, Person>()
  let arrived: (k: number) => void = () => {}
  let frameChars = 0

  const agents: Person[] = []
  const sockets: WebSocket[] = []
  while (agents.length < visitors / CHATS)
    agents.push(await addAgent(admin, { name: `Agent ${agents.length}`, capacity: CHATS }))
  for (const agent of agents) {
    const send = (frame: AgentUp) => socket.send(JSON.stringify(frame))
    const { socket, welcomed } = dial(relay, '/agent', { cookie: agent.cookie }, frame =>
      agentFrame(agent, frame, send),
    )
    await welcomed
    send({ t: 'available', id: 'on', on: true, why: 'chosen' })
    sockets.push(socket)
  }
  function agentFrame(agent: Person, frame: string, send: (frame: AgentUp) => void) {
    const k = numberIn(frame)
    if (Number.isNaN(k)) return note(agent, JSON.parse(frame), send)
    const c = /"c":"(c\d+)"/.exec(frame)?.[1] ?? ''
    if (holders.get(c) !== agent) return
    frameChars = frame.length
    arrived(k)
  }
  function note(agent: Person, frame: AgentDown, send: (frame: AgentUp) => void) {
    if (frame.t !== 'events') return
    for (const { event } of frame.events) {
      if (event.type !== 'assigned') continue
      if (event.agent.id === agent.id) send({ t: 'ack', c: frame.c, assignment: 1 })
      const holder = agents.find(({ id }) => id === event.agent.id)
      if (holder) holders.set(frame.c, holder)
    }
  }

  const shoppers: WebSocket[] = []
  for (let v = 0; v < visitors; v++) {
    const address = `10.0.0.${1 + Math.floor(v / PER_ADDRESS)}`
    const headers = { 'x-forwarded-for': address }
    const { socket, welcomed } = dial(relay, '/visitor?site=demo', headers, () => {})
    await welcomed
    socket.send(JSON.stringify({ t: 'send', c: `c${v}`, id: `hello${v}`, text: 'Hello' }))
    shoppers.push(socket)
  }
  while (holders.size < visitors) await new Promise(resolve => setTimeout(resolve, 20))

  return {
    data: relay.data,
    get frameChars() {
      return frameChars
    },
    send(k) {
      const v = k % visitors
      shoppers[v]?.send(JSON.stringify({ t: 'send', c: `c${v}`, id: `k${k}`, text: TEXT + k }))
    },
    onArrival(fn) {
      arrived = fn
    },
    async close() {
      await relay.stop()
      await relay.remove()
    },
  }
}

function dial(
  { url }: RunningRelay,
  path: string,
  headers: Record<string, string>,
  heard: (frame: string) => void,
): { socket: WebSocket; welcomed: Promise<void> } {
  const socket = new WebSocket(url.replace('http', 'ws') + path, { origin: url, headers })
  const hello = { t: 'hello', v: VERSION, epoch: null, since: {} }
  const page = { url: `${url}/demo/`, title: 'Rumah Mode' }
  const visitor = { token: null, page, language: 'en', timezone: 'Asia/Jakarta' }
  socket.on('open', () =>
    socket.send(JSON.stringify(path.startsWith('/agent') ? hello : { ...hello, ...visitor })),
  )
  const welcomed = new Promise<void>((resolve, reject) => {
    socket.on('message', data => {
      const frame = data.toString()
      if (frame.startsWith('{"t":"welcome"')) resolve()
      else heard(frame)
    })
    socket.on('error', reject)
    socket.on('close', (code, reason) => reject(new Error(`${path} closed: ${code} ${reason}`)))
  })
  welcomed.catch(() => {}) // after the welcome a close is the end of the bench
  return { socket, welcomed }
}

/** A relay that only hands frames on, with as many sockets, and frames of `frameChars` characters both ways. */
export async function bare(visitors: number, frameChars: number): Promise<Bench> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('bare.ts', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = `ws://127.0.0.1:${await portOf(child)}`
  let arrived: (k: number) => void = () => {}
  const agents = Math.ceil(visitors / CHATS)
  for (let a = 0; a < agents; a++) {
    const socket = new WebSocket(`${url}/agent?agent=${a}`)
    socket.on('message', data => arrived(numberIn(data.toString())))
    await once(socket, 'open')
  }
  const shoppers: WebSocket[] = []
  for (let v = 0; v < visitors; v++) {
    const socket = new WebSocket(`${url}/visitor?agent=${v % agents}`)
    await once(socket, 'open')
    shoppers.push(socket)
  }
  return {
    frameChars,
    send: k => shoppers[k % visitors]?.send(`{"id":"k${k}"}`.padEnd(frameChars)),
    onArrival(fn) {
      arrived = fn
    },
    async close() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function portOf({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('the bare relay has no output')
  const [line] = await once(stdout, 'data')
  return String(line).trim()
}
