import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { settle, type TestClock } from '../../e2e/sim/clock.ts'
import {
  account,
  createRig,
  dial,
  type Person,
  type Rig,
  shop,
  visitorHello,
} from '../../e2e/sim/rig.ts'
import { closeCodes } from '../../protocol/close-codes.ts'
import type { Copied } from '../../protocol/events.ts'
import type { AgentUp, VisitorUp } from '../../protocol/up.ts'
import { VERSION } from '../../protocol/version.ts'
import type { MemoryStore } from '../store/memory.ts'

let rig: Rig
let clock: TestClock
let store: MemoryStore

beforeEach(async () => {
  rig = await createRig()
  ;({ clock, store } = rig)
})
afterEach(async () => {
  await rig.leave()
  expect(rig.relay().counts()).toEqual({ sessions: 0, topics: 0 })
  await rig.stop()
  expect(clock.timers()).toBe(0)
  expect(rig.errors).toEqual([])
})

const connect: Rig['connect'] = (...more) => rig.connect(...more)
const visitor: Rig['visitor'] = (...more) => rig.visitor(...more)
const agent: Rig['agent'] = (...more) => rig.agent(...more)
const send = (id: string, c = 'c', text = id): VisitorUp & AgentUp => ({ t: 'send', c, id, text })
const stateOf = async (c = 'c') => (await store.load(c)).state
const holder = async (c = 'c') => {
  const state = await stateOf(c)
  return state.status === 'assigned' ? state.agent.id : state.status
}
const types = (c = 'c') => (store.log.get(c) ?? []).map(({ event }) => event.type)

/** What the visitor's copies of logs say. */
const seenBy = (person: Person) =>
  person.all('events').flatMap(({ events }): readonly Copied[] => events as Copied[])

describe('a socket that breaks the protocol', () => {
  it('is closed when it says no hello for five seconds', async () => {
    const silent = await connect('/visitor')
    await clock.advance(4999)
    expect(silent.closes).toEqual([])
    await clock.advance(1)
    expect(silent.closes).toEqual([closeCodes.helloTimeout])
  })

  it('is closed for a frame before hello, a second hello of a console, and what is no frame', async () => {
    const eager = await connect('/visitor')
    await eager.say(send('m1'))
    const again = await agent('ayu')
    await again.say({ t: 'hello', v: VERSION, epoch: null, since: {} })
    const bad = await visitor('bad')
    await bad.say('{"t":')
    for (const { closes } of [eager, again, bad]) expect(closes).toEqual([closeCodes.badFrame])
    expect(store.log.size).toBe(0)
  })

  it('is closed when it does not wait for its welcome', async () => {
    const hasty = await connect('/visitor')
    hasty.client.send(JSON.stringify(visitorHello('vera')))
    hasty.client.send(JSON.stringify(send('m1')))
    await settle()
    expect(hasty.closes).toEqual([closeCodes.badFrame])
  })

  it('is told of another version, whatever else its hello holds', async () => {
    const newer = await connect('/visitor')
    await newer.say(visitorHello(null, { v: VERSION + 1 }))
    const strange = await connect('/agent', { cookie: 'ayu' })
    await strange.say(JSON.stringify({ t: 'hello', v: VERSION + 1, shiny: true }))
    expect([newer.closes, strange.closes]).toEqual([
      [closeCodes.wrongVersion],
      [closeCodes.wrongVersion],
    ])
  })

  it('is closed when it floods', async () => {
    const flood = await visitor()
    for (let i = 0; i < 130; i++)
      flood.client.send(JSON.stringify({ t: 'sync', c: 'none', since: 0 }))
    await settle()
    expect(flood.closes).toEqual([closeCodes.tooMany])
  })

  it("is closed at a command in another visitor's conversation", async () => {
    await (await visitor()).say(send('m1'))
    const frames: VisitorUp[] = [
      { t: 'sync', c: 'c', since: 0 },
      { t: 'typing', c: 'c', on: true },
      { t: 'read', c: 'c', upTo: 1 },
    ]
    for (const [i, frame] of frames.entries()) {
      const other = await visitor(`other-${i}`)
      await other.say(frame)
      expect(other.closes).toEqual([closeCodes.forbidden])
      expect(other.all('events')).toEqual([])
    }
    const writer = await visitor('writer')
    await writer.say(send('m9'))
    expect(writer.all('rejected')).toEqual([{ t: 'rejected', id: 'm9', why: 'forbidden' }])
  })
})

