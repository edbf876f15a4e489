import type { AgentDown, VisitorDown } from '../../protocol/down.ts'
import { plainWidget, type Site } from '../../protocol/people.ts'
import type { AgentUp, VisitorUp } from '../../protocol/up.ts'
import { VERSION } from '../../protocol/version.ts'
import { createMemoryBus } from '../../server/bus/memory.ts'
import type { Account, Auth, UpgradeRequest } from '../../server/core/ports.ts'
import { createRelay, type Relay } from '../../server/core/relay.ts'
import { parseAgentUp, parseVisitorUp } from '../../server/schema/up.ts'
import { createMemoryStore, type MemoryStore } from '../../server/store/memory.ts'
import {
  createMemoryTransport,
  type MemoryClient,
  type MemoryTransport,
} from '../../server/transport/memory.ts'
import { createTestClock, settle, type TestClock } from './clock.ts'
import { openProofs } from './proofs.ts'

type Down = VisitorDown | AgentDown
type Frame<T extends Down['t']> = Extract<Down, { t: T }>

export interface Person {
  client: MemoryClient
  frames: Down[]
  closes: number[]
  say(frame: VisitorUp | AgentUp | string): Promise<void>
  all<T extends Down['t']>(t: T): Frame<T>[]
}

interface Dial {
  origin?: string
  cookie?: string
  site?: string
  address?: string
}

/** A relay over memory adapters with the clock in the test's hand, and the people who talk to it. */
export interface Rig {
  clock: TestClock
  store: MemoryStore
  /** What the relay logged as wrong. */
  errors: string[]
  relay(): Relay
  transport(): MemoryTransport
  connect(path: string, more?: Dial, heard?: (frame: Down, person: Person) => void): Promise<Person>
  visitor(token?: string | null, more?: object, site?: string): Promise<Person>
  /** A console that confirms what it is offered; with `dead` its tab does not. */
  agent(id: string, more?: { dead?: boolean }): Promise<Person>
  /** Ends the relay where it stands, and every socket. */
  stop(): Promise<void>
  /** Another relay on the same store. */
  start(): Promise<void>
  /** Everybody leaves. */
  leave(): Promise<void>
}

/** Its rungs are its own: no test hangs on those that a site begins with. */
export const shop: Site = {
  id: 's',
  name: 'Shop',
  origins: ['https://shop.example'],
  targetMs: 60_000,
  ladder: { ackMs: 3000, nudgeMs: 15_000, handOnMs: 30_000, allHandsMs: 45_000, graceMs: 8000 },
  hours: null,
  channel: null,
  widget: plainWidget,
  triggers: [],
}

export function account(id: string, more: Partial<Account> = {}): Account {
  return {
    id,
    email: `${id}@shop.example`,
    name: id,
    role: 'agent',
    capacity: 2,
    availability: 'online',
    away: null,
    departments: [],
    languages: [],
    password: null,
    ...more,
  }
}

/** Tokens are the visitor's id, `forged` and `expired` aside; cookies are the agent's id. */
const auth: Auth = {
  issueToken: async (_, visitor) => visitor,
  checkToken: async token =>
    token === 'forged' || token === 'expired'
      ? { ok: false, reason: token }
      : { ok: true, visitor: token, renew: false },
  agentOf: async cookie => (cookie ? account(cookie) : null),
}

export const dial = (path: string, more: Dial = {}): UpgradeRequest => ({
  path,
  query: { site: more.site ?? 's' },
  headers: {
    origin: more.origin ?? 'https://shop.example',
    host: 'shop.example',
    cookie: more.cookie ?? '',
    'user-agent': 'Mozilla/5.0 (Linux; Android 14) Chrome/126.0',
  },
  address: more.address ?? '127.0.0.1',
})

export const visitorHello = (token: string | null, more: object = {}): VisitorUp => ({
  t: 'hello',
  v: VERSION,
  epoch: null,
  token,
  since: {},
  page: { url: 'https://shop.example/', title: 'Shop' },
  language: 'en',
  timezone: 'Asia/Jakarta',
  ...more,
})

export async function createRig(): Promise<Rig> {
  const clock = createTestClock()
  const store = createMemoryStore()
  const errors: string[] = []
  const people: Person[] = []
  let running: { relay: Relay; transport: MemoryTransport; stop: () => Promise<void> }

  async function start() {
    let ids = 0
    const note = (message: string, more?: object) =>
      void errors.push(`${message} ${JSON.stringify(more ?? {})}`)
    const relay = await createRelay({
      store,
      directory: store,
      bus: createMemoryBus(),
      auth,
      clock,
      log: { info: () => {}, warn: note, error: note },
      newId: () => `id-${++ids}`,
      parse: { visitor: parseVisitorUp, agent: parseAgentUp },
      proofs: openProofs,
    })
    const transport = createMemoryTransport()
    const listening = await transport.listen(relay.handler, 0, '127.0.0.1')
    const stop = async () => {
      relay.close()
      await listening.close()
      await settle()
    }
    running = { relay, transport, stop }
  }
  async function connect(
    path: string,
    more: Dial = {},
    heard: (frame: Down, person: Person) => void = () => {},
  ): Promise<Person> {
    const frames: Down[] = []
    const closes: number[] = []
    const answer = await running.transport.connect(dial(path, more), {
      onMessage(text) {
        const frame = JSON.parse(text) as Down
        frames.push(frame)
        heard(frame, person)
      },
      onClose: code => void closes.push(code),
    })
    if (!answer.ok) throw new Error(String(answer.status))
    const { client } = answer
    const person: Person = {
      client,
      frames,
      closes,
      async say(frame) {
        client.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
        await settle()
      },
      all: <T extends Down['t']>(t: T) => frames.filter((one): one is Frame<T> => one.t === t),
    }
    people.push(person)
    return person
  }
  /** Confirms the newest offer of `c`, as a console does that has just shown it. */
  function confirm(person: Person, c: string) {
    const events = store.log.get(c) ?? []
    const assignment = events.filter(({ event }) => event.type === 'assigned').length
    person.client.send(JSON.stringify({ t: 'ack', c, assignment } satisfies AgentUp))
  }

  await store.putSite(shop)
  for (const id of ['ayu', 'budi']) await store.putAccount(account(id))
  await start()
  return {
    clock,
    store,
    errors,
    relay: () => running.relay,
    transport: () => running.transport,
    connect,
    start,
    stop: () => running.stop(),
    async visitor(token = 'vera', more = {}, site = 's') {
      const person = await connect('/visitor', { site })
      await person.say(visitorHello(token, more))
      return person
    },
    async agent(id, { dead = false } = {}) {
      const person = await connect('/agent', { cookie: id }, (frame, me) => {
        if (dead) return
        if (frame.t === 'welcome' && 'rows' in frame)
          for (const { c, state } of frame.rows)
            if (state.status === 'assigned' && state.agent.id === id) confirm(me, c)
        if (frame.t !== 'events') return
        const offers = frame.events.map(({ event }) => event.type === 'assigned' && event.agent.id)
        if (offers.at(-1) === id) confirm(me, frame.c)
      })
      await person.say({ t: 'hello', v: VERSION, epoch: null, since: {} })
      return person
    },
    async leave() {
      for (const { client } of people) client.close()
      await settle()
    },
  }
}
