import { expect, it } from 'vitest'
import { evolve, initial } from '../../../protocol/conversation.ts'
import type { ConversationEvent } from '../../../protocol/events.ts'
import type { Store } from '../../core/ports.ts'
import { ani, answers, append, asks, assigned, budi, entry, opened, resolved } from './talk.ts'

const empty = { head: 0, state: initial }

/** The append-only log: order, durability of what is acknowledged, and each kind of refusal. */
export function logContract(given: () => Store): void {
  it('knows nothing of a conversation that has not begun', async () => {
    expect(await given().load('c')).toEqual(empty)
    expect(await given().read('c', 0, 10)).toEqual([])
  })

  it('keeps an epoch', async () => {
    const epoch = await given().epoch()
    expect(epoch.length).toBeGreaterThan(8)
    expect(await given().epoch()).toBe(epoch)
  })

  it('gives back what was appended, and the state folded from it', async () => {
    const store = given()
    expect(await append(store, 'c', [opened(), asks('m1')], 1000)).toEqual({ ok: true })
    expect(await append(store, 'c', [assigned(), answers('m2')], 2000)).toEqual({ ok: true })
    const log = await store.read('c', 0, 10)
    expect(log).toEqual([
      { seq: 1, at: 1000, event: opened() },
      { seq: 2, at: 1000, event: asks('m1') },
      { seq: 3, at: 2000, event: assigned() },
      { seq: 4, at: 2000, event: answers('m2') },
    ])
    expect(await store.load('c')).toEqual({ head: 4, state: log.reduce(evolve, initial) })
  })

  it('keeps event types it has never heard of as they came', async () => {
    const store = given()
    const future = { type: 'hologram', depth: [1, { 'ключ"\n': null }], on: true }
    await append(store, 'c', [opened(), future as unknown as ConversationEvent, asks('🧵')])
    expect((await store.read('c', 1, 10)).map(({ event }) => event)).toEqual([future, asks('🧵')])
  })

  it('reads in order from where it is told, and no more than it is told', async () => {
    const store = given()
    const messages = Array.from({ length: 12 }, (_, i) => asks(`m${i}`))
    await append(store, 'c', [opened(), ...messages])
    const seqs = async (since: number, limit: number) =>
      (await store.read('c', since, limit)).map(({ seq }) => seq)
    expect(await seqs(0, 3)).toEqual([1, 2, 3])
    expect(await seqs(9, 10)).toEqual([10, 11, 12, 13])
    expect(await seqs(13, 10)).toEqual([])
    expect(await seqs(99, 10)).toEqual([])
  })

  it('refuses an append made on an older head as a conflict, and writes nothing of it', async () => {
    const store = given()
    await append(store, 'c', [opened()])
    const stale = await store.load('c')
    await append(store, 'c', [asks('m1')])
    const late = entry('c', stale, [asks('m2'), asks('m3')], 1000)
    expect(await store.append(late)).toEqual({ ok: false, reason: 'conflict' })
    expect(await store.append(entry('c', empty, [opened()], 1))).toEqual({
      ok: false,
      reason: 'conflict',
    })
    expect((await store.read('c', 0, 10)).length).toBe(2)
    expect((await store.load('c')).head).toBe(2)
  })

  it('lets exactly one of two appends made on the same head at once win', async () => {
    const store = given()
    await append(store, 'c', [opened()])
    const head = await store.load('c')
    const results = await Promise.all(
      ['m1', 'm2'].map(id => store.append(entry('c', head, [asks(id)], 1000))),
    )
    expect(results).toEqual([{ ok: true }, { ok: false, reason: 'conflict' }])
    expect((await store.read('c', 1, 10)).map(({ event }) => event)).toEqual([asks('m1')])
  })

  it('answers a message that it has already with the place it got, and writes nothing', async () => {
    const store = given()
    await append(store, 'c', [opened(), asks('m1')])
    await append(store, 'c', [asks('m2')])
    expect(await append(store, 'c', [asks('m1')])).toEqual({
      ok: false,
      reason: 'duplicate',
      seq: 2,
    })
    expect(await append(store, 'c', [resolved(), asks('m2')])).toMatchObject({ seq: 3 })
    expect((await store.load('c')).head).toBe(3)
  })

  it('sees a duplicate of a message that is being appended at the same moment', async () => {
    const store = given()
    const first = entry('c', empty, [opened(), asks('m1')], 1000)
    expect(await Promise.all([store.append(first), store.append(first)])).toEqual([
      { ok: true },
      { ok: false, reason: 'duplicate', seq: 2 },
    ])
  })

  it('takes the same message id from another sender, role or conversation as another message', async () => {
    const store = given()
    await append(store, 'c', [opened(), asks('m', 'ani')])
    await append(store, 'd', [opened('v2')])
    const results = [
      await append(store, 'c', [answers('m', ani)]),
      await append(store, 'c', [answers('m', budi)]),
      await append(store, 'd', [asks('m', 'ani')]),
    ]
    expect(results).toEqual([{ ok: true }, { ok: true }, { ok: true }])
  })

  it('tells senders and ids apart whatever characters they have', async () => {
    const store = given()
    await append(store, 'c', [opened(), asks('b:c', 'a'), asks('"', '\\')])
    expect(await append(store, 'c', [asks('c', 'a:b'), asks('\\"', '')])).toEqual({ ok: true })
  })

  it('checks duplicate before conflict, and conflict before full', async () => {
    const store = given()
    await append(store, 'busy', [opened('v2'), assigned()])
    await append(store, 'c', [opened(), asks('m1')])
    const full = { agent: 'ani', capacity: 1, quietBefore: 0 }
    const stale = { head: 1, state: [{ seq: 1, at: 1, event: opened() }].reduce(evolve, initial) }
    const attempt = (id: string, on: typeof stale) =>
      store.append(entry('c', on, [asks(id), assigned()], 1000, full))
    expect(await attempt('m1', stale)).toMatchObject({ reason: 'duplicate', seq: 2 })
    expect(await attempt('m2', stale)).toMatchObject({ reason: 'conflict' })
    expect(await append(store, 'c', [assigned()], 1000, full)).toMatchObject({ reason: 'full' })
    expect((await store.load('c')).head).toBe(2)
  })

  it('rejects an append that would leave a hole or is empty, without harm to its neighbours', async () => {
    const store = given()
    const good = entry('good', empty, [opened(), asks('m1')], 1000)
    const gap = entry('gap', empty, [opened(), asks('m1')], 1000)
    const holes = { ...gap, events: gap.events.map(e => ({ ...e, seq: e.seq * 2 })) }
    const results = await Promise.allSettled(
      [good, holes, { ...gap, events: [] }].map(one => store.append(one)),
    )
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect((await store.load('good')).head).toBe(2)
    expect(await store.load('gap')).toEqual(empty)
  })

  it('counts for a claim only what the agent holds now, without the conversation itself', async () => {
    const store = given()
    const claim = { agent: 'ani', capacity: 1, quietBefore: 0 }
    await append(store, 'mine', [opened(), assigned()], 1000, claim)
    await append(store, 'budis', [opened('v2'), assigned(budi)], 1000)
    await append(store, 'next', [opened('v3'), asks('m', 'v3')], 1000)
    expect(await append(store, 'mine', [assigned()], 1000, claim)).toEqual({ ok: true })
    expect(await append(store, 'next', [assigned()], 1000, claim)).toMatchObject({ reason: 'full' })
    await append(store, 'mine', [{ type: 'released', agent: ani, why: 'disconnected' }])
    expect(await append(store, 'next', [assigned()], 1000, claim)).toEqual({ ok: true })
    await append(store, 'next', [resolved()])
    expect(await append(store, 'mine', [assigned()], 1000, claim)).toEqual({ ok: true })
  })

  it('[R5] counts no chat for a claim that is quiet since the given moment and owes no answer', async () => {
    const store = given()
    await append(store, 'quiet', [opened('v1'), asks('m', 'v1'), assigned(), answers('a')], 1000)
    await append(store, 'owing', [opened('v2'), asks('m', 'v2'), assigned()], 1000)
    await append(store, 'next', [opened('v3'), asks('m', 'v3')], 5000)
    const claim = (capacity: number, quietBefore: number) =>
      append(store, 'next', [assigned()], 6000, { agent: 'ani', capacity, quietBefore })
    expect(await claim(2, 1000)).toMatchObject({ reason: 'full' })
    expect(await claim(1, 1001)).toMatchObject({ reason: 'full' })
    expect(await claim(2, 1001)).toEqual({ ok: true })
    await append(store, 'next', [resolved()], 6500)
    await append(store, 'quiet', [asks('m2', 'v1')], 7000)
    await append(store, 'more', [opened('v4'), asks('m', 'v4')], 8000)
    const full = { agent: 'ani', capacity: 2, quietBefore: 9000 }
    expect(await append(store, 'more', [assigned()], 9000, full)).toMatchObject({ reason: 'full' })
    await append(store, 'quiet', [answers('a2')], 7500)
    expect(await append(store, 'more', [assigned()], 9000, full)).toEqual({ ok: true })
  })

  it('gives the last slot of an agent to exactly one of those who claim it at once', async () => {
    const store = given()
    const names = Array.from({ length: 8 }, (_, i) => `c${i}`)
    await Promise.all(names.map(c => append(store, c, [opened(c), asks('m', c)])))
    const claim = { agent: 'ani', capacity: 1, quietBefore: 0 }
    const results = await Promise.all(names.map(c => append(store, c, [assigned()], 2000, claim)))
    expect(results.filter(({ ok }) => ok).length).toBe(1)
    expect(results.filter(result => !result.ok && result.reason === 'full').length).toBe(7)
    const held = (await store.open()).filter(({ state }) => state.status === 'assigned')
    expect(held.length).toBe(1)
  })

  it('takes 200 conversations at once, each whole and in order', async () => {
    const store = given()
    const names = Array.from({ length: 200 }, (_, i) => `c${i}`)
    const results = await Promise.all(
      names.map(async c => [
        await append(store, c, [opened(c), asks('m1', c)], 1000),
        await append(store, c, [assigned(), asks('m2', c)], 2000),
      ]),
    )
    expect(results.flat().every(({ ok }) => ok)).toBe(true)
    for (const c of names) {
      const log = await store.read(c, 0, 10)
      expect(log.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
      expect(log.map(({ event }) => event)).toEqual([
        opened(c),
        asks('m1', c),
        assigned(),
        asks('m2', c),
      ])
    }
  })
}
