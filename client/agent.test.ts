import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTestClock, settle, type TestClock } from '../e2e/sim/clock.ts'
import { createMachine, type Machine } from '../e2e/sim/network.ts'
import { createRandom } from '../e2e/sim/random.ts'
import { createRelays, type Relays } from '../e2e/sim/relays.ts'
import type { Card } from '../protocol/card.ts'
import { evolve, initial } from '../protocol/conversation.ts'
import type { ConversationEvent } from '../protocol/events.ts'
import { createAgent } from './agent.ts'
import type { AgentClient, VisitorClient } from './view.ts'
import { createVisitor } from './visitor.ts'

let clock: TestClock
let relays: Relays
let machines: Machine[]
let clients: AgentClient[]
let visitors: VisitorClient[]
beforeEach(async () => {
  clock = createTestClock()
  machines = []
  clients = []
  visitors = []
  relays = await createRelays({
    clock,
    random: createRandom(1),
    count: 1,
    agents: ['ayu', 'budi'],
    loss: 0,
    spoil: store => store,
  })
})
afterEach(async () => {
  for (const client of [...clients, ...visitors]) client.close()
  await flow()
  expect(relays.counts()).toEqual({ sessions: 0, topics: 0 })
  await relays.stop()
  expect(relays.errors).toEqual([])
})

async function flow() {
  do {
    for (const each of machines) each.deliver(100)
    for (let turns = 0; turns < 4; turns++) await settle()
  } while (machines.some(each => each.pending()))
}
/** In steps of a second, so that frames arrive in between. */
async function pass(ms: number) {
  for (let left = ms; left > 0; left -= 1000) {
    await flow()
    await clock.advance(Math.min(1000, left))
  }
  await flow()
}
async function agent(id: string): Promise<{ client: AgentClient; machine: Machine }> {
  const machine = createMachine({
    name: id,
    clock,
    random: createRandom(2),
    cookie: id,
    pickRelay: relays.pick,
    heard: () => {},
  })
  machines.push(machine)
  const client = await createAgent({ url: 'http://relay', device: machine.device })
  clients.push(client)
  client.connect()
  await flow()
  return { client, machine }
}
/** Writes a log as another relay would: nothing here is told of it before the next heartbeat. */
async function logged(c: string, ...events: ConversationEvent[]) {
  const { head, state } = await relays.store.load(c)
  const recorded = events.map((event, i) => ({ seq: head + 1 + i, at: clock.now(), event }))
  const next = recorded.reduce(evolve, state ?? initial)
  if (next.status === 'new') throw new Error('the events open nothing')
  await relays.store.append({ c, expected: head, events: recorded, next })
}
const opened: ConversationEvent = { type: 'opened', site: 's', visitor: 'vera' }
const asks = (id: string): ConversationEvent => ({
  type: 'message',
  id,
  by: { role: 'visitor', id: 'vera' },
  text: id,
})
const ayus: ConversationEvent = {
  type: 'assigned',
  agent: { id: 'ayu', name: 'ayu' },
  how: 'routed',
}
const many = (n: number) => Array.from({ length: n }, (_, i) => asks(`m${i}`))

it('opening a thread loads every page of a long log', async () => {
  await logged('c', opened, ...many(449))
  const { client } = await agent('ayu')
  await pass(20_000)
  client.open('c')
  expect(client.view.threads.get('c')?.complete).toBe(false)
  await flow()
  const thread = client.view.threads.get('c')
  expect(thread?.complete).toBe(true)
  expect(thread?.entries.filter(({ kind }) => kind === 'message')).toHaveLength(449)
})

it('a chat that becomes mine and what is written in it are told', async () => {
  const { client } = await agent('ayu')
  const told: string[] = []
  client.on('assigned', ({ c, how }) =>
    told.push(`${c} ${how} ${client.view.rows.get(c)?.state.status}`),
  )
  client.on('message', ({ c, message }) => told.push(`${c} ${message.text}`))
  await logged('c', opened, asks('m1'))
  await pass(20_000)
  expect(told).toEqual(['c m1', 'c routed assigned'])
})

it('an old hand-over is no news', async () => {
  const resolved: ConversationEvent = { type: 'resolved', by: { id: 'ayu', name: 'ayu' } }
  const { client } = await agent('ayu')
  const told: string[] = []
  client.on('assigned', ({ c }) => told.push(c))
  await logged('c', opened, asks('m1'), ayus, resolved)
  await pass(20_000)
  expect(client.view.rows.get('c')?.state.status).toBe('resolved')
  expect(told).toEqual([])
})

const shown: ConversationEvent = { type: 'acked', agent: { id: 'ayu', name: 'ayu' } }

it('commands are answered, and settle as offline when the line is lost', async () => {
  const { client, machine } = await agent('ayu')
  await logged('c', opened, asks('m1'), ayus, shown)
  await pass(20_000)
  const refused = client.take('c')
  await flow()
  expect(await refused).toEqual({ ok: false, why: 'already-yours' })
  const lost = client.resolve('c')
  machine.drop()
  await flow()
  expect(await lost).toEqual({ ok: false, why: 'offline' })
  expect(await client.take('c')).toEqual({ ok: false, why: 'offline' })
})

