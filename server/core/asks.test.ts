import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { settle } from '../../e2e/sim/clock.ts'
import { createRig, type Person, type Rig, shop, visitorHello } from '../../e2e/sim/rig.ts'
import type { Card } from '../../protocol/card.ts'
import { closeCodes } from '../../protocol/close-codes.ts'
import { plainWidget } from '../../protocol/people.ts'
import type { AgentUp, VisitorUp } from '../../protocol/up.ts'
import { createReporter } from './reports.ts'

let rig: Rig
beforeEach(async () => {
  rig = await createRig()
})
afterEach(async () => {
  await rig.leave()
  expect(rig.relay().counts()).toEqual({ sessions: 0, topics: 0 })
  await rig.stop()
  expect(rig.clock.timers()).toBe(0)
  expect(rig.errors).toEqual([])
})

const replies: Card = { kind: 'replies', options: ['Pink', 'Red'] }
const product: Card = {
  ...{ kind: 'product', title: 'Blouse', price: 'Rp 249.000', image: null, url: null },
  actions: [{ id: 'add', label: 'Add to cart' }],
}
const says = (id: string, more: object = {}): VisitorUp & AgentUp =>
  ({ t: 'send', c: 'c', id, text: id, ...more }) as VisitorUp & AgentUp
const context = (id: string, more: object): VisitorUp => ({ t: 'context', id, c: 'c', ...more })
const log = (c = 'c') => (rig.store.log.get(c) ?? []).map(({ event }) => event)
const stateOf = async (c = 'c') => (await rig.store.load(c)).state
const kept = async (id = 'vera') => (await rig.store.visitors([id]))[0]
const told = (person: Person) =>
  person.frames.flatMap(frame =>
    frame.t === 'accepted'
      ? [frame.id]
      : frame.t === 'rejected'
        ? [`${frame.id} ${frame.why}`]
        : [],
  )
const settings = (more: object) =>
  rig.store.putSite({ ...shop, widget: { ...plainWidget, ...more } }).then(rig.relay().refresh)

/** A chat in which ayu has sent these cards as `card0`, `card1` … */
async function chat(...cards: Card[]) {
  const ayu = await rig.agent('ayu')
  const vera = await rig.visitor()
  await vera.say(says('m1'))
  for (const [i, card] of cards.entries()) await ayu.say(says(`card${i}`, { card }))
  return { ayu, vera }
}

describe('[W10] a card', () => {
  it('is in the message for both sides, and answered by one of the visitor’s', async () => {
    const { ayu, vera } = await chat(replies)
    const answer = { to: 'card0', values: { reply: 'Pink' } }
    await vera.say(says('m2', { text: 'Pink', answer }))
    expect(log().at(-1)).toMatchObject({ id: 'm2', text: 'Pink', answer })
    const shown = (person: Person) => JSON.stringify(person.all('events'))
    for (const person of [ayu, vera]) expect(shown(person)).toContain(JSON.stringify(replies))
    expect(shown(ayu)).toContain(JSON.stringify(answer))
  })

  it('is not answered by what it does not offer, and what is no card not at all', async () => {
    const { vera } = await chat(replies, product)
    const attempts = [
      { to: 'card0', values: { reply: 'Blue' } },
      { to: 'card1', values: { reply: 'Pink' } },
      { to: 'm1', values: { reply: 'Pink' } },
      { to: 'none', values: {} },
      { to: null, values: { reply: 'Pink' } },
    ]
    const before = log().length
    for (const [i, answer] of attempts.entries()) await vera.say(says(`x${i}`, { answer }))
    expect(told(vera)).toEqual(attempts.map((_, i) => `x${i} forbidden`))
    expect(log()).toHaveLength(before)
  })

  it('of another visitor’s conversation is nobody else’s to answer or press', async () => {
    await chat(replies, product)
    const other = await rig.visitor('other')
    await other.say(says('x', { answer: { to: 'card0', values: { reply: 'Pink' } } }))
    await other.say({ t: 'act', id: 'k', c: 'c', message: 'card1', action: 'add' })
    expect(told(other)).toEqual(['x forbidden', 'k forbidden'])
  })

  it('[P] that somebody else answered shows nothing of their chat to who repeats the answer', async () => {
    const { vera } = await chat(replies)
    const answer = { to: 'card0', values: { reply: 'Pink' } }
    await vera.say(says('m2', { answer }))
    const other = await rig.visitor('other')
    await other.say(says('m2', { answer }))
    expect(told(other)).toEqual(['m2 forbidden'])
    expect(other.all('events')).toEqual([])
  })

  it('[E] is pressed once for each ask, and only where there is such a button', async () => {
    const { vera } = await chat(product, replies)
    const press = (id: string, more: object = {}): VisitorUp => ({
      ...{ t: 'act', id, c: 'c', message: 'card0', action: 'add', ...more },
    })
    await vera.say(press('k1'))
    await vera.say(press('k1'))
    await vera.say(press('k2', { action: 'buy' }))
    await vera.say(press('k3', { message: 'card1' }))
    await vera.say(press('k4'))
    expect(told(vera)).toEqual(['k1', 'k1', 'k2 forbidden', 'k3 forbidden', 'k4'])
    const acts = log().filter(({ type }) => type === 'acted')
    expect(acts).toMatchObject([
      { message: 'card0', action: 'add', id: 'k1' },
      { message: 'card0', action: 'add', id: 'k4' },
    ])
  })
})

