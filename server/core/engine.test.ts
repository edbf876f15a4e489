import { describe, expect, it } from 'vitest'
import { settle } from '../../e2e/sim/clock.ts'
import type { Author } from '../../protocol/events.ts'
import { createMemoryBus } from '../bus/memory.ts'
import { createMemoryStore } from '../store/memory.ts'
import type { Command } from './conversation.ts'
import { type Commit, createEngine, type Engine } from './engine.ts'
import type { Append, Bus, Store } from './ports.ts'

const vera: Author = { role: 'visitor', id: 'vera' }
const ayu = { id: 'ayu', name: 'Ayu' }
const budi = { id: 'budi', name: 'Budi' }
const says = (id: string, by: Author = vera): Command => ({
  type: 'send',
  site: by.role === 'visitor' ? 's' : null,
  by,
  id,
  text: id,
})
const agentSays = (id: string, agent = ayu) => says(id, { role: 'agent', ...agent })

interface Node {
  engine: Engine
  told: Commit[]
  /** Heads by state learned, in order. */
  learned: string[]
  /** What is no more, and whether by this node. */
  erased: string[]
}
function node(
  name: string,
  { store, bus }: { store: Store; bus: Bus },
  more: { append?: (entry: Append) => ReturnType<Store['append']>; capacity?: number } = {},
): Node {
  const told: Commit[] = []
  const learned: string[] = []
  const erased: string[] = []
  const engine = createEngine({
    node: name,
    store: { ...store, append: more.append ?? store.append },
    bus,
    capacityOf: () => more.capacity ?? 9,
    quietMs: 600_000,
    committed: commit => void told.push(commit),
    learned: (c, { status }) => void learned.push(`${c} ${status}`),
    erased: (cs, _, own) => void erased.push(`${cs} ${own}`),
  })
  return { engine, told, learned, erased }
}
const adapters = (lose = false) => ({
  store: createMemoryStore(),
  bus: createMemoryBus({ lose: () => lose }),
})

it('[P2] a message sent again keeps its first number and is told once', async () => {
  const { engine, told } = node('a', adapters())
  expect(await engine.handle('c', says('m1'), 10)).toEqual({ ok: true })
  expect(await engine.handle('c', says('m2'), 11)).toEqual({ ok: true })
  expect(await engine.handle('c', says('m1'), 12)).toEqual({ ok: true, duplicate: 2 })
  expect(told).toHaveLength(2)
})

it("[P2] an agent's message sent again after a hand-over or a resolution keeps its number too", async () => {
  const { engine } = node('a', adapters())
  await engine.handle('c', says('m1'), 10)
  await engine.handle('c', agentSays('r1'), 11)
  await engine.handle('c', { type: 'resolve', agent: ayu }, 12)
  expect(await engine.handle('c', agentSays('r1'), 13)).toEqual({ ok: true, duplicate: 4 })
  expect(await engine.handle('c', agentSays('r2'), 13)).toEqual({ ok: false, why: 'resolved' })
  await engine.handle('c', { type: 'take', agent: budi }, 14)
  expect(await engine.handle('c', agentSays('r1'), 15)).toEqual({ ok: true, duplicate: 4 })
  expect(await engine.handle('c', agentSays('r1', { id: 'eka', name: 'Eka' }), 15)).toEqual({
    ok: false,
    why: 'held',
  })
})

it("[P] a repeat of what is in somebody else's conversation is refused, not acknowledged", async () => {
  const { engine } = node('a', adapters())
  const answer = { to: 'a1', values: { reply: 'Pink' } }
  const answers = (visitor: string): Command => ({
    ...{ type: 'send', site: 's', by: { role: 'visitor', id: visitor }, id: 'm2', text: 'Pink' },
    ...{ answer, asked: { kind: 'replies', options: ['Pink'] } },
  })
  const rates = (visitor: string): Command => ({
    ...{ type: 'rate', id: 'k1', visitor, score: 5, comment: null, likely: null },
  })
  await engine.handle('c', says('m1'), 10)
  expect(await engine.handle('c', answers('vera'), 11)).toEqual({ ok: true })
  expect(await engine.handle('c', rates('vera'), 12)).toEqual({ ok: true })
  for (const command of [answers('mala'), rates('mala')])
    expect(await engine.handle('c', command, 13)).toEqual({ ok: false, why: 'forbidden' })
  expect(await engine.handle('c', answers('vera'), 13)).toEqual({ ok: true, duplicate: 3 })
  // Merged: the conversation is another's now, and who repeats it is told to come back as that one.
  await engine.handle('c', { type: 'merge', from: 'vera', into: 'home' }, 14)
  expect(await engine.handle('c', answers('vera'), 15)).toEqual({ ok: false, why: 'forbidden' })
  expect(await engine.handle('c', answers('home'), 15)).toEqual({ ok: true, duplicate: 3 })
})