it('a line lost after a day of reading comes back: only marks that still matter are sent again', async () => {
  const { client, machine } = await agent('ayu')
  for (let i = 0; i < 130; i++) {
    const c = `c${i}`
    await logged(c, opened, asks('m1'), ayus)
    client.learn([{ c, ...((await relays.store.load(c)) as { head: 3; state: never }) }], [])
    client.open(c)
    await flow()
    client.read(c)
    await flow()
    const done = client.resolve(c)
    await flow()
    expect(await done).toEqual({ ok: true })
    await clock.advance(500)
  }
  machine.drop()
  await flow()
  await pass(2000)
  expect(client.view.link.state).toBe('online')
  await pass(1000)
  expect(client.view.link.state).toBe('online')
})

it('a thread resolved elsewhere while the line was lost says so', async () => {
  const { client, machine } = await agent('ayu')
  for (let i = 0; i < 34; i++) {
    await logged(`c${i}`, opened, asks('m1'))
    client.learn(
      [{ c: `c${i}`, ...((await relays.store.load(`c${i}`)) as { head: 2; state: never }) }],
      [],
    )
    client.open(`c${i}`)
  }
  await flow()
  machine.setOffline(true)
  await flow()
  for (let i = 0; i < 34; i++)
    await logged(`c${i}`, { type: 'resolved', by: { id: 'budi', name: 'budi' } })
  await clock.advance(90_000)
  machine.setOffline(false)
  await pass(20_000)
  const open = [...client.view.rows.values()].filter(({ state }) => state.status !== 'resolved')
  expect(open.map(({ c }) => c)).toEqual([])
})

/** A visitor who wrote, to an agent who has it open. */
async function asked(): Promise<{ visitor: VisitorClient; client: AgentClient; c: string }> {
  const { client } = await agent('ayu')
  void client.available(true)
  await flow()
  const machine = createMachine({
    ...{ name: 'vera', clock, random: createRandom(3), cookie: '' },
    ...{ pickRelay: relays.pick, heard: () => {} },
  })
  machines.push(machine)
  const visitor = await createVisitor({
    ...{ url: 'http://relay', site: 's', language: 'en', device: machine.device },
    page: () => ({ url: 'https://shop.test/', title: 'Shop' }),
  })
  visitors.push(visitor)
  void visitor.send('Is it there in pink?')
  await pass(1000)
  const [c = ''] = client.view.rows.keys()
  client.open(c)
  await flow()
  return { visitor, client, c }
}

it('[C4] a card goes out with its text, and again with it when the line was lost', async () => {
  const { client, c } = await asked()
  machines[0]?.setOffline(true)
  const card: Card = { kind: 'replies', options: ['S', 'M'] }
  client.send(c, 'Which size?', card)
  const unsent = client.view.threads.get(c)?.entries.at(-1)
  expect(unsent).toMatchObject({ text: 'Which size?', card, state: 'sending' })
  machines[0]?.setOffline(false)
  await pass(5000)
  expect(client.view.threads.get(c)?.entries.at(-1)).toMatchObject({ card, state: 'sent', seq: 5 })
})

it('[W15] what a visitor asked to forget is gone at once: row, thread, name and unsent answers', async () => {
  const { visitor, client, c } = await asked()
  const gone: string[] = []
  client.on('erased', each => gone.push(each))
  client.send(c, '')
  await flow()
  expect(client.view.threads.get(c)?.entries.at(-1)).toMatchObject({ state: 'failed' })
  expect([client.view.rows.size, client.view.visitors.size]).toEqual([1, 1])
  void visitor.ask({ t: 'erase' }).catch(() => {})
  await pass(1000)
  const { rows, threads, visitors } = client.view
  expect([rows.size, threads.size, visitors.size, gone]).toEqual([0, 0, 0, [c]])
  const kept = await machines[0]?.keep.list('agent:ayu:out:')
  expect(kept).toEqual([])
})

it('[W15] what went while the line was lost is gone when it is back; what never was is no news', async () => {
  const { visitor, client, c } = await asked()
  const gone: string[] = []
  client.on('erased', each => gone.push(each))
  client.open('never-was')
  await pass(1000)
  expect([...client.view.threads.keys()]).toEqual([c])
  machines[0]?.setOffline(true)
  void visitor.ask({ t: 'erase' }).catch(() => {})
  await pass(1000)
  expect(client.view.threads.size).toBe(1)
  machines[0]?.setOffline(false)
  await pass(20_000)
  const { rows, threads, link } = client.view
  expect([link.state, rows.size, threads.size, gone]).toEqual(['online', 0, 0, [c]])
})

it('[W15] what a visitor types is shown with its text, until it is sent or nothing more is heard', async () => {
  const { visitor, client, c } = await asked()
  const [site] = await relays.store.sites()
  if (site) await relays.store.putSite({ ...site, widget: { ...site.widget, sneakPeek: true } })
  // Going online makes the relay read its shops anew.
  void client.available(true)
  await flow()
  visitor.typing(true, 'And in bl')
  await flow()
  expect(client.view.typing.get(c)).toBe('And in bl')
  expect(client.view.threads.get(c)?.entries.filter(({ kind }) => kind === 'message')).toHaveLength(
    1,
  )
  await pass(9000)
  expect(client.view.typing.has(c)).toBe(false)
  visitor.typing(true, 'And in blue?')
  await flow()
  void visitor.send('And in blue?')
  await flow()
  expect(client.view.typing.has(c)).toBe(false)
})
