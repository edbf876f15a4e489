import { describe, expect, it } from 'vitest'
import { settle, type TestClock } from '../../e2e/sim/clock.ts'
import { freshRig, send } from '../../e2e/sim/fresh.ts'
import { account, type Rig, shop } from '../../e2e/sim/rig.ts'
import { timesAt } from '../../protocol/ladder.ts'
import { ledger } from './ledger.ts'

/** What moves a chat, or tells of it, between the rungs. */
let rig: Rig
let clock: TestClock
const { story, state } = freshRig(fresh => {
  rig = fresh
  clock = rig.clock
})

describe('[R2] an offer that was open when the relay came back', () => {
  async function interrupted() {
    await rig.agent('ayu', { dead: true })
    const vera = await rig.visitor()
    await vera.say(send('m1'))
    await rig.leave()
    await rig.stop()
    await clock.advance(10_000)
    await rig.start()
  }

  it('is confirmed by a console that needs its time to come back, and stays', async () => {
    await interrupted()
    await clock.advance(4900)
    await rig.agent('ayu')
    await clock.advance(14_000)
    expect(story()).toEqual(['0 routed ayu', '14.9 ayu acked', '15 nudge'])
  })

  it('goes on when the console came back and does not show it', async () => {
    await interrupted()
    await clock.advance(1000)
    await rig.agent('ayu', { dead: true })
    await clock.advance(6999)
    expect(story().at(-1)).toBe('15 nudge')
    await clock.advance(1)
    expect(story()).toContain('18 ayu no-ack')
  })
})

describe('[R3] a chat kept because nobody else could have it', () => {
  const away = { availability: 'away', away: 'chosen' } as const

  async function kept(budi: Parameters<typeof account>[1] = {}) {
    await rig.store.putAccount(account('budi', budi))
    await rig.relay().refresh()
    const ayu = await rig.agent('ayu')
    const vera = await rig.visitor()
    await vera.say(send('m1'))
    return { ayu, vera }
  }
  /** Everything that came after the chat was kept. */
  const later = () => story().slice(story().indexOf('30 hand-on kept: nobody-else') + 1)
  const moved = ['34 ayu too-slow', '34 routed budi', '34 routed budi', '34 budi acked']

  it('goes on when an agent comes online, on that second, and its ledger adds up', async () => {
    await kept()
    await clock.advance(34_000)
    await rig.agent('budi')
    expect(later()).toEqual(moved)
    const [row] = await rig.store.episodes({ site: null, from: 0, to: Number.MAX_SAFE_INTEGER })
    if (!row) throw new Error('there is no episode')
    const { phases, waitedMs } = ledger(row, clock.now(), timesAt(undefined))
    expect(Object.values(phases).reduce((sum, one) => sum + one, 0)).toBe(waitedMs)
    expect(waitedMs).toBe(34_000)
  })

  it('goes on when a slot is freed', async () => {
    const { vera } = await kept({ capacity: 1 })
    await rig.store.putAccount(account('ayu', away))
    await rig.relay().refresh()
    const budi = await rig.agent('budi')
    await vera.say(send('m1', 'd'))
    expect(await state('d')).toMatchObject({ agent: { id: 'budi' } })
    await clock.advance(34_000)
    await budi.say({ t: 'resolve', id: 'x', c: 'd' })
    expect(later()).toEqual(moved)
  })

  it('goes on when an agent joins the department it is for', async () => {
    await rig.store.putDepartment({ id: 'sales', name: 'Sales', hours: null })
    await rig.store.putAccount(account('ayu', { departments: ['sales'] }))
    await kept()
    const vera = await rig.visitor()
    await vera.say({
      t: 'wish',
      id: 'w1',
      c: 'c',
      wish: { department: 'sales', language: null, agent: null, priority: 0 },
    })
    await rig.agent('budi')
    await clock.advance(34_000)
    await rig.store.putAccount(account('budi', { departments: ['sales'] }))
    await rig.relay().refresh()
    await settle()
    expect(later()).toEqual(moved)
  })

  it('stays with who types or has replied, and when all hands may', async () => {
    const { ayu } = await kept()
    const vera = await rig.visitor('wati')
    await vera.say(send('m1', 'd'))
    await clock.advance(33_000)
    await ayu.say({ t: 'typing', c: 'c', on: true })
    await ayu.say(send('r1', 'd'))
    const budi = await rig.agent('budi')
    await clock.advance(12_000)
    await rig.relay().refresh()
    await budi.say({ t: 'available', id: 'b', on: true, why: 'chosen' })
    expect(later()).toEqual(['33 ayu typed', '45 all-hands'])
    expect(story(1, 'd').join()).not.toContain('too-slow')
  })

  it('stays where only those are left who had it', async () => {
    await kept()
    const budi = await rig.agent('budi', { dead: true })
    await clock.advance(33_001)
    expect(story()).toContain('33 budi no-ack')
    budi.client.close()
    await settle()
    await rig.agent('budi')
    expect(story().join()).not.toContain('34')
  })
})