describe('admission', () => {
  it('refuses unknown sites, foreign origins, unknown paths and signed-out consoles', async () => {
    const status = async (path: string, more: object) => {
      const answer = await rig.transport().connect(dial(path, more), {
        onMessage: () => {},
        onClose: () => {},
      })
      return answer.ok ? 101 : answer.status
    }
    expect(await status('/visitor', { site: 'none' })).toBe(404)
    expect(await status('/visitor', { origin: 'https://evil.example' })).toBe(403)
    expect(await status('/visitor', { origin: '' })).toBe(403)
    expect(await status('/agent', { origin: 'https://evil.example', cookie: 'ayu' })).toBe(403)
    expect(await status('/agent', {})).toBe(401)
    expect(await status('/other', {})).toBe(404)
  })

  it('limits the connections of an address, not those of another', async () => {
    for (let i = 0; i < 60; i++) await connect('/visitor', { address: '10.0.0.1' })
    await expect(connect('/visitor', { address: '10.0.0.1' })).rejects.toThrow('429')
    await connect('/visitor', { address: '10.0.0.2' })
  })

  it('tells a forged token from an expired one', async () => {
    expect((await visitor('forged')).closes).toEqual([closeCodes.unauthorised])
    expect((await visitor('expired')).closes).toEqual([closeCodes.tokenExpired])
  })

  it('gives a first visitor an identity and a token, and a known one none', async () => {
    const [first] = (await visitor(null)).all('welcome')
    expect(first).toMatchObject({ token: expect.any(String), heads: {}, online: 0 })
    expect((await visitor('vera')).all('welcome')).toMatchObject([
      { token: null, visitor: { id: 'vera' } },
    ])
  })
})

