import { createAgent } from '../../client/agent.ts'
import type { AgentClient, Asked, VisitorClient } from '../../client/view.ts'
import { createVisitor } from '../../client/visitor.ts'
import type { Wish } from '../../protocol/events.ts'
import { limits } from '../../protocol/limits.ts'
import type { MemoryStore } from '../../server/store/memory.ts'
import { createTestClock, settle, type TestClock } from './clock.ts'
import { createMachine, type Machine } from './network.ts'
import { createRandom } from './random.ts'
import { createRelays, type Relays } from './relays.ts'

export interface VisitorPerson {
  role: 'visitor'
  machine: Machine
  client: VisitorClient
}
export interface AgentPerson {
  role: 'agent'
  id: string
  machine: Machine
  client: AgentClient
  /** The tab hangs: it keeps its line and shows nothing. */
  dead: boolean
}
export type Person = VisitorPerson | AgentPerson

export interface World {
  clock: TestClock
  relays: Relays
  people: Person[]
  /** Texts written by anybody, in the order of writing, by person and conversation. */
  written: { who: string; text: string }[]
  /** Events of pages that the relay said it has. */
  tracked: ReadonlySet<string>
  /** Lets something happen, as chance has it. */
  act(): Promise<void>
  /** Ends all trouble and waits until everybody is connected and nothing is on its way. */
  calm(): Promise<void>
  close(): Promise<void>
}

/** What a test may break on purpose or look at more closely. */
export interface Spoil {
  store?: (store: MemoryStore) => MemoryStore
  /** Sees every frame that reaches a client; throws when it does not like one. */
  frame?: (path: string, frame: unknown) => void
  /** Makes every timer of the relays this late. */
  lateMs?: number
}

const VISITORS = 4
const AGENTS = ['ayu', 'budi', 'citra']