it('finds a message sent before in a log of several pages', async () => {
  const { engine } = node('a', adapters())
  for (let i = 1; i <= 410; i++) await engine.handle('c', says(`m${i}`), i)
  await engine.handle('c', agentSays('r1'), 500)
  await engine.handle('c', { type: 'resolve', agent: ayu }, 501)
  expect(await engine.handle('c', agentSays('r1'), 502)).toEqual({ ok: true, duplicate: 413 })
})

it('looks for a message sent before no further back than 2,000 entries', async () => {
  const world = adapters()
  const from: number[] = []
  const read: Store['read'] = (c, since, limit) => {
    from.push(since)
    return world.store.read(c, since, limit)
  }
  const { engine } = node('a', { ...world, store: { ...world.store, read } })
  await engine.handle('c', says('m0'), 1)
  await engine.handle('c', agentSays('r1'), 2)
  for (let i = 1; i <= 2100; i++) await engine.handle('c', says(`m${i}`), 3)
  await engine.handle('c', { type: 'resolve', agent: ayu }, 4)
  const { head } = await engine.load('c')
  const again = await engine.handle('c', agentSays('r1'), 5)
  expect(again).toEqual({ ok: false, why: 'resolved' })
  expect([Math.min(...from), from.length]).toEqual([head - 2000, 11])
})

it('[P1] nothing is told before it is durable, and nothing of what failed', async () => {
  const world = adapters()
  let release = () => {}
  const { engine, told } = node('a', world, {
    append: async entry => {
      await new Promise<void>(resolve => {
        release = resolve
      })
      return world.store.append(entry)
    },
  })
  const sent = engine.handle('c', says('m1'), 10)
  await settle()
  expect(told).toEqual([])
  release()
  await sent
  expect(told.map(({ events }) => events.map(({ seq }) => seq))).toEqual([[1, 2]])
})

it('a store that fails rejects that command, and the next of the conversation goes on', async () => {
  const world = adapters()
  let broken = true
  const { engine, told } = node('a', world, {
    append: async entry => {
      if (broken) throw new Error('the disk is full')
      return world.store.append(entry)
    },
  })
  const first = engine.handle('c', says('m1'), 10)
  const second = engine.handle('c', says('m2'), 11)
  await expect(first).rejects.toThrow('the disk is full')
  await expect(second).rejects.toThrow('the disk is full')
  broken = false
  expect(await engine.handle('c', says('m3'), 12)).toEqual({ ok: true })
  expect(told).toHaveLength(1)
  await engine.idle()
})

it('[P3] commands of one conversation run in the order they came, though the store is slower for some', async () => {
  const world = adapters()
  let calls = 0
  const { engine } = node('a', world, {
    append: async entry => {
      for (let turns = 5 - calls++; turns > 0; turns--) await settle()
      return world.store.append(entry)
    },
  })
  await Promise.all(['m1', 'm2', 'm3', 'm4'].map(id => engine.handle('c', says(id), 10)))
  const log = await engine.read('c', 1)
  expect(log.map(({ event }) => event.type === 'message' && event.id)).toEqual([
    'm1',
    'm2',
    'm3',
    'm4',
  ])
})

it('[P10] a clock that jumps back never makes time run backwards in a log', async () => {
  const { engine } = node('a', adapters())
  for (const [i, at] of [5000, 4000, 100, 6000].entries())
    await engine.handle('c', says(`m${i}`), at)
  const log = await engine.read('c', 0)
  expect(log.map(({ at }) => at)).toEqual([5000, 5000, 5000, 5000, 6000])
})