describe('a conversation', () => {
  it('goes to the agent who is online, and the reply comes back', async () => {
    const [ayu, vera] = [await agent('ayu'), await visitor()]
    await vera.say(send('m1'))
    expect(await holder()).toBe('ayu')
    await ayu.say(send('r1'))
    const seen = seenBy(vera)
    expect(seen.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6])
    expect(seen.at(-1)?.event).toMatchObject({ type: 'message', id: 'r1', by: { role: 'agent' } })
  })

  it('[R9] shows a visitor no routing decision, live, by sync or at a resume', async () => {
    await agent('ayu')
    const vera = await visitor()
    await vera.say(send('m1'))
    await vera.say({ t: 'sync', c: 'c', since: 0 })
    const back = await visitor('vera', { since: { c: 0 } })
    for (const person of [vera, back]) {
      expect(JSON.stringify(person.frames)).not.toContain('candidates')
      expect(JSON.stringify(person.frames)).toContain('private')
    }
    expect(types()).toContain('routed')
  })

  it('[P8] that waits is handed over the moment an agent comes online', async () => {
    const vera = await visitor()
    await vera.say(send('m1'))
    expect(await holder()).toBe('waiting')
    expect(types()).toEqual(['opened', 'message', 'routed'])
    await agent('ayu')
    expect(await holder()).toBe('ayu')
  })

  it('[P8] that waits is handed over the moment a slot is free or an agent is back from away', async () => {
    const [ayu, vera] = [await agent('ayu'), await visitor()]
    for (const c of ['c1', 'c2', 'c3']) await vera.say(send('m1', c))
    expect(await holder('c3')).toBe('waiting')
    await ayu.say({ t: 'resolve', id: 'x', c: 'c1' })
    expect(await holder('c3')).toBe('ayu')
    await ayu.say({ t: 'available', id: 'y', on: false, why: 'chosen' })
    await ayu.say({ t: 'resolve', id: 'z', c: 'c2' })
    await vera.say(send('m1', 'c4'))
    expect(await holder('c4')).toBe('waiting')
    await ayu.say({ t: 'available', id: 'w', on: true, why: 'chosen' })
    expect(await holder('c4')).toBe('ayu')
  })

  it('[P2] acknowledges a repeated message by the log itself', async () => {
    const vera = await visitor()
    await vera.say(send('m1'))
    vera.frames.length = 0
    await vera.say(send('m1'))
    expect(vera.all('events')[0]?.events[0]).toMatchObject({ seq: 2, event: { id: 'm1' } })
    expect(types().filter(type => type === 'message')).toHaveLength(1)
  })

  it('refuses too many messages with the time to wait, and takes them after it', async () => {
    const vera = await visitor()
    for (let i = 0; i < 11; i++) await vera.say(send(`m${i}`))
    const [rejected] = vera.all('rejected')
    expect(rejected).toEqual({ t: 'rejected', id: 'm10', why: 'too-fast', retryMs: 500 })
    await clock.advance(500)
    await vera.say(send('m10'))
    expect(types().filter(type => type === 'message')).toHaveLength(11)
  })

  it('an agent is answered for each command, with the reason when it is refused', async () => {
    const [ayu, budi, vera] = [await agent('ayu'), await agent('budi'), await visitor()]
    await vera.say(send('m1'))
    await budi.say({ t: 'take', id: 't1', c: 'c' })
    await ayu.say({ t: 'take', id: 't2', c: 'c' })
    await ayu.say({ t: 'resolve', id: 't3', c: 'c' })
    await budi.say({ t: 'take', id: 't4', c: 'none' })
    expect(budi.all('rejected').map(({ why }) => why)).toEqual(['held', 'unknown-conversation'])
    expect(ayu.all('rejected').map(({ why }) => why)).toEqual(['already-yours'])
    expect(ayu.all('accepted').map(({ id }) => id)).toEqual(['t3'])
  })

  it('[R10] a reply that only names visitor and shop says nothing yet', async () => {
    const [vera, ayu] = [await visitor(), await agent('ayu')]
    await vera.say({
      ...{ t: 'identify', id: 'i', c: 'c' },
      ...{ name: 'Vera Lim', email: null, token: null },
    })
    await vera.say(send('m1'))
    await ayu.say(send('r1', 'c', 'Hi Vera, welcome to Shop!'))
    expect(await stateOf()).toMatchObject({ episode: { answeredBy: { id: 'ayu' } } })
    expect(await stateOf()).toMatchObject({ episode: { substantiveAt: null } })
    await ayu.say(send('r2', 'c', 'Hi Wati, welcome to Shop!'))
    expect(await stateOf()).toMatchObject({ episode: { substantiveAt: clock.now() } })
  })

  it('typing reaches the other side and is never stored, but for the first key of an answer', async () => {
    const [ayu, budi, vera] = [await agent('ayu'), await agent('budi'), await visitor()]
    await vera.say(send('m1'))
    const before = types().length
    await vera.say({ t: 'typing', c: 'c', on: true })
    await ayu.say({ t: 'typing', c: 'c', on: true })
    await budi.say({ t: 'typing', c: 'c', on: true })
    expect(vera.all('typing').map(({ by }) => by.id)).toEqual(['ayu'])
    expect(ayu.all('typing').map(({ by }) => by.id)).toEqual(['vera'])
    expect(types().slice(before)).toEqual(['typed'])
    await ayu.say({ t: 'typing', c: 'c', on: false })
    await ayu.say({ t: 'typing', c: 'c', on: true })
    expect(types().slice(before)).toEqual(['typed'])
  })
})

