import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTestClock, settle, type TestClock } from '../e2e/sim/clock.ts'
import { createMachine, type Machine } from '../e2e/sim/network.ts'
import { createRandom } from '../e2e/sim/random.ts'
import { createRelays, type Relays } from '../e2e/sim/relays.ts'
import type { Author, ConversationEvent } from '../protocol/events.ts'
import { createAgent } from './agent.ts'
import { hear, messages, statuses } from './hear.ts'
import type { AgentClient, VisitorClient } from './view.ts'
import { createVisitor } from './visitor.ts'

let clock: TestClock
let relays: Relays
let machines: Machine[]
let clients: (AgentClient | VisitorClient)[]
beforeEach(async () => {
  clock = createTestClock()
  machines = []
  clients = []
  relays = await createRelays({
    clock,
    random: createRandom(1),
    count: 1,
    agents: ['ayu'],
    loss: 0,
    spoil: store => store,
  })
})
afterEach(async () => {
  for (const client of clients) client.close()
  await flow()
  expect(relays.counts()).toEqual({ sessions: 0, topics: 0 })
  await relays.stop()
  expect(relays.errors).toEqual([])
})

function machine(name: string): Machine {
  const made = createMachine({
    name,
    clock,
    random: createRandom(2),
    cookie: name,
    pickRelay: relays.pick,
    heard: () => {},
  })
  machines.push(made)
  return made
}
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
async function page(on: Machine): Promise<VisitorClient> {
  const client = await createVisitor({
    url: 'http://relay',
    site: 's',
    page: () => ({ url: 'https://shop.test/', title: '' }),
    language: 'en',
    device: on.device,
  })
  clients.push(client)
  return client
}
async function ayu(): Promise<AgentClient> {
  const client = await createAgent({ url: 'http://relay', device: machine('ayu').device })
  clients.push(client)
  client.connect()
  await flow()
  return client
}
const c = () => [...relays.store.log.keys()][0] ?? ''
const texts = (client: VisitorClient) =>
  client.view.entries.flatMap(entry => (entry.kind === 'message' ? [entry.text] : []))
function heard(client: VisitorClient): string[] {
  const texts: string[] = []
  hear(client, messages, ({ text }) => texts.push(text))
  return texts
}

it('opens no socket before it is told to, then shows, sends and says where it is in the log', async () => {
  const client = await page(machine('v'))
  await pass(1000)
  expect(client.view.link.state).toBe('idle')
  const sent = client.send('hello')
  expect(client.view.entries).toMatchObject([{ text: 'hello', state: 'sending', seq: null }])
  await flow()
  expect(await sent).toMatchObject({ seq: 2 })
  expect(client.view.entries).toMatchObject([{ text: 'hello', state: 'sent', seq: 2 }])
})

it('news is told and counted, history is not', async () => {
  const agent = await ayu()
  const mine = machine('v')
  const first = await page(mine)
  const news = heard(first)
  first.send('hello')
  await flow()
  agent.send(c(), 'yes?')
  await flow()
  expect([news, first.view.unread]).toEqual([['yes?'], 1])
  first.read()
  await flow()
  expect(first.view.unread).toBe(0)
  first.close()

  const second = await page(mine)
  const again = heard(second)
  second.connect()
  await flow()
  expect([texts(second), again, second.view.unread]).toEqual([['hello', 'yes?'], [], 0])
  agent.send(c(), 'still there?')
  await flow()
  expect([again, second.view.unread]).toEqual([['still there?'], 1])
})

it('what was missed while the line was lost is news', async () => {
  const agent = await ayu()
  const mine = machine('v')
  const client = await page(mine)
  const news = heard(client)
  client.send('hello')
  await flow()
  mine.setOffline(true)
  await flow()
  agent.send(c(), 'one')
  agent.send(c(), 'two')
  await flow()
  expect(news).toEqual([])
  mine.setOffline(false)
  await pass(20_000)
  expect(news).toEqual(['one', 'two'])
  expect(client.view.unread).toBe(2)
})

it('says whether all of the log is here', async () => {
  const mine = machine('v')
  const client = await page(mine)
  for (let i = 0; i < 240; i++) void client.send(`${i}`)
  await pass(120_000)
  expect([client.view.complete, client.view.log.length > 240]).toEqual([true, true])
  client.close()
  const next = await page(mine)
  const lengths: number[] = []
  next.subscribe(() => next.view.complete && lengths.push(next.view.log.length))
  expect(next.view.complete).toBe(false)
  next.connect()
  await pass(5_000)
  expect(lengths.length).toBeGreaterThan(0)
  expect(Math.min(...lengths)).toBeGreaterThan(240)
})

