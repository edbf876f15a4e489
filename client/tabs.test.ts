import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Browser, createBrowser, type Tab } from '../e2e/sim/browser.ts'
import { createTestClock, settle, type TestClock } from '../e2e/sim/clock.ts'
import { createMachine, type Machine } from '../e2e/sim/network.ts'
import { createRandom } from '../e2e/sim/random.ts'
import { createRelays, type Relays } from '../e2e/sim/relays.ts'
import type { Device } from './device.ts'
import { shareSocket } from './tabs.ts'
import type { VisitorClient } from './view.ts'
import { createVisitor } from './visitor.ts'

interface Open {
  tab: Tab
  client: VisitorClient
}

/** A visitor's browser with its tabs, and a relay. */
interface Stage {
  clock: TestClock
  relays: Relays
  machine: Machine
  browser: Browser
  tabs: Open[]
  open(share?: Device['share']): Promise<Open>
  flow(): Promise<void>
  /** In steps of half a second, so that frames arrive in between. */
  pass(ms: number): Promise<void>
  logged(): string[]
  end(): Promise<void>
}
let stage: Stage
beforeEach(async () => {
  stage = await createStage()
})
afterEach(() => stage.end())

async function createStage(): Promise<Stage> {
  const clock = createTestClock()
  const random = createRandom(1)
  const relays = await createRelays({
    clock,
    random,
    count: 1,
    agents: ['ayu'],
    loss: 0,
    spoil: store => store,
  })
  const machine = createMachine({
    name: 'v',
    clock,
    random,
    cookie: '',
    pickRelay: relays.pick,
    heard: () => {},
  })
  const browser = createBrowser(machine)
  const tabs: Open[] = []
  async function flow() {
    do {
      machine.deliver(100)
      for (let turns = 0; turns < 4; turns++) await settle()
    } while (machine.pending())
  }
  return {
    clock,
    relays,
    machine,
    browser,
    tabs,
    flow,
    async open(share) {
      const tab = browser.tab()
      if (share) tab.device.share = share
      const client = await createVisitor({
        url: 'http://relay',
        site: 's',
        page: () => ({ url: 'https://shop.test/', title: '' }),
        language: 'en',
        device: tab.device,
      })
      client.connect()
      tabs.push({ tab, client })
      return { tab, client }
    },
    async pass(ms) {
      for (let left = ms; left > 0; left -= 500) {
        await flow()
        await clock.advance(Math.min(500, left))
      }
      await flow()
    },
    logged: () =>
      [...relays.store.log.values()]
        .flat()
        .flatMap(({ event }) => (event.type === 'message' ? [event.text] : [])),
    async end() {
      for (const { client } of tabs) client.close()
      await flow()
      expect(browser.left()).toEqual({ locks: 0, channels: 0, sockets: 0, listeners: 0 })
      expect(relays.counts()).toEqual({ sessions: 0, topics: 0 })
      await relays.stop()
      expect(clock.timers()).toBe(0)
      expect(relays.errors).toEqual([])
    },
  }
}
const texts = ({ client }: Open) =>
  client.view.entries.flatMap(entry => (entry.kind === 'message' ? [entry.text] : []))
const online = ({ client }: Open) => client.view.link.state === 'online'

async function twenty(): Promise<Open[]> {
  for (let i = 0; i < 20; i++) {
    await stage.open()
    await stage.flow()
  }
  return stage.tabs
}

it('[W7] twenty tabs are one socket, and each of them shows what any of them sends', async () => {
  const tabs = await twenty()
  expect([stage.browser.sockets(), tabs.every(online)]).toEqual([1, true])
  tabs[7]?.client.send('from the eighth')
  tabs[0]?.client.send('from the first')
  await stage.pass(1000)
  expect(stage.logged().sort()).toEqual(['from the eighth', 'from the first'])
  for (const tab of tabs) expect(texts(tab)).toEqual(stage.logged())
  expect(new Set(tabs.map(({ client }) => client.view.visitor?.id)).size).toBe(1)
})

