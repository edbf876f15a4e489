import { describe, expect, it } from 'vitest'
import { settle, type TestClock } from '../../e2e/sim/clock.ts'
import { freshRig, refusals, send } from '../../e2e/sim/fresh.ts'
import { account, type Person, type Rig, shop } from '../../e2e/sim/rig.ts'
import { evolve, initial } from '../../protocol/conversation.ts'
import type { Copied, Recorded } from '../../protocol/events.ts'
import { createReporter, createReports } from './reports.ts'

let rig: Rig
let clock: TestClock
const { story, state } = freshRig(fresh => {
  rig = fresh
  clock = rig.clock
})

/** What the visitor's copies of logs say. */
const seenBy = (person: Person) =>
  person.all('events').flatMap(({ events }): readonly Copied[] => events as Copied[])

describe('[R3] the ladder of a chat that nobody answers', () => {
  it('is climbed on its seconds: nudge, hand-on to the next, all hands, breach', async () => {
    await rig.agent('ayu')
    const vera = await rig.visitor()
    await vera.say(send('m1'))
    await rig.agent('budi')
    await clock.advance(120_000)
    expect(story()).toEqual([
      '0 routed ayu',
      '0 ayu acked',
      '15 nudge',
      '30 hand-on',
      '30 ayu too-slow',
      '30 routed budi',
      '30 routed budi',
      '30 budi acked',
      '45 all-hands',
      '60 breach',
    ])
  })

  it('leaves the chat with its holder where there is nobody else, or the holder writes', async () => {
    const ayu = await rig.agent('ayu')
    const vera = await rig.visitor()
    await vera.say(send('m1'))
    await clock.advance(30_000)
    expect(story().at(-1)).toBe('30 hand-on kept: nobody-else')
    await vera.say(send('m1', 'd'))
    await rig.agent('budi')
    await clock.advance(28_000)
    await ayu.say({ t: 'typing', c: 'd', on: true })
    await clock.advance(2000)
    expect(story(1, 'd').at(-1)).toBe('60 hand-on kept: typing')
  })

  it('leaves it with one who took it and writes, though it waited when the rung before was reached', async () => {
    const vera = await rig.visitor()
    await vera.say(send('m1'))
    await rig.store.putAccount(account('ayu', { availability: 'away', away: 'chosen' }))
    await rig.relay().refresh()
    const ayu = await rig.agent('ayu')
    await clock.advance(25_000)
    await ayu.say({ t: 'take', id: 't', c: 'c' })
    await ayu.say({ t: 'typing', c: 'c', on: true })
    await clock.advance(5000)
    expect(story().at(-1)).toBe('30 hand-on kept: typing')
  })

  it('hands two chats on to one free slot only once', async () => {
    for (const id of ['ayu', 'budi']) await rig.store.putAccount(account(id, { capacity: 2 }))
    await rig.store.putAccount(account('budi', { capacity: 1 }))
    await rig.relay().refresh()
    await rig.agent('ayu')
    const vera = await rig.visitor()
    for (const c of ['c', 'd']) await vera.say(send('m1', c))
    await rig.agent('budi')
    await clock.advance(30_000)
    const held = [await state('c'), await state('d')].map(one =>
      one.status === 'assigned' ? one.agent.id : one.status,
    )
    expect(held.sort()).toEqual(['ayu', 'budi'])
  })

  it('ends with the answer', async () => {
    const ayu = await rig.agent('ayu')
    const vera = await rig.visitor()
    await vera.say(send('m1'))
    await clock.advance(14_999)
    await ayu.say(send('r1'))
    await clock.advance(120_000)
    expect(story().join()).not.toMatch(/nudge|hand-on|all-hands|breach/)
  })

  it("is the site's own", async () => {
    const ladder = { ackMs: 1000, nudgeMs: 2000, handOnMs: 4000, allHandsMs: 6000, graceMs: 1000 }
    await rig.store.putSite({ ...shop, ladder, targetMs: 8000 })
    await rig.relay().refresh()
    const vera = await rig.visitor()
    await vera.say(send('m1'))
    await clock.advance(60_000)
    expect(story()).toEqual(['2 nudge', '4 hand-on', '6 all-hands', '8 breach'])
  })

  it('is what the episode began with, whatever its site sets meanwhile, also after a restart', async () => {
    const vera = await rig.visitor()
    await vera.say(send('m1'))
    await clock.advance(5000)
    const ladder = { ackMs: 1000, nudgeMs: 2000, handOnMs: 4000, allHandsMs: 6000, graceMs: 1000 }
    await rig.store.putSite({ ...shop, ladder, targetMs: 8000 })
    await rig.relay().refresh()
    await clock.advance(20_000)
    expect(story(4)).toEqual(['15 nudge'])
    await (await rig.visitor('wati')).say(send('m1', 'd'))
    await rig.leave()
    await rig.stop()
    await rig.start()
    await clock.advance(60_000)
    expect(story(4)).toEqual(['15 nudge', '30 hand-on', '45 all-hands', '60 breach'])
    const later = ['27 nudge', '29 hand-on', '31 all-hands', '33 breach']
    expect(story(4, 'd')).toEqual(later)
  })

  it('leaves what is past as it was when its site sets another target', async () => {
    const ayu = await rig.agent('ayu')
    const vera = await rig.visitor()
    await vera.say(send('m1'))
    await clock.advance(20_000)
    await ayu.say(send('r1'))
    const query = { site: null, department: null, agent: null, timezone: 'UTC' }
    const { firstResponse } = createReports({
      reporter: createReporter(rig.store),
      directory: rig.store,
      clock,
    })
    const report = () => firstResponse({ ...query, from: 0, to: clock.now() + 1 })
    const before = await report()
    expect(before).toMatchObject({ within: 1, share: 1 })
    await rig.store.putSite({ ...shop, targetMs: 15_000 })
    await rig.relay().refresh()
    expect(await report()).toEqual(before)
  })

  it('lets the visitor choose once the target has passed, and notes a choice once', async () => {
    const vera = await rig.visitor()
    await vera.say(send('m1'))
    const choose = { t: 'choose', id: 'w', c: 'c', choice: 'wait', email: null } as const
    await clock.advance(59_999)
    await vera.say(choose)
    expect(refusals(vera)).toEqual(['too-early'])
    await clock.advance(1)
    await vera.say(choose)
    vera.client.drop()
    await (await rig.visitor()).say(choose)
    expect(story(1).filter(line => line.endsWith('chose'))).toEqual(['60 chose'])
    await (await rig.visitor()).say({ ...choose, id: 'w2', choice: 'email', email: 'v@m.example' })
    expect(story(1).filter(line => line.endsWith('chose'))).toHaveLength(2)
  })

  it('tells the visitor who is there and who had to leave, and not why one was chosen or went', async () => {
    const ayu = await rig.agent('ayu', { dead: true })
    const vera = await rig.visitor()
    await vera.say(send('m1'))
    await clock.advance(3000)
    const budi = await rig.agent('budi')
    budi.client.close()
    await settle()
    await clock.advance(8000)
    await rig.store.putAccount(account('citra'))
    await rig.relay().refresh()
    const citra = await rig.agent('citra')
    await citra.say(send('What size do you need?'))
    const seen = seenBy(vera)
    expect(story().join()).toMatch(/no-ack.*disconnected/)
    expect(seen.filter(({ event }) => event.type === 'released').map(({ event }) => event)).toEqual(
      [{ type: 'released' }, { type: 'released', agent: { id: 'budi', name: 'budi' } }],
    )
    expect(JSON.stringify(seen)).not.toMatch(/why|how|substantive|no-ack|disconnected|routed/)
    const whole = rig.store.log.get('c') ?? []
    const theirs = (seen as Recorded[]).reduce(evolve, initial)
    const ours = whole.reduce(evolve, initial)
    expect({ ...theirs, episode: null }).toEqual({ ...ours, episode: null })
    ayu.client.close()
  })

  it('tells the visitor of the breach only', async () => {
    await rig.agent('ayu')
    const vera = await rig.visitor()
    await vera.say(send('m1'))
    await clock.advance(60_000)
    const seen = seenBy(vera)
    expect(seen.map(({ seq }) => seq)).toEqual(seen.map((_, i) => i + 1))
    const types = seen.map(({ event }) => event.type)
    expect(types.filter(type => type === 'stepped')).toHaveLength(1)
    expect(seen.at(-1)?.event).toMatchObject({ type: 'stepped', step: 'breach' })
    expect(JSON.stringify(seen)).not.toMatch(/nudge|hand-on|all-hands|acked|candidates/)
  })
})