describe('[W12] the form before the chat', () => {
  it('is that of the site, and says who the visitor is', async () => {
    const field = { label: 'L', required: true, options: [] }
    const name = { ...field, name: 'name', type: 'text' }
    await settings({ prechat: [name, { ...field, name: 'email', type: 'email' }] })
    const vera = await rig.visitor()
    const answer = (values: object) => ({ answer: { to: null, values } })
    await vera.say(says('m1', answer({ name: 'Vera' })))
    await vera.say(says('m2', answer({ name: 'Vera', email: 'vera' })))
    await vera.say(says('m3', answer({ name: 'Vera', email: 'v@mail.example' })))
    expect(told(vera)).toEqual(['m1 empty', 'm2 forbidden'])
    expect(log().filter(({ type }) => type === 'message')).toMatchObject([{ id: 'm3' }])
    expect(await kept()).toMatchObject({ name: 'Vera', email: 'v@mail.example' })
  })
})

describe('[W13] a rating', () => {
  const rate = (id: string, more: object): VisitorUp => ({
    ...{ t: 'rate', id, c: 'c', score: null, comment: null, likely: null, ...more },
  })

  it('counts while the chat runs and after it; of each part the newest', async () => {
    const { ayu, vera } = await chat()
    await vera.say(rate('r1', { score: 2, comment: ' slow ' }))
    await ayu.say({ t: 'resolve', id: 'k', c: 'c' })
    await vera.say(rate('r2', { score: 5 }))
    await vera.say(rate('r2', { score: 5 }))
    await vera.say(rate('r3', { likely: 9 }))
    expect(told(vera)).toEqual(['r1', 'r2', 'r2', 'r3'])
    expect(log().filter(({ type }) => type === 'rated')).toHaveLength(3)
    expect(await stateOf()).toMatchObject({
      status: 'resolved',
      episode: { rating: { score: 5, comment: 'slow', likely: 9 } },
    })
    const { ratings } = createReporter(rig.store)
    expect(await ratings({ site: 's', from: 0, to: rig.clock.now() + 1 })).toMatchObject({
      count: 1,
      share45: 1,
      nps: { score: 100 },
    })
  })

  it('is refused where there is nothing to rate or nothing said', async () => {
    const { vera } = await chat()
    await vera.say(rate('r1', { comment: '  ' }))
    await vera.say({ ...rate('r2', { score: 1 }), c: 'none' } as VisitorUp)
    const other = await rig.visitor('other')
    await other.say(rate('r3', { score: 1 }))
    expect(told(vera)).toEqual(['r1 empty', 'r2 unknown-conversation'])
    expect(told(other)).toEqual(['r3 forbidden'])
  })
})