describe('[R4] an agent who disappears', () => {
  it('keeps every chat when back within the grace, with one of two consoles closed for good', async () => {
    const [first, second, vera] = [await agent('ayu'), await agent('ayu'), await visitor()]
    await vera.say(send('m1'))
    first.client.close()
    await clock.advance(20_000)
    expect(await holder()).toBe('ayu')
    second.client.drop()
    await settle()
    await clock.advance(7999)
    await agent('ayu')
    await clock.advance(20_000)
    expect(types()).not.toContain('released')
  })

  it('loses unanswered chats after eight seconds, to whoever is there', async () => {
    const [ayu, vera] = [await agent('ayu'), await visitor()]
    await vera.say(send('m1'))
    await agent('budi')
    ayu.client.drop()
    await settle()
    await clock.advance(8000)
    expect(await holder()).toBe('budi')
  })

  it('keeps answered ones until the visitor writes again', async () => {
    const [ayu, vera] = [await agent('ayu'), await visitor()]
    await vera.say(send('m1'))
    await ayu.say(send('r1'))
    ayu.client.drop()
    await settle()
    await clock.advance(8000)
    expect(await holder()).toBe('ayu')
    await vera.say(send('m2'))
    expect(await holder()).toBe('waiting')
    await agent('ayu')
    expect(await holder()).toBe('ayu')
  })

  it('loses one whose visitor wrote during the grace', async () => {
    const [ayu, vera] = [await agent('ayu'), await visitor()]
    await vera.say(send('m1'))
    await ayu.say(send('r1'))
    ayu.client.drop()
    await settle()
    await clock.advance(7000)
    await vera.say(send('m2'))
    expect(await holder()).toBe('ayu')
    await clock.advance(1000)
    expect(await holder()).toBe('waiting')
  })

  it('has the grace after a restart of the relay too', async () => {
    const vera = await visitor()
    const ayu = await agent('ayu')
    await vera.say(send('m1'))
    for (const { client } of [vera, ayu]) client.close()
    await settle()
    await rig.stop()
    await rig.start()
    await clock.advance(7999)
    expect(await holder()).toBe('ayu')
    await clock.advance(1)
    expect(await holder()).toBe('waiting')
  })
})

describe('resuming', () => {
  it('[P4] sends what follows, and a reset when the copy is of another log', async () => {
    const vera = await visitor()
    for (const id of ['m1', 'm2', 'm3']) await vera.say(send(id))
    const epoch = await store.epoch()
    const seqs = (person: Person) =>
      person.all('events').flatMap(({ events }) => events.map(e => e.seq))

    const same = await visitor('vera', { epoch, since: { c: 3 } })
    expect([same.all('reset'), seqs(same)]).toEqual([[], [4, 5]])
    const other = await visitor('vera', { epoch: 'another', since: { c: 3 } })
    expect([other.all('reset').length, seqs(other)]).toEqual([1, [1, 2, 3, 4, 5]])
    const ahead = await visitor('vera', { epoch, since: { c: 99 } })
    expect([ahead.all('reset').length, seqs(ahead)]).toEqual([1, [1, 2, 3, 4, 5]])
    const foreign = await visitor('vera', { epoch, since: { gone: 7 } })
    expect(foreign.all('reset')).toEqual([{ t: 'reset', c: 'gone' }])
    const even = await visitor('vera', { epoch, since: { c: 5 } })
    expect([even.all('reset'), seqs(even)]).toEqual([[], []])
  })

  it('[P5] a heartbeat tells each visitor the newest number of their own, and agents all', async () => {
    const [ayu, vera, wati] = [await agent('ayu'), await visitor('vera'), await visitor('wati')]
    await vera.say(send('m1', 'c1'))
    await wati.say(send('m1', 'c2'))
    await clock.advance(20_000)
    expect(vera.all('heartbeat').map(({ heads }) => heads)).toEqual([{ c1: 6 }])
    expect(ayu.all('heartbeat').map(({ heads }) => heads)).toEqual([{ c1: 6, c2: 6 }])
  })
})