it('decides again when another relay was faster', async () => {
  const world = adapters(true)
  const [a, b] = [node('a', world), node('b', world)]
  await a.engine.handle('c', says('m1'), 10)
  await b.engine.handle('c', says('m2'), 11)
  expect(await a.engine.handle('c', says('m3'), 12)).toEqual({ ok: true })
  expect((await a.engine.load('c')).head).toBe(4)
})

it('still knows a conversation that another relay was faster to take', async () => {
  const world = adapters(true)
  const [a, b] = [node('a', world), node('b', world)]
  await a.engine.handle('c', says('m1'), 10)
  await b.engine.handle('c', { type: 'take', agent: budi }, 11)
  expect(await a.engine.handle('c', { type: 'take', agent: ayu }, 12)).toEqual({
    ok: false,
    why: 'held',
  })
  expect(a.engine.open().get('c')).toMatchObject({ head: 3, state: { agent: budi } })
})

it('tells what another relay did even when it found out by itself before', async () => {
  const world = adapters()
  const [a, b] = [node('a', world), node('b', world)]
  await a.engine.handle('c', says('m1'), 10)
  await settle()
  const took = b.engine.handle('c', { type: 'take', agent: budi }, 11)
  const lost = a.engine.handle('c', { type: 'take', agent: ayu }, 11)
  expect([await took, await lost]).toEqual([{ ok: true }, { ok: false, why: 'held' }])
  await settle()
  expect(a.told.flatMap(({ events }) => events.map(({ seq }) => seq))).toEqual([1, 2, 3])
})

it('late news of a resolved conversation does not open it again', async () => {
  const { store } = adapters()
  const heard = createMemoryBus()
  const held: [string, string][] = []
  const late: Bus = { ...heard, publish: (topic, data) => void held.push([topic, data]) }
  const a = node('a', { store, bus: heard })
  const b = node('b', { store, bus: late })
  await b.engine.handle('c', says('m1'), 10)
  await a.engine.handle('c', { type: 'resolve', agent: ayu }, 11)
  for (const [topic, data] of held) heard.publish(topic, data)
  await settle()
  expect([...a.engine.open().keys()]).toEqual([])
})

it('the sweep takes in what the bus lost, opened and resolved', async () => {
  const world = adapters(true)
  const [a, b] = [node('a', world), node('b', world)]
  await a.engine.handle('c', says('m1'), 10)
  expect(b.engine.open().size).toBe(0)
  expect(await b.engine.sweep(10)).toEqual([{ c: 'c', visitor: 'vera', head: 2 }])
  expect(b.engine.open().get('c')?.head).toBe(2)
  await a.engine.handle('c', { type: 'resolve', agent: ayu }, 20)
  await b.engine.sweep(10)
  expect(b.engine.open().size).toBe(0)
  expect(await b.engine.sweep(21)).toEqual([])
})

it('[R5] a full agent is refused and the conversation stays as it was', async () => {
  const { engine } = node('a', adapters(), { capacity: 1 })
  for (const c of ['c1', 'c2']) await engine.handle(c, says(c), 10)
  expect(await engine.handle('c1', { type: 'take', agent: ayu }, 11)).toEqual({ ok: true })
  expect(await engine.handle('c2', { type: 'take', agent: ayu }, 11)).toEqual({
    ok: false,
    why: 'full',
  })
  expect(engine.open().get('c2')?.state.status).toBe('waiting')
})

it('keeps nothing in memory of what is resolved', async () => {
  const { engine } = node('a', adapters())
  for (let i = 0; i < 50; i++) {
    await engine.handle(`c${i}`, says('m'), 10)
    await engine.handle(`c${i}`, { type: 'resolve', agent: ayu }, 11)
  }
  expect(engine.open().size).toBe(0)
  expect((await engine.load('c7')).state.status).toBe('resolved')
})

it('learns each state newer than those of its start once, by its own commits, by the bus, a conflict and a sweep', async () => {
  const world = adapters(true)
  const [a, b] = [node('a', world), node('b', world)]
  await a.engine.handle('c', says('m1'), 10)
  await b.engine.start()
  expect([a.learned, b.learned]).toEqual([['c waiting'], []])
  await a.engine.handle('c', { type: 'take', agent: ayu }, 11)
  await b.engine.handle('c', { type: 'take', agent: budi }, 12)
  expect(b.learned).toEqual(['c assigned'])
  await a.engine.handle('c', { type: 'resolve', agent: ayu }, 13)
  await b.engine.sweep(10)
  expect(b.learned).toEqual(['c assigned', 'c resolved'])
})