it('[W7] twenty tabs that open at once are one visitor on one socket', async () => {
  await Promise.all(Array.from({ length: 20 }, () => stage.open()))
  await stage.pass(1000)
  expect([stage.browser.sockets(), stage.tabs.every(online)]).toEqual([1, true])
  expect(new Set(stage.tabs.map(({ client }) => client.view.visitor?.id)).size).toBe(1)
})

it('[W7] a tab with the socket that crashes in mid-send loses and doubles nothing', async () => {
  const [first, second] = [await stage.open(), await stage.open()]
  await stage.flow()
  first.client.send('one').catch(() => {})
  first.client.send('two').catch(() => {})
  void second.client.send('three')
  await settle()
  first.tab.crash()
  stage.tabs.shift()
  await stage.pass(2000)
  expect(stage.logged().sort()).toEqual(['one', 'three', 'two'])
  expect(stage.logged().filter(text => text !== 'three')).toEqual(['one', 'two'])
  expect([texts(second), stage.browser.sockets()]).toEqual([stage.logged(), 1])
})

it('[W7] a tab with the socket that closes hands it to the next', async () => {
  const [first, second] = [await stage.open(), await stage.open()]
  await stage.flow()
  first.client.close()
  await stage.pass(1000)
  expect([online(second), stage.browser.sockets()]).toEqual([true, 1])
})

it('[W7] a frozen tab loses the socket to whoever misses its sign, and follows when it wakes', async () => {
  const [first, second] = [await stage.open(), await stage.open()]
  await stage.flow()
  first.tab.freeze()
  void second.client.send('anybody?')
  await stage.pass(1000)
  expect(stage.logged()).toEqual([])
  await stage.pass(1500)
  expect([stage.logged(), stage.browser.sockets()]).toEqual([['anybody?'], 1])
  first.tab.thaw()
  await stage.pass(1500)
  expect([texts(first), stage.browser.sockets()]).toEqual([['anybody?'], 1])
})

it('[W7] a frozen tab is missed by one that only listens, within ten seconds', async () => {
  const [first, second] = [await stage.open(), await stage.open()]
  await stage.pass(30_000)
  expect([online(first), online(second), stage.browser.sockets()]).toEqual([true, true, 1])
  const states: string[] = []
  second.client.subscribe(() => states.push(second.client.view.link.state))
  await stage.pass(30_000)
  expect(new Set(states)).toEqual(new Set())
  first.tab.freeze()
  await stage.pass(10_000)
  expect([online(second), stage.browser.sockets()]).toEqual([true, 1])
  first.tab.thaw()
})

it('[W7] a tab that opens beside a frozen one is online within two seconds', async () => {
  const first = await stage.open()
  await stage.flow()
  first.tab.freeze()
  const second = await stage.open()
  await stage.pass(2000)
  expect(online(second)).toBe(true)
  first.tab.thaw()
})

it('[W4] a page in the back/forward cache holds no socket, no lock and no channel, and resumes', async () => {
  const only = await stage.open()
  await stage.flow()
  only.tab.show(false)
  only.tab.freeze()
  await stage.flow()
  expect(stage.browser.left()).toMatchObject({ locks: 0, channels: 0, sockets: 0 })
  await stage.clock.advance(60_000)
  only.tab.thaw()
  only.tab.show(true)
  await stage.pass(500)
  expect(online(only)).toBe(true)
})

it('[A] a reset in one tab makes all of them somebody new, and sends nothing of the one before', async () => {
  const [first, second] = [await stage.open(), await stage.open()]
  await stage.flow()
  first.client.send('mine')
  await stage.pass(1000)
  const before = first.client.view.visitor?.id
  stage.machine.setOffline(true)
  second.client.send('never sent').catch(() => {})
  stage.machine.setOffline(false)
  await first.client.reset()
  await stage.pass(3000)
  for (const tab of [first, second]) {
    expect(tab.client.view.visitor?.id).not.toBe(before)
    expect([texts(tab), online(tab)]).toEqual([[], true])
  }
  expect(first.client.view.visitor).toEqual(second.client.view.visitor)
  expect(stage.logged()).toEqual(['mine'])
})