describe('[R3] all hands', () => {
  async function allHands() {
    await rig.store.putAccount(account('budi', { capacity: 0 }))
    await rig.relay().refresh()
    const [ayu, budi, vera] = [await rig.agent('ayu'), await rig.agent('budi'), await rig.visitor()]
    await vera.say(send('m1'))
    await clock.advance(44_999)
    await budi.say({ t: 'take', id: 't1', c: 'c' })
    expect(refusals(budi)).toEqual(['held'])
    await clock.advance(1)
    return { ayu, budi, vera }
  }

  it('lets anybody take it, beyond capacity', async () => {
    const { budi } = await allHands()
    await budi.say({ t: 'take', id: 't2', c: 'c' })
    expect(await state()).toMatchObject({ status: 'assigned', agent: { id: 'budi' } })
  })

  it('gives it to the first of two who reply in the same moment; the other is told', async () => {
    const { ayu, budi, vera } = await allHands()
    budi.client.send(JSON.stringify(send('from-budi')))
    ayu.client.send(JSON.stringify(send('from-ayu')))
    await settle()
    expect([refusals(budi), refusals(ayu)]).toEqual([['held'], ['held']])
    expect(await state()).toMatchObject({
      agent: { id: 'budi' },
      episode: { answeredBy: { id: 'budi' } },
    })
    expect(JSON.stringify(vera.frames)).not.toContain('from-ayu')
  })

  it('is over with the answer', async () => {
    const { ayu, budi } = await allHands()
    await ayu.say(send('r1'))
    await budi.say({ t: 'take', id: 't2', c: 'c' })
    expect(refusals(budi)).toEqual(['held', 'held'])
  })
})