/** A shop on a bad day: people who write, leave, reload and lose their line, relays that die, and a lossy bus. */
export async function createWorld(seed: number, spoil: Spoil = {}): Promise<World> {
  const random = createRandom(seed)
  const clock = createTestClock()
  const relays = await createRelays({
    clock,
    random,
    count: 3,
    agents: AGENTS,
    loss: 0.3,
    spoil: spoil.store,
    lateMs: spoil.lateMs,
  })
  const machine = (name: string, cookie: string) =>
    createMachine({
      name,
      clock,
      random,
      cookie,
      pickRelay: relays.pick,
      heard: spoil.frame ?? (() => {}),
    })
  const people: Person[] = []
  const written: { who: string; text: string }[] = []
  const changed = new Set<AgentPerson>()
  let texts = 0
  const tracked = new Set<string>()
  let events = 0

  const openVisitor = (device: Machine['device']) =>
    createVisitor({
      url: 'http://relay',
      site: 's',
      page: () => ({ url: 'https://shop.test/', title: '' }),
      language: 'en',
      device,
    })
  for (let i = 0; i < VISITORS; i++) {
    const mine = machine(`v${i}`, '')
    people.push({ role: 'visitor', machine: mine, client: await openVisitor(mine.device) })
  }
  for (const id of AGENTS) {
    const mine = machine(id, id)
    const client = await createAgent({ url: 'http://relay', device: mine.device })
    const person: AgentPerson = { role: 'agent', id, machine: mine, client, dead: false }
    people.push(person)
    client.subscribe(() => changed.add(person))
  }
  for (const { client } of people) client.connect()

  /** The page goes, a new one opens on the same machine. */
  async function reload(person: Person) {
    person.client.close()
    person.machine.drop()
    const { device } = person.machine
    if (person.role === 'visitor') person.client = await openVisitor(device)
    else {
      person.client = await createAgent({ url: 'http://relay', device })
      person.dead = false
      person.client.subscribe(() => changed.add(person))
    }
    person.client.connect()
  }

  function write(person: Person) {
    const text = String(++texts)
    if (person.role === 'visitor') {
      person.client.send(text).catch(() => {})
      written.push({ who: person.machine.device.newId().split('-')[0] ?? '', text })
      return
    }
    const c = random.pick(held(person))
    if (c === undefined) return
    person.client.send(c, text)
    written.push({ who: person.id, text })
  }

  /** Consoles show what they are offered, and say so. */
  function show() {
    for (const person of changed)
      if (!person.dead) for (const c of held(person)) person.client.ack(c)
    changed.clear()
  }

  function held({ client, id }: AgentPerson) {
    return [...client.view.rows.values()]
      .filter(({ state }) => state.status === 'assigned' && state.agent.id === id)
      .map(({ c }) => c)
  }

  function work(person: AgentPerson) {
    const { client } = person
    const c = random.pick([...client.view.rows.keys()])
    const x = random.next()
    if (x < 0.03) person.dead = random.chance(0.5)
    else if (x < 0.15) void client.available(random.chance(0.7))
    else if (c === undefined) return
    else if (x < 0.35) client.open(c)
    else if (x < 0.5) client.read(c)
    else if (x < 0.65) void client.take(c)
    else if (x < 0.75) void client.resolve(random.pick(held(person)) ?? c)
    else if (x < 0.8) answer(person, c)
    else if (x < 0.85) client.typing(c, random.chance(0.8))
    else write(person)
  }

  /** Writes into whatever conversation: at all hands anybody may. */
  function answer(person: AgentPerson, c: string) {
    const text = String(++texts)
    person.client.send(c, text)
    written.push({ who: person.id, text })
  }

  /** A page says what it wants of the routing, or the visitor what now. */
  function ask({ client }: VisitorPerson) {
    const x = random.next()
    const what = asked(x)
    const done = client.ask(what)
    const name = what.t === 'context' && what.event ? what.event.name : null
    done.then(
      () => name !== null && tracked.add(name),
      () => {},
    )
  }
  function asked(x: number): Asked {
    if (x < 0.15) return { t: 'choose', choice: 'email', email: 'v@mail.example' }
    if (x < 0.2) return { t: 'rate', score: 5, comment: null, likely: 10 }
    if (x < 0.23) return { t: 'act', message: 'none', action: 'add' }
    if (x < 0.42) return { t: 'context', event: { name: `e${++events}`, props: {} } }
    if (x < 0.46) return { t: 'identify', name: 'Vera', email: null, token: null }
    return { t: 'wish', wish: wished(x) }
  }
  function wished(x: number): Partial<Wish> {
    if (x < 0.5) return { department: random.pick(['sales', 'care', null]) ?? null }
    if (x < 0.7) return { language: random.pick(['en', 'id', null]) ?? null }
    if (x < 0.85) return { agent: random.pick(AGENTS) ?? null }
    return { priority: random.chance(0.5) ? 3 : 0 }
  }

  async function act() {
    const person = random.pick(people)
    if (!person) return
    const x = random.next()
    if (x < 0.004) await relays.outage(random.below(40_000))
    else if (x < 0.02) await relays.restart()
    else if (x < 0.024) await relays.promise()
    else if (x < 0.05) await reload(person)
    else if (x < 0.09) person.machine.drop()
    else if (x < 0.11) person.machine.setOffline(random.chance(0.5))
    else if (x < 0.22) await wait(random.below(4000))
    else if (x < 0.24) await wait(random.below(30_000))
    else if (x < 0.45) {
      if (person.role === 'agent') work(person)
      else if (random.chance(0.2)) person.client.read()
      else if (random.chance(0.15)) ask(person)
      else write(person)
    } else person.machine.deliver(1 + random.below(3))
    show()
    if (random.chance(0.5)) await settle()
  }

  /** A process that runs does what it has to before time goes on. */
  async function wait(ms: number) {
    await settle()
    await clock.advance(ms)
  }

  async function flow() {
    do {
      for (const { machine } of people) machine.deliver(100)
      await settle()
      show()
    } while (people.some(({ machine }) => machine.pending()))
  }
  const settled = ({ client, machine }: Person) =>
    client.view.link.state === 'online' && machine.pending() === 0 && !isSending(client)

  async function calm() {
    relays.heal()
    for (const { machine, client } of people) {
      machine.setOffline(false)
      client.connect()
    }
    for (let second = 0; second < 100 && !people.every(settled); second++) await pass(1000)
    for (let beat = 0; beat < 3; beat++) await pass(limits.heartbeatMs)
    for (const person of people) {
      if (person.role !== 'agent') continue
      person.dead = false
      changed.add(person)
      void person.client.available(true)
    }
    for (let second = 0; second < 3; second++) await pass(1000)
    await pass(limits.heartbeatMs)
  }
  async function pass(ms: number) {
    await flow()
    await clock.advance(ms)
    await flow()
  }

  return {
    clock,
    relays,
    people,
    written,
    tracked,
    act,
    calm,
    async close() {
      for (const { client, machine } of people) {
        client.close()
        machine.deliver(100)
        machine.drop()
      }
      await settle()
    },
  }
}

function isSending(client: AgentClient | VisitorClient): boolean {
  const threads = 'entries' in client.view ? [client.view] : [...client.view.threads.values()]
  return threads.some(({ entries }) =>
    entries.some(entry => entry.kind === 'message' && entry.state === 'sending'),
  )
}
