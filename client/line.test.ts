import { beforeEach, expect, it } from 'vitest'
import { createTestClock, settle, type TestClock } from '../e2e/sim/clock.ts'
import { closeCodes } from '../protocol/close-codes.ts'
import type { Device, SocketEvents } from './device.ts'
import { createMemoryKeep } from './keep.ts'
import { createLine, type Line } from './line.ts'

interface Opened {
  events: SocketEvents
  sent: string[]
  closed: boolean
}

let clock: TestClock
let sockets: Opened[]
let wakes: Set<(up: boolean) => void>
let why: string | null
let renewed: number
let blocked: number
/** What passed on the wall while no timer ran. */
let sleptMs: number
let line: Line
beforeEach(() => {
  clock = createTestClock()
  sockets = []
  wakes = new Set()
  why = null
  renewed = 0
  blocked = 0
  sleptMs = 0
  const device: Device = {
    openSocket(_, events) {
      const opened: Opened = { events, sent: [], closed: false }
      sockets.push(opened)
      return {
        send: frame => void opened.sent.push(frame),
        close() {
          opened.closed = true
        },
      }
    },
    now: () => clock.now() + sleptMs,
    after: clock.after,
    random: () => 1,
    newId: () => 'id',
    keep: createMemoryKeep(),
    onNetwork(fn) {
      wakes.add(fn)
      return () => void wakes.delete(fn)
    },
    askWhy: async () => why,
    mark: () => false,
  }
  line = createLine({
    device,
    url: 'ws://relay/visitor',
    whyUrl: 'http://relay/why',
    hello: async () => ({ t: 'hello', renewed }),
    frame: (text, welcomed) => text === 'welcome' && welcomed(),
    changed: () => {},
    async renew() {
      await settle()
      renewed += 1
    },
    blocked: () => void blocked++,
  })
})
const last = (): Opened => {
  const opened = sockets.at(-1)
  if (!opened) throw new Error('no socket was opened')
  return opened
}
async function online() {
  line.connect()
  last().events.opened()
  await settle()
  last().events.frame('welcome')
}
const wake = () => {
  for (const fn of wakes) fn(true)
}

it('opens nothing until told, says hello once open, and sends once welcomed', async () => {
  expect(sockets).toHaveLength(0)
  line.connect()
  line.connect()
  expect(sockets).toHaveLength(1)
  expect(line.send({})).toBe(false)
  last().events.opened()
  await settle()
  expect(last().sent).toEqual(['{"t":"hello","renewed":0}'])
  expect([line.link().state, line.send({})]).toEqual(['connecting', false])
  last().events.frame('welcome')
  expect([line.link().state, line.send({ a: 1 })]).toEqual(['online', true])
  expect(last().sent.at(-1)).toBe('{"a":1}')
})

it('tries again by itself after a loss', async () => {
  await online()
  last().events.closed(1006, '')
  expect(line.link()).toEqual({ state: 'waiting', retryAt: clock.now() + 400 })
  await clock.advance(400)
  expect(sockets).toHaveLength(2)
})

it('an open socket that falls silent is dropped and another one opened', async () => {
  await online()
  await clock.advance(49_000)
  last().events.frame('anything')
  await clock.advance(49_999)
  expect(sockets).toHaveLength(1)
  await clock.advance(1)
  expect(sockets[0]?.closed).toBe(true)
  await clock.advance(400)
  expect(sockets).toHaveLength(2)
})

it('a socket that never opens, and one that never welcomes, are given up', async () => {
  line.connect()
  await clock.advance(10_000)
  expect([last().closed, line.link().state]).toEqual([true, 'waiting'])
  await clock.advance(400)
  last().events.opened()
  await clock.advance(10_000)
  expect(sockets[1]?.closed).toBe(true)
})

it('[W7] a proxy that swallows what is said on two sockets blocks them, one that greets late does not', async () => {
  why = ''
  line.connect()
  for (let i = 0; i < 2; i++) {
    expect(blocked).toBe(0)
    last().events.opened()
    await clock.advance(10_000)
    await clock.advance(1000)
  }
  expect(blocked).toBe(1)
  last().events.opened()
  await settle()
  last().events.frame('welcome')
  expect(line.link().state).toBe('online')
  last().events.closed(1006, '')
  await clock.advance(1000)
  await clock.advance(10_000)
  expect(blocked).toBe(1)
})

it('nothing that an old socket says counts', async () => {
  await online()
  const old = last()
  old.events.closed(1006, '')
  await clock.advance(400)
  old.events.frame('welcome')
  old.events.opened()
  old.events.closed(closeCodes.forbidden, 'late')
  expect(line.link().state).toBe('connecting')
})

it('a network that is gone is told at once, and tried again when it is back', async () => {
  await online()
  for (const fn of wakes) fn(false)
  expect(line.link().state).toBe('waiting')
  wake()
  expect(line.link().state).toBe('connecting')
})

it('a wake ends the wait at once', async () => {
  await online()
  last().events.closed(1006, '')
  wake()
  expect(sockets).toHaveLength(2)
})

it('a wake leaves a living line alone and finds one that died while the machine slept', async () => {
  await online()
  wake()
  expect(sockets).toHaveLength(1)
  sleptMs = 3_600_000
  wake()
  expect([sockets[0]?.closed, sockets.length]).toEqual([true, 2])
})

it('renews before it says hello again', async () => {
  await online()
  last().events.closed(closeCodes.tokenExpired, '')
  await clock.advance(400)
  last().events.opened()
  await settle()
  await settle()
  expect(last().sent).toEqual(['{"t":"hello","renewed":1}'])
})

it('stops when the relay says why over HTTP, and begins again when asked to', async () => {
  why = 'origin not allowed'
  line.connect()
  last().events.closed(1006, '')
  await settle()
  expect(line.link()).toEqual({ state: 'stopped', reason: 'origin not allowed' })
  await clock.advance(60_000)
  expect(sockets).toHaveLength(1)
  line.connect()
  expect(sockets).toHaveLength(2)
})

it('ends with no timer and no listener left', async () => {
  await online()
  line.end()
  expect([last().closed, clock.timers(), wakes.size, line.link().state]).toEqual([
    true,
    0,
    0,
    'idle',
  ])
})