describe('[R3] a relay that comes back in the middle of the ladder', () => {
  it('climbs what is overdue at once, in order, once, and the rest on its second', async () => {
    const vera = await rig.visitor()
    await vera.say(send('m1'))
    await clock.advance(16_000)
    await rig.leave()
    await rig.stop()
    await clock.advance(31_000)
    await rig.start()
    await clock.advance(60_000)
    expect(story()).toEqual(['15 nudge', '47 hand-on', '47 all-hands', '60 breach'])
  })

  it("climbs by the site's own ladder from the first moment on", async () => {
    const ladder = { ...shop.ladder, nudgeMs: 80_000, handOnMs: 90_000, allHandsMs: 100_000 }
    await rig.store.putSite({ ...shop, ladder, targetMs: 120_000 })
    await rig.relay().refresh()
    const vera = await rig.visitor()
    await vera.say(send('m1'))
    await rig.leave()
    await rig.stop()
    await clock.advance(70_000)
    await rig.start()
    await clock.advance(60_000)
    expect(story().map(line => line.split(' ')[0])).toEqual(['80', '90', '100', '120'])
  })
})

describe('[R4] the grace of a site', () => {
  it('is its own: a short one moves on while a long one still waits', async () => {
    await rig.store.putSite({ ...shop, id: 'quick', ladder: { ...shop.ladder, graceMs: 3000 } })
    await rig.relay().refresh()
    const ayu = await rig.agent('ayu')
    await (await rig.visitor()).say(send('m1', 'c'))
    await (await rig.visitor('wati', {}, 'quick')).say(send('m1', 'd'))
    ayu.client.drop()
    await settle()
    await clock.advance(3000)
    expect([(await state('c')).status, (await state('d')).status]).toEqual(['assigned', 'waiting'])
    await clock.advance(5000)
    expect(story(1, 'd')).toContain('3 ayu disconnected')
    expect(story(1, 'c')).toContain('8 ayu disconnected')
  })

  it('is what the episode began with, also where its holder left while no relay ran', async () => {
    const ayu = await rig.agent('ayu')
    await (await rig.visitor()).say(send('m1'))
    await rig.store.putSite({ ...shop, ladder: { ...shop.ladder, graceMs: 300_000 } })
    await rig.relay().refresh()
    ayu.client.drop()
    await rig.leave()
    await rig.stop()
    await rig.start()
    await clock.advance(shop.ladder.graceMs)
    expect(story(1)).toContain('8 ayu disconnected')
  })
})