it('[W3] a tab fetches what shares a socket when there is another, and keeps its line then', async () => {
  let fetched = 0
  const share = async () => {
    fetched += 1
    return shareSocket
  }
  const first = await stage.open(share)
  await stage.pass(3000)
  expect([online(first), fetched]).toEqual([true, 0])
  const states: string[] = []
  first.client.subscribe(() => states.push(first.client.view.link.state))
  const second = await stage.open(share)
  await stage.flow()
  expect([fetched, online(second), stage.browser.sockets()]).toEqual([2, true, 1])
  expect(new Set(states)).toEqual(new Set(['online']))
})

it('where what shares a socket cannot be fetched, each tab has its own', async () => {
  const share = () => Promise.reject(new TypeError('no such module'))
  const [first, second] = [await stage.open(share), await stage.open(share)]
  await stage.pass(1000)
  void first.client.send('one')
  void second.client.send('two')
  await stage.pass(1000)
  expect(stage.logged().sort()).toEqual(['one', 'two'])
  expect([online(first), online(second), stage.browser.sockets()]).toEqual([true, true, 2])
  const third = await stage.open()
  await stage.pass(4000)
  expect(stage.tabs.map(online)).toEqual([true, true, true])
  expect(texts(third)).toEqual(stage.logged())
})

it('without Web Locks each tab has a socket of its own', async () => {
  for (let i = 0; i < 3; i++) {
    const { device } = stage.browser.tab()
    const client = await createVisitor({
      url: 'http://relay',
      site: 's',
      page: () => ({ url: 'https://shop.test/', title: '' }),
      language: 'en',
      device: { ...device, tabs: undefined },
    })
    client.connect()
    await stage.flow()
    stage.tabs.push({ tab: stage.browser.tab(), client })
  }
  expect(stage.browser.sockets()).toBe(3)
})

const acts = ['open', 'send', 'freeze', 'thaw', 'close', 'crash', 'cut', 'wait', 'deliver'] as const
const act = fc.record({
  what: fc.constantFrom(...acts, 'send', 'send', 'wait', 'deliver'),
  which: fc.nat(4),
  ms: fc.nat(3000),
})

it('[W6] [W7] whatever happens to tabs, each message is in the log once, in its tab’s order, on one socket', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 60, size: 'max' }), async all => {
      const world = await createStage()
      const { tabs, machine, clock, browser } = world
      const written: { by: Tab; text: string }[] = []
      let crowdedMs = 0
      async function wait(ms: number) {
        for (let left = ms; left > 0; left -= 250) {
          await clock.advance(Math.min(left, 250))
          crowdedMs = browser.sockets() > 1 ? crowdedMs + 250 : 0
          expect(crowdedMs).toBeLessThanOrEqual(2000)
        }
      }
      await world.open()
      for (const { what, which, ms } of all) {
        const open = tabs[which % Math.max(1, tabs.length)]
        if (what === 'open' || !open) {
          if (tabs.length < 5) await world.open()
        } else if (what === 'send' && !open.tab.frozen()) {
          const text = String(written.length)
          written.push({ by: open.tab, text })
          open.client.send(text).catch(() => {})
        } else if (what === 'freeze') open.tab.freeze()
        else if (what === 'thaw') open.tab.thaw()
        else if (what === 'close' && !open.tab.frozen()) {
          open.client.close()
          tabs.splice(tabs.indexOf(open), 1)
        } else if (what === 'crash') {
          open.tab.crash()
          tabs.splice(tabs.indexOf(open), 1)
        } else if (what === 'cut') machine.drop()
        else if (what === 'wait') await wait(ms)
        else machine.deliver(1 + (ms % 4))
        await settle()
      }
      for (const { tab } of tabs) tab.thaw()
      // What a tab that is gone left unsent is sent by the next page.
      await world.open()
      await world.pass(70_000)
      const log = world.logged()
      expect([...log].sort()).toEqual(written.map(({ text }) => text).sort())
      for (const { by } of written) {
        const own = written.filter(one => one.by === by).map(({ text }) => text)
        expect(log.filter(text => own.includes(text))).toEqual(own)
      }
      for (const one of tabs) expect([online(one), texts(one)]).toEqual([true, log])
      expect(browser.sockets()).toBe(1)
      await world.end()
    }),
    { numRuns: 100 },
  )
})