it('listeners see the view they are told of', async () => {
  const agent = await ayu()
  const client = await page(machine('v'))
  const seen: unknown[] = []
  hear(client, statuses, status => seen.push([status, client.view.state.status]))
  hear(client, messages, ({ text }) => seen.push([text, texts(client).at(-1), client.view.unread]))
  client.send('hello')
  await flow()
  agent.send(c(), 'yes?')
  await flow()
  expect(seen.at(-1)).toEqual(['yes?', 'yes?', 1])
  expect(seen.slice(0, -1).every(pair => Array.isArray(pair) && pair[0] === pair[1])).toBe(true)
})

it('[W6] text written offline outlives the page and is sent once by the next', async () => {
  const mine = machine('v')
  mine.setOffline(true)
  const before = await page(mine)
  before.send('one')
  before.send('two')
  await flow()
  before.close()
  mine.setOffline(false)
  const after = await page(mine)
  expect(texts(after)).toEqual(['one', 'two'])
  after.connect()
  await flow()
  expect(after.view.entries.map(entry => entry.seq)).toEqual([2, 4])
  expect(relays.store.log.size).toBe(1)
})

it('[P5] a heartbeat repairs a silent loss', async () => {
  const client = await page(machine('v'))
  const news = heard(client)
  client.send('hello')
  await flow()
  const { head, state } = await relays.store.load(c())
  if (state.status === 'new') throw new Error('nothing was opened')
  const by: Author = { role: 'agent', id: 'ayu', name: 'Ayu' }
  const event: ConversationEvent = { type: 'message', id: 'x', by, text: 'unheard' }
  const events = [{ seq: head + 1, at: clock.now(), event }]
  const next = { ...state, lastAt: clock.now() }
  await relays.store.append({ c: c(), expected: head, events, next })
  await pass(1000)
  expect(news).toEqual([])
  await pass(20_000)
  expect(news).toEqual(['unheard'])
})

it('a resolved conversation goes on within a day; after it the next message begins another', async () => {
  const agent = await ayu()
  const client = await page(machine('v'))
  client.send('hello')
  await flow()
  await Promise.all([agent.resolve(c()), flow()])
  await pass(30_000)
  client.send('again')
  await pass(20_000)
  expect(relays.store.log.size).toBe(1)
  await Promise.all([agent.resolve(c()), flow()])
  await clock.advance(24 * 3_600_000 + 1)
  client.send('much later')
  await pass(20_000)
  expect([relays.store.log.size, texts(client)]).toEqual([2, ['much later']])
})

it('two tabs that open at once are one visitor in one conversation', async () => {
  const mine = machine('v')
  const [a, b] = [await page(mine), await page(mine)]
  a.send('from a')
  b.send('from b')
  await pass(1000)
  await pass(20_000)
  expect(relays.store.log.size).toBe(1)
  expect(a.view.visitor).toEqual(b.view.visitor)
  expect(texts(a).sort()).toEqual(['from a', 'from b'])
  expect(texts(b)).toEqual(texts(a))
})

it('a refused message stays with its reason and rejects; a discarded one rejects too', async () => {
  const mine = machine('v')
  const client = await page(mine)
  const empty = client.send('   ')
  await flow()
  await expect(empty).rejects.toThrow('empty')
  expect(client.view.entries).toMatchObject([{ state: 'failed', why: 'empty' }])
  mine.setOffline(true)
  const dropped = client.send('never mind')
  const [, entry] = client.view.entries
  if (entry?.kind !== 'message') throw new Error('the message is not on screen')
  client.discard(entry.id)
  await expect(dropped).rejects.toThrow('discarded')
})

it('is known by the name it gave, at once and after a reload', async () => {
  const mine = machine('v')
  const client = await page(mine)
  client.connect()
  const told = client.ask({ t: 'identify', name: 'Vera', email: 'v@mail.example', token: null })
  await flow()
  await told
  expect(client.view.visitor).toMatchObject({ name: 'Vera', email: 'v@mail.example' })
  client.close()
  const later = await page(mine)
  later.connect()
  await flow()
  expect(later.view.visitor).toMatchObject({ name: 'Vera', email: 'v@mail.example' })
})

it('leaves no timer behind when it closes, though somebody was typing', async () => {
  const client = await page(machine('v'))
  client.send('hello')
  await flow()
  const before = clock.timers()
  client.typing(true)
  client.close()
  await flow()
  expect(clock.timers()).toBeLessThan(before)
})

it('a send that waits is told when the relay lets this page open no line', async () => {
  const refused = machine('v1')
  refused.setOffline(true)
  refused.device.askWhy = async () => 'unknown site'
  const client = await page(refused)
  const sent = client.send('hello')
  await expect(sent).rejects.toThrow('unknown site')
  expect(client.view.link.state).toBe('stopped')
  expect(client.view.entries).toHaveLength(1)
})
