import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { settle } from '../../e2e/sim/clock.ts'
import { tokenOf } from '../../e2e/sim/proofs.ts'
import { createRig, type Person, type Rig, visitorHello } from '../../e2e/sim/rig.ts'
import { closeCodes } from '../../protocol/close-codes.ts'
import type { VisitorDown } from '../../protocol/down.ts'
import type { VisitorUp } from '../../protocol/up.ts'

/** For so long a greeting with a token from before a sign-in is told to come again. */
const TABS_MS = 30_000

type Welcome = Extract<VisitorDown, { t: 'welcome' }>

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

const says = (id: string, c = 'c'): VisitorUp => ({ t: 'send', c, id, text: id })
const nobody = { name: null, email: null }
const identify = (id: string, says: Parameters<typeof tokenOf>[0]): VisitorUp => ({
  ...{ t: 'identify', id, c: 'c', ...nobody, token: tokenOf(says) },
})
const dewi = { sub: 'u1', name: 'Dewi', email: 'dewi@mail.example' }
const welcomes = (person: Person) =>
  person.frames.filter((frame): frame is Welcome => frame.t === 'welcome' && 'visitor' in frame)
const idOf = (person: Person) => welcomes(person).at(-1)?.visitor.id ?? ''
const log = (c: string) => (rig.store.log.get(c) ?? []).map(({ event }) => event)
const types = (c: string) => log(c).map(({ type }) => type)
const kept = async (id: string) => (await rig.store.visitors([id]))[0]
const ownerOf = async (c: string) => {
  const { state } = await rig.store.load(c)
  return state.status === 'new' ? null : state.visitor
}
const answers = (person: Person) =>
  person.frames.flatMap(frame =>
    frame.t === 'accepted'
      ? [frame.id]
      : frame.t === 'rejected'
        ? [`${frame.id} ${frame.why}`]
        : [],
  )
/** Somebody whom the shop knows as u1, with a conversation of their own, who has gone home. Resolves to their id. */
async function known(): Promise<string> {
  const home = await rig.visitor('home')
  await home.say(says('h1', 'old'))
  await home.say(identify('i0', dewi))
  home.client.close()
  await settle()
  await rig.clock.advance(1000)
  return idOf(home)
}
/** A browser greets with this token and nothing else. */
async function greeted(token: string) {
  const person = await rig.visitor(token)
  return { closes: person.closes, ids: welcomes(person).map(({ visitor }) => visitor.id) }
}

describe('[A] a visitor whom the shop names', () => {
  it('for the first time becomes that person: another visitor with the same conversation, greeted again', async () => {
    const vera = await rig.visitor('vera')
    await vera.say({ t: 'identify', id: 'i1', c: 'c', name: 'Boss', email: null, token: null })
    await vera.say(says('m1'))
    await vera.say(identify('i2', { sub: 'u1', email: 'dewi@mail.example' }))
    expect(answers(vera)).toEqual(['i1', 'i2'])
    // A page that goes elsewhere at the answer has its new token by then.
    const welcome = welcomes(vera).at(-1)
    expect(vera.frames.at(-1)).toEqual({ t: 'accepted', id: 'i2' })
    // What the page said is not signed, and does not stand beside what is.
    const id = idOf(vera)
    const is = { id, external: 'u1', name: null, email: 'dewi@mail.example' }
    expect(id).not.toBe('vera')
    expect(welcome).toMatchObject({ visitor: is, token: id, heads: { c: 4 } })
    expect(await kept(id)).toMatchObject(is)
    expect(await kept('vera')).toBeUndefined()
    expect(types('c')).toEqual(['opened', 'message', 'routed', 'merged'])
    await vera.say(says('m2'))
    expect([await ownerOf('c'), vera.closes]).toEqual([id, []])
  })

  it('is that person, with name and e-mail, on every page; their page does not change these', async () => {
    const vera = await rig.visitor('vera')
    for (const id of ['i1', 'i1', 'i2']) await vera.say(identify(id, dewi))
    const page = { t: 'identify', c: 'c', token: null } as const
    await vera.say({ ...page, id: 'i3', name: 'Boss', email: null })
    await vera.say({ ...page, id: 'i4', name: 'Dewi', email: null })
    expect(answers(vera)).toEqual(['i1', 'i1', 'i2', 'i3 forbidden', 'i4'])
    expect(vera.all('rejected')[0]?.detail).toContain('sign `name`')
    expect(await kept(idOf(vera))).toMatchObject({ name: 'Dewi' })
  })

  it('is refused with the reason when the token does not hold, or names somebody else', async () => {
    const vera = await rig.visitor('vera')
    await vera.say({ t: 'identify', id: 'i1', c: 'c', ...nobody, token: 'junk' })
    await vera.say(identify('i2', dewi))
    await vera.say(identify('i3', { sub: 'u2' }))
    expect(vera.all('rejected')).toMatchObject([
      { id: 'i1', why: 'bad-token', detail: 'expected JSON' },
      { id: 'i3', why: 'bad-token', detail: expect.stringContaining("sapa('reset')") },
    ])
    expect(await kept(idOf(vera))).toMatchObject({ external: 'u1' })
  })

  it('of two browsers that are named at once both become one', async () => {
    const [one, two] = [await rig.visitor('one'), await rig.visitor('two')]
    await Promise.all([one.say(identify('a', dewi)), two.say(identify('b', dewi))])
    expect(idOf(one)).toBe(idOf(two))
    expect(await kept(idOf(one))).toMatchObject({ external: 'u1' })
    expect(await rig.store.visitors(['one', 'two'])).toEqual([])
  })
})