describe('[A] what a page tells', () => {
  it('is for the agents to see, once however often it is said, also to another relay', async () => {
    const { ayu, vera } = await chat()
    const event = context('k1', { event: { name: 'viewed', props: { sku: 'b1' } } })
    await vera.say(context('k0', { attributes: { tier: 'gold' }, cart: null }))
    await vera.say(event)
    await vera.say(event)
    const line = ayu.all('visitor').at(-1)?.visitor
    expect(line?.context).toMatchObject({
      attributes: { tier: 'gold' },
      events: [{ at: rig.clock.now() }],
    })
    await rig.stop()
    await rig.start()
    const again = await rig.visitor()
    await again.say(event)
    expect(told(again)).toEqual(['k1'])
    expect((await kept())?.context.events).toHaveLength(1)
  })

  it('is refused where it is more than is kept, and answered when it is too much at once', async () => {
    const vera = await rig.visitor()
    const many = (from: number) =>
      Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`a${from + i}`, i]))
    await vera.say(context('k1', { attributes: many(0) }))
    await vera.say(context('k2', { attributes: many(50) }))
    expect(told(vera)).toEqual(['k1', 'k2 too-long'])
    for (let i = 0; i < 19; i++) await vera.say(context(`n${i}`, { attributes: { a0: i } }))
    expect(vera.all('rejected').at(-1)).toMatchObject({ why: 'too-fast', retryMs: 500 })
    await rig.clock.advance(500)
    await vera.say(context('n18', { attributes: { a0: 18 } }))
    expect((await kept())?.context.attributes.a0).toBe(18)
  })

  it('[C6] leaves the pages before this one, also over a new greeting', async () => {
    const page = (path: string) => ({ url: `https://shop.example/${path}`, title: path })
    const vera = await rig.visitor('vera', { page: page('home') })
    await vera.say({ t: 'page', page: page('blouse') })
    await rig.leave()
    await rig.visitor('vera', { page: page('cart') })
    expect(await kept()).toMatchObject({
      page: { title: 'cart' },
      context: { pages: [{ title: 'home' }, { title: 'blouse' }] },
    })
  })

  it('of a name leaves the e-mail address, and the other way round', async () => {
    const vera = await rig.visitor()
    const nobody = { name: null, email: null, token: null }
    await vera.say({ t: 'identify', id: 'i1', c: 'c', ...nobody, name: 'Vera' })
    await vera.say({ t: 'identify', id: 'i2', c: 'c', ...nobody, email: 'v@mail.example' })
    await vera.say({ t: 'identify', id: 'i3', c: 'c', ...nobody })
    expect(await kept()).toMatchObject({ name: 'Vera', email: 'v@mail.example' })
    await vera.say({ t: 'identify', id: 'i4', c: 'c', ...nobody, token: 'a.b.c' })
    expect(told(vera)).toEqual(['i1', 'i2', 'i3', 'i4 bad-token'])
  })

  it('[R6] of its wishes adds up, and outlives the relay before the first message', async () => {
    const vera = await rig.visitor()
    await vera.say({ t: 'wish', id: 'w1', c: 'c', wish: { department: 'sales' } })
    await vera.say({ t: 'wish', id: 'w2', c: 'c', wish: { priority: 2 } })
    expect(told(vera)).toEqual(['w1', 'w2'])
    await rig.stop()
    await rig.start()
    const again = await rig.visitor()
    await again.say(says('m1'))
    const wish = { department: 'sales', language: null, agent: null, priority: 2 }
    expect(await stateOf()).toMatchObject({ wish })
    await again.say({ t: 'wish', id: 'w3', c: 'c', wish: { department: null } })
    expect(await stateOf()).toMatchObject({ wish: { ...wish, department: null } })
  })
})

describe('[W13] what a visitor is writing', () => {
  it('is shown to agents only where the site opted in, and never longer than a message', async () => {
    const { ayu, vera } = await chat()
    const typing = (text: string): VisitorUp => ({ t: 'typing', c: 'c', on: true, text })
    await vera.say(typing('is it pi'))
    await settings({ sneakPeek: true })
    await vera.say(typing('is it pin'))
    await vera.say(typing('x'.repeat(4001)))
    await vera.say({ t: 'typing', c: 'c', on: false })
    const texts = ayu.all('typing').map(({ text }) => text)
    expect(texts).toEqual([undefined, 'is it pin', 'x'.repeat(4000), undefined])
    expect(vera.all('typing')).toEqual([])
  })
})