describe('[R5] a slot', () => {
  it('freed by quiet is used on its second', async () => {
    await rig.store.putAccount(account('ayu', { capacity: 1 }))
    await rig.relay().refresh()
    const ayu = await rig.agent('ayu')
    const vera = await rig.visitor()
    await vera.say(send('m1', 'q'))
    await clock.advance(7777)
    await ayu.say(send('r1', 'q'))
    await clock.advance(9 * 60_000)
    await vera.say(send('m1'))
    await clock.advance(60_000)
    expect((await state()).status).toBe('waiting')
    await clock.advance(1)
    expect(await state()).toMatchObject({ status: 'assigned', agent: { id: 'ayu' } })
  })
})

describe('[R3] typing', () => {
  it('of who had it before does not keep it with who has it now', async () => {
    await rig.store.putSite({ ...shop, ladder: { ...shop.ladder, graceMs: 2000 } })
    await rig.store.putAccount(account('citra'))
    await rig.relay().refresh()
    const ayu = await rig.agent('ayu')
    const vera = await rig.visitor()
    await vera.say(send('m1'))
    await rig.agent('budi')
    await rig.agent('citra')
    await clock.advance(24_000)
    await ayu.say({ t: 'typing', c: 'c', on: true })
    ayu.client.close()
    await settle()
    await clock.advance(6000)
    expect(story()).toContain('26 routed budi')
    expect(story().slice(-4)).toEqual([
      '30 budi too-slow',
      '30 routed citra',
      '30 routed citra',
      '30 citra acked',
    ])
  })
})

describe('[R8] the estimate', () => {
  it('does not take offers that went on for chats that were handed over', async () => {
    for (const id of ['ayu', 'budi', 'citra', 'dewi']) {
      await rig.store.putAccount(account(id))
      await rig.relay().refresh()
      await rig.agent(id, { dead: true })
    }
    const [vera, wati] = [await rig.visitor(), await rig.visitor('wati')]
    await vera.say(send('m1'))
    await clock.advance(13_000)
    expect(story().filter(line => line.includes('no-ack'))).toHaveLength(4)
    await wati.say(send('m1', 'w'))
    await clock.advance(13_000)
    expect(wati.all('queue').at(-1)).toMatchObject({ etaMs: null })
  })
})

describe('[R13] the badge', () => {
  it('is told to who is there when it would be read differently, and only then', async () => {
    const ayu = await rig.agent('ayu')
    const looker = await rig.visitor('looker')
    const told = () => looker.all('availability').map(({ badge }) => badge?.medianMs ?? null)
    async function answer(c: string, afterMs: number) {
      await (await rig.visitor(c)).say(send('m1', c))
      await clock.advance(afterMs)
      await ayu.say(send(`r-${c}`, c))
      await ayu.say({ t: 'resolve', id: c, c })
      await clock.advance(3050)
    }
    for (let i = 0; i < 9; i++) await answer(`a${i}`, 2000)
    const before = told().length
    expect(told().at(-1) ?? null).toBeNull()
    await answer('b', 2400)
    expect(told().slice(before)).toEqual([2000])
    await answer('c', 2000)
    expect(told().slice(before)).toEqual([2000])
    for (let i = 0; i < 12; i++) await answer(`d${i}`, 5000)
    expect(told().slice(before)).toEqual([2000, 2400, 5000])
  })
})