describe('[A] a browser that turns out to be of somebody known', () => {
  it('passes its conversations on, and goes on in its newest, as that visitor', async () => {
    const home = await known()
    const ayu = await rig.agent('ayu')
    const vera = await rig.visitor('vera')
    await vera.say(says('m1', 'c'))
    await vera.say({ t: 'context', id: 'x', c: 'c', attributes: { plan: 'gold' } })
    await vera.say(identify('i1', dewi))
    expect(log('c').at(-1)).toEqual({ type: 'merged', visitor: home })
    expect([await ownerOf('c'), await ownerOf('old')]).toEqual([home, home])
    const welcome = welcomes(vera).at(-1)
    expect(welcome).toMatchObject({ visitor: { id: home, external: 'u1' }, token: home })
    expect(Object.keys(welcome?.heads ?? {})).toEqual(['c', 'old'])
    expect(await kept('vera')).toBeUndefined()
    expect(await kept(home)).toMatchObject({ context: { attributes: { plan: 'gold' } } })
    // Both stay open for the agent, who knows whose they are before hearing that they are.
    const told = ayu.frames.findIndex(f => f.t === 'visitor' && f.visitor.id === home)
    const merged = ayu.frames.findIndex(
      f => f.t === 'events' && f.events.some(({ event }) => event.type === 'merged'),
    )
    expect(merged).toBeGreaterThan(told)
    expect((await rig.store.open()).map(({ c }) => c).sort()).toEqual(['c', 'old'])
    // Both sides talk on.
    await vera.say(says('m2', 'c'))
    await ayu.say({ t: 'send', c: 'c', id: 'a1', text: 'Yes, in pink' })
    expect(log('c').filter(({ type }) => type === 'message')).toHaveLength(3)
    expect(JSON.stringify(vera.all('events').at(-1))).toContain('Yes, in pink')
    await vera.say(says('m3', 'old'))
    expect(vera.closes).toEqual([])
  })

  it('[P2] has each message once, also when it is sent again afterwards', async () => {
    await known()
    const vera = await rig.visitor('vera')
    await vera.say(says('m1'))
    await vera.say(identify('i1', dewi))
    await vera.say(says('m1'))
    expect(types('c').filter(type => type === 'message')).toHaveLength(1)
  })

  it('said at once with its token and what follows, says all of it as that visitor', async () => {
    const home = await known()
    const vera = await rig.visitor('vera')
    const frames = [identify('i1', dewi), says('m1', 'new'), says('m2', 'old')]
    for (const frame of frames) vera.client.send(JSON.stringify(frame))
    await vera.say({ t: 'wish', id: 'w', c: 'new', wish: { priority: 1 } })
    expect(answers(vera)).toEqual(['i1', 'w'])
    expect([await ownerOf('new'), await ownerOf('old')]).toEqual([home, home])
    expect(vera.closes).toEqual([])
  })

  it('loses no word of another tab that did not know: its line ends, and it comes back with the new token', async () => {
    const home = await known()
    const [vera, tab] = [await rig.visitor('vera'), await rig.visitor('vera')]
    await tab.say(says('m1'))
    await vera.say(identify('i1', dewi))
    expect(tab.closes).toEqual([closeCodes.goingAway])
    // Before it has read that one it is only sent away.
    expect(await greeted('vera')).toEqual({ closes: [closeCodes.goingAway], ids: [] })
    const again = await rig.visitor(home)
    await again.say(says('m1'))
    await again.say(says('m2'))
    expect(types('c').filter(type => type === 'message')).toHaveLength(2)
  })

  it('is of that person for good: after an erasure nothing of either is left', async () => {
    const home = await known()
    const vera = await rig.visitor('vera')
    await vera.say(says('m1'))
    await vera.say(identify('i1', { ...dewi, jti: 'j' }))
    await vera.say({ t: 'erase', id: 'e', c: 'c' })
    expect(vera.closes).toEqual([closeCodes.forgotten])
    expect(rig.store.log.size).toBe(0)
    for (const id of ['vera', 'home']) expect(await rig.store.became(id)).toBeNull()
    expect(await kept(home)).toBeUndefined()
    const other = await rig.visitor('other')
    await other.say(identify('i2', { ...dewi, jti: 'j' }))
    await other.say(identify('i3', dewi))
    expect(answers(other)).toEqual(['i2 bad-token', 'i3'])
  })
})