describe('what the consoles know of a visitor', () => {
  it('one tab undoes nothing that another tab said', async () => {
    await agent('ayu')
    const [one, two] = [await visitor(), await visitor()]
    await two.say(send('m1'))
    await two.say({
      t: 'identify',
      id: 'i',
      c: 'c',
      name: 'Vera',
      email: 'v@mail.example',
      token: null,
    })
    await one.say({ t: 'page', page: { url: 'https://shop.example/cart', title: 'Cart' } })
    expect(await store.visitors(['vera'])).toMatchObject([
      { name: 'Vera', email: 'v@mail.example', page: { title: 'Cart' } },
    ])
  })

  it('a visitor is offline when the last tab closes, whichever it is', async () => {
    const ayu = await agent('ayu')
    const [one, two] = [await visitor(), await visitor()]
    await two.say(send('m1'))
    two.client.close()
    await settle()
    expect(ayu.all('visitor').at(-1)?.visitor.online).toBe(true)
    one.client.close()
    await settle()
    expect(ayu.all('visitor').at(-1)?.visitor.online).toBe(false)
  })

  it('nothing of a visitor who never wrote', async () => {
    const ayu = await agent('ayu')
    const vera = await visitor()
    await vera.say({ t: 'page', page: { url: 'https://shop.example/x', title: 'X' } })
    vera.client.close()
    await settle()
    expect(ayu.all('visitor')).toEqual([])
  })
})

describe('the desk', () => {
  it('a capacity lowered below the load takes nothing away and gives nothing more', async () => {
    const [, vera] = [await agent('ayu'), await visitor()]
    for (const c of ['c1', 'c2']) await vera.say(send('m1', c))
    await store.putAccount(account('ayu', { capacity: 1 }))
    await rig.relay().refresh()
    await vera.say(send('m1', 'c3'))
    expect(await Promise.all(['c1', 'c2', 'c3'].map(holder))).toEqual(['ayu', 'ayu', 'waiting'])
  })

  it('a renamed site reaches the consoles', async () => {
    const ayu = await agent('ayu')
    await store.putSite({ ...shop, name: 'New', origins: [], targetMs: 50_000 })
    await rig.relay().refresh()
    await settle()
    expect(ayu.all('sites').at(-1)?.sites).toMatchObject([{ name: 'New', targetMs: 50_000 }])
    await expect(connect('/visitor')).rejects.toThrow('403')
  })

  it('signing out ends consoles, greeted or not, of that agent only', async () => {
    const [ayu, budi] = [await agent('ayu'), await agent('budi')]
    const early = await connect('/agent', { cookie: 'ayu' })
    rig.relay().disconnect('ayu')
    await settle()
    expect([ayu.closes, early.closes, budi.closes]).toEqual([[4401], [4401], []])
  })

  it('visitors hear when somebody is there to answer, once for many changes', async () => {
    const vera = await visitor()
    const ayu = await agent('ayu')
    await agent('budi')
    await clock.advance(50)
    expect(vera.all('availability').map(({ online }) => online)).toEqual([2])
    await ayu.say({ t: 'available', id: 'a', on: false, why: 'chosen' })
    await clock.advance(50)
    expect(vera.all('availability').at(-1)?.online).toBe(1)
  })
})

describe('draining', () => {
  it('[P1] lets nothing new in, carries nothing new out, and what was taken is durable', async () => {
    const vera = await visitor()
    vera.client.send(JSON.stringify(send('m1')))
    await Promise.resolve()
    await Promise.resolve()
    await rig.relay().drain()
    const kept = types().filter(type => type === 'message').length
    await vera.say(send('m2'))
    expect(types().filter(type => type === 'message')).toHaveLength(kept)
    const acknowledged = seenBy(vera).length
    expect(acknowledged).toBe(types().length)
    await expect(connect('/visitor')).rejects.toThrow('503')
  })
})