it('learns nothing from news that is older than what it knows', async () => {
  const { store } = adapters()
  const heard = createMemoryBus()
  const held: [string, string][] = []
  const late: Bus = { ...heard, publish: (topic, data) => void held.push([topic, data]) }
  const [a, b] = [node('a', { store, bus: heard }), node('b', { store, bus: late })]
  await b.engine.handle('c', says('m1'), 10)
  await a.engine.handle('c', { type: 'take', agent: ayu }, 11)
  expect(a.learned).toEqual(['c assigned'])
  for (const [topic, data] of held) heard.publish(topic, data)
  await settle()
  expect(a.learned).toEqual(['c assigned'])
})

it('[R5] a chat that went quiet takes no slot, one that is asked again does', async () => {
  const { engine } = node('a', adapters(), { capacity: 1 })
  for (const c of ['c1', 'c2']) await engine.handle(c, says(c), 10)
  await engine.handle('c1', { type: 'take', agent: ayu }, 11)
  await engine.handle('c1', agentSays('r1'), 12)
  const take = (c: string, at: number) => engine.handle(c, { type: 'take', agent: ayu }, at)
  expect(await take('c2', 600_012)).toEqual({ ok: false, why: 'full' })
  expect(await take('c2', 600_013)).toEqual({ ok: true })
  await engine.handle('c3', says('c3'), 600_014)
  expect(await take('c3', 2_000_000)).toEqual({ ok: false, why: 'full' })
})

describe('[P] forgetting a visitor', () => {
  const theirs = async (store: Store) => (await store.ofVisitor('v1', 9)).map(({ c }) => c)

  it('lets what is under way end first, and then knows nothing of it, on every relay', async () => {
    const world = adapters()
    const [a, b] = [node('a', world), node('b', world)]
    await a.engine.handle('c', says('m1'), 10)
    await settle()
    expect(b.engine.open().has('c')).toBe(true)
    const [visitor = ''] = [...a.engine.open().values()].map(({ state }) => state.visitor)
    const late = a.engine.handle('c', says('m2'), 11)
    await a.engine.forget(visitor, 's', 12)
    expect(await late).toEqual({ ok: true })
    await settle()
    expect(await theirs(world.store)).toEqual([])
    for (const { engine } of [a, b]) expect(engine.open().size).toBe(0)
    expect([a.erased, b.erased]).toEqual([['c true'], ['c false']])
    expect((await a.engine.load('c')).state.status).toBe('new')
  })

  it('refuses what that visitor says next, and does not wait for itself when asked twice at once', async () => {
    const world = adapters()
    const { engine } = node('a', world)
    await engine.handle('c', says('m1'), 10)
    const [visitor = ''] = [...engine.open().values()].map(({ state }) => state.visitor)
    await Promise.all([engine.forget(visitor, 's', 12), engine.forget(visitor, 's', 12)])
    expect(await engine.handle('c', says('m2'), 13)).toEqual({ ok: false, why: 'forbidden' })
    expect(await engine.handle('c', agentSays('r1'), 13)).toEqual({
      ...{ ok: false, why: 'unknown-conversation' },
    })
  })

  it('is found out by a relay that the bus did not tell', async () => {
    const world = adapters(true)
    const [a, b] = [node('a', world), node('b', world)]
    await a.engine.handle('c', says('m1'), 10)
    await b.engine.start()
    const [visitor = ''] = [...b.engine.open().values()].map(({ state }) => state.visitor)
    await a.engine.forget(visitor, 's', 12)
    expect(b.engine.open().size).toBe(1)
    const resolve = { type: 'resolve', agent: ayu } as const
    expect(await b.engine.handle('c', resolve, 13)).toEqual({
      ...{ ok: false, why: 'unknown-conversation' },
    })
    expect(b.engine.open().size).toBe(0)
    expect(b.erased).toEqual(['c false'])
  })
})