describe('[A] a token with `jti`', () => {
  it('serves one browser, as often as it likes, and no other one, also not after a reset', async () => {
    const vera = await rig.visitor('vera')
    for (const id of ['i1', 'i2']) await vera.say(identify(id, { ...dewi, jti: 'j' }))
    vera.client.close()
    const again = await rig.visitor(idOf(vera))
    await again.say(identify('i3', { ...dewi, jti: 'j' }))
    // A reset is a browser that begins as somebody new.
    const thief = await rig.visitor('thief')
    await thief.say(identify('i4', { ...dewi, jti: 'j' }))
    await thief.say(identify('i5', { ...dewi, jti: 'k' }))
    expect([vera, again, thief].flatMap(answers)).toEqual(['i1', 'i2', 'i3', 'i4 bad-token', 'i5'])
    expect(thief.all('rejected')[0]?.detail).toContain('another browser')
  })
})

describe('[P] a relay that is killed in the middle', () => {
  /** Everything is as it was the moment the identity was noted: no conversation has passed on. */
  async function cut() {
    const home = await known()
    const vera = await rig.visitor('vera')
    await vera.say(says('m1', 'c1'))
    await vera.say(says('m2', 'c2'))
    await rig.stop()
    const [site, external] = ['s', 'u1']
    await rig.store.identify('vera', { site, external, ...nobody }, rig.clock.now(), 'no')
    expect(await ownerOf('c1')).toBe('vera')
    return home
  }

  it('passes the conversations on when it starts', async () => {
    const home = await cut()
    await rig.start()
    expect([await ownerOf('c1'), await ownerOf('c2')]).toEqual([home, home])
    expect(await rig.store.unmerged()).toEqual([])
    await rig.stop()
    await rig.start()
    expect(types('c1').filter(type => type === 'merged')).toHaveLength(1)
  })

  it('carries the ask out that it had not answered, once the browser has begun anew', async () => {
    const home = await cut()
    await rig.start()
    await rig.clock.advance(TABS_MS)
    expect(await greeted('vera')).toEqual({ closes: [closeCodes.unauthorised], ids: [] })
    const vera = await rig.visitor(null)
    await vera.say(identify('i1', dewi))
    expect([answers(vera), idOf(vera)]).toEqual([['i1'], home])
    expect(Object.keys(welcomes(vera).at(-1)?.heads ?? {}).sort()).toEqual(['c1', 'c2', 'old'])
    expect(types('c2').filter(type => type === 'merged')).toHaveLength(1)
  })
})

describe('[P] a token from before a sign-in, which somebody may have copied', () => {
  for (const [who, before] of [
    ['is new to the shop', async () => {}],
    ['is known to the shop', known],
  ] as const)
    it(`never stands for who signed in, and ${who}`, async () => {
      await before()
      const vera = await rig.visitor('vera')
      await vera.say(says('m1'))
      await vera.say(identify('i1', dewi))
      // For a while the browser's other tabs come back as soon as they have read the new one; then it is worth nothing.
      const away = { closes: [closeCodes.goingAway], ids: [] }
      expect(await greeted('vera')).toEqual(away)
      await rig.clock.advance(TABS_MS - 1)
      expect(await greeted('vera')).toEqual(away)
      await rig.clock.advance(1)
      const refused = { closes: [closeCodes.unauthorised], ids: [] }
      expect(await greeted('vera')).toEqual(refused)
      await rig.stop()
      await rig.start()
      expect(await greeted('vera')).toEqual(refused)
      expect(await greeted(idOf(vera))).toEqual({ closes: [], ids: [idOf(vera)] })
    })

  it('hears and says nothing more on a line that was open', async () => {
    const [vera, thief] = [await rig.visitor('vera'), await rig.visitor('vera')]
    await vera.say(says('m1'))
    const heard = thief.frames.length
    await vera.say(identify('i1', dewi))
    await vera.say(says('m2'))
    expect(thief.closes).toEqual([closeCodes.goingAway])
    const told = JSON.stringify(thief.frames.slice(heard))
    expect([told.includes('m2'), told.includes('Dewi')]).toEqual([false, false])
  })

  it('is no token on a line that stands, either', async () => {
    const vera = await rig.visitor('vera')
    await vera.say(identify('i1', dewi))
    const thief = await rig.visitor(null)
    await thief.say(visitorHello('vera'))
    expect([thief.closes, idOf(thief) === idOf(vera)]).toEqual([[closeCodes.goingAway], false])
  })
})