describe('another hello on the same line', () => {
  it('[W7] greets another tab, with what it misses, and is one visitor still', async () => {
    const { ayu, vera } = await chat(replies)
    const welcomes = () => vera.all('welcome').length
    expect(welcomes()).toBe(1)
    const before = vera.all('events').length
    const epoch = await rig.store.epoch()
    await vera.say(visitorHello('vera', { epoch, since: { c: 1 } }))
    expect(welcomes()).toBe(2)
    expect(vera.all('events')[before]?.events[0]?.seq).toBe(2)
    await vera.say(says('m2'))
    expect(vera.all('events').filter(({ events }) => events[0]?.seq === 7)).toHaveLength(1)
    vera.client.close()
    await settle()
    expect(ayu.all('visitor').at(-1)?.visitor.online).toBe(false)
    expect(rig.relay().counts().sessions).toBe(1)
  })

  it('[P] is answered whatever its conversations are named, also as every object names something', async () => {
    const vera = await rig.visitor()
    for (const c of ['constructor', 'chat']) {
      await vera.say({ ...says('m1'), c } as VisitorUp)
      await rig.clock.advance(1)
    }
    const before = vera.frames.length
    const epoch = await rig.store.epoch()
    await vera.say(visitorHello('vera', { epoch, since: { chat: 0, toString: 4 } }))
    const heard = vera.frames
      .slice(before)
      .flatMap(frame => ('c' in frame && frame.t !== 'queue' ? [`${frame.t} ${frame.c}`] : []))
    expect(heard).toEqual(['reset toString', 'events chat'])
  })

  it('may be of somebody new, who hears nothing of whom they were', async () => {
    const { ayu, vera } = await chat()
    await vera.say(visitorHello(null))
    const [first, second] = vera.all('welcome')
    expect(second && 'visitor' in second && second.visitor.id).not.toBe(
      first && 'visitor' in first && first.visitor.id,
    )
    expect(ayu.all('visitor').at(-1)?.visitor).toMatchObject({ id: 'vera', online: false })
    const before = vera.frames.length
    await ayu.say(says('a1'))
    expect(vera.frames.slice(before)).toEqual([])
  })

  it('ends the line when it comes too often, or with a token that is not ours', async () => {
    const vera = await rig.visitor()
    for (let i = 0; i < 61; i++) await vera.say(visitorHello('vera'))
    expect(vera.closes).toEqual([closeCodes.tooMany])
    const other = await rig.visitor('other')
    await other.say(visitorHello('forged'))
    expect(other.closes).toEqual([closeCodes.unauthorised])
  })

  it('[P] makes no visitors without end: five new ones at once, and one more each minute', async () => {
    const vera = await rig.visitor()
    const anew = async (times: number) => {
      for (let i = 0; i < times; i++) await vera.say(visitorHello(null))
    }
    await anew(5)
    await rig.clock.advance(60_000)
    await anew(1)
    expect(vera.closes).toEqual([])
    const ids = vera.all('welcome').flatMap(frame => ('visitor' in frame ? [frame.visitor.id] : []))
    expect(new Set(ids).size).toBe(7)
    await anew(1)
    expect(vera.closes).toEqual([closeCodes.tooMany])
    expect(vera.all('welcome')).toHaveLength(7)
  })
})

describe('[P] a visitor who asks to be forgotten', () => {
  const erase: VisitorUp = { t: 'erase', id: 'e', c: 'c' }

  it('is: nothing is left, consoles drop the chat, and every tab is told to begin anew', async () => {
    const { ayu, vera } = await chat()
    const tab = await rig.visitor()
    await vera.say({ t: 'send', c: 'c2', id: 'x1', text: 'x1' })
    await vera.say({ t: 'identify', id: 'i', c: 'c', name: 'Vera', email: null, token: null })
    await vera.say(erase)
    expect(told(vera)).toEqual(['i', 'e'])
    expect([vera.closes, tab.closes]).toEqual([[closeCodes.forgotten], [closeCodes.forgotten]])
    expect(rig.store.log.size).toBe(0)
    expect(await kept()).toBeUndefined()
    const reset = ayu.all('reset').map(({ c }) => c)
    expect(reset.sort()).toEqual(['c', 'c2'])
    expect(ayu.all('visitor').at(-1)?.visitor).toMatchObject({ name: null, page: null })
    expect(await rig.store.erasures(9)).toMatchObject([{ site: 's', conversations: 2 }])
    // Its ladder has stopped, and its holder has a free slot again.
    await rig.clock.advance(120_000)
    expect(ayu.all('agents').at(-1)?.agents[0]).toMatchObject({ id: 'ayu', load: 0 })
  })

  it('stays forgotten: an old token is told so, also after a restart', async () => {
    const { vera } = await chat()
    await vera.say(erase)
    await rig.stop()
    await rig.start()
    const back = await rig.visitor()
    expect(back.closes).toEqual([closeCodes.forgotten])
    expect(rig.store.log.size).toBe(0)
    const anew = await rig.visitor(null)
    await anew.say(says('m1'))
    expect(log()[0]).toMatchObject({ type: 'opened' })
  })
})
