import { beforeEach, expect, it } from 'vitest'
import { createTestClock, settle, type TestClock } from '../e2e/sim/clock.ts'
import type { Device } from './device.ts'
import { createMemoryKeep, type Keep } from './keep.ts'
import { createOutbox, type Outbox } from './outbox.ts'

let clock: TestClock
let keep: Keep
let sent: string[]
let up: boolean
let ids: number
let jumpMs: number
beforeEach(() => {
  clock = createTestClock()
  keep = createMemoryKeep()
  sent = []
  up = true
  ids = 0
  jumpMs = 0
})
async function page(): Promise<Outbox> {
  const device: Device = {
    openSocket: () => ({ send: () => {}, close: () => {} }),
    now: () => clock.now() + jumpMs,
    after: clock.after,
    random: () => 0,
    newId: () => `i${++ids}`,
    keep,
    onNetwork: () => () => {},
    askWhy: async () => null,
    mark: () => false,
  }
  const outbox = createOutbox({
    device,
    transmit(item) {
      if (up) sent.push(item.text)
      return up
    },
    changed: () => {},
  })
  await outbox.load('out:')
  return outbox
}
const texts = (outbox: Outbox) => outbox.items().map(({ text }) => text)
const id = (outbox: Outbox, text: string) =>
  outbox.items().find(item => item.text === text)?.id ?? ''

it('has one under way at a time, in order', async () => {
  const outbox = await page()
  const first = outbox.add('1')
  outbox.add('2')
  expect(sent).toEqual(['1'])
  outbox.remove(first.id)
  expect(sent).toEqual(['1', '2'])
})

it('[W6] keeps text and order across a reload, also when the clock jumped back', async () => {
  up = false
  const before = await page()
  before.add('1')
  before.add('2')
  jumpMs = -3_600_000
  before.add('3')
  await settle()
  const after = await page()
  after.add('4')
  await settle()
  expect(texts(await page())).toEqual(['1', '2', '3', '4'])
})

it('what was written before it was loaded comes after what an earlier page left', async () => {
  up = false
  const before = await page()
  before.add('1')
  await settle()
  const late = await page()
  late.add('2')
  await late.load('out:')
  expect(texts(late).sort()).toEqual(['1', '2'])
})

it('what the log has is not kept any longer', async () => {
  const outbox = await page()
  outbox.remove(outbox.add('1').id)
  await settle()
  expect(texts(await page())).toEqual([])
  expect(clock.timers()).toBe(0)
})

it('sends again what got no answer, with the same id', async () => {
  const outbox = await page()
  outbox.add('1')
  outbox.add('2')
  await clock.advance(15_000)
  expect(sent).toEqual(['1', '1'])
})

it('waits as long as a too-fast refusal says, and lets nothing overtake', async () => {
  const outbox = await page()
  const first = outbox.add('1')
  outbox.reject(first.id, 'too-fast', 700)
  outbox.add('2')
  outbox.flush()
  await clock.advance(699)
  expect(sent).toEqual(['1'])
  await clock.advance(1)
  expect(sent).toEqual(['1', '1'])
  expect(outbox.items()[0]?.why).toBeNull()
})

it('keeps a refused one with its reason, goes on with the next, and sends it again when asked', async () => {
  const outbox = await page()
  outbox.add('1')
  outbox.add('2')
  outbox.reject(id(outbox, '1'), 'too-long')
  expect(sent).toEqual(['1', '2'])
  expect(outbox.items().map(({ why }) => why)).toEqual(['too-long', null])
  outbox.retry(id(outbox, '1'))
  outbox.remove(id(outbox, '2'))
  expect(sent).toEqual(['1', '2', '1'])
  outbox.reject('unknown', 'held')
  await settle()
  expect(texts(await page())).toEqual(['1'])
})

it('begins again from the first when the line is back', async () => {
  const outbox = await page()
  outbox.add('1')
  outbox.add('2')
  outbox.pause()
  expect(clock.timers()).toBe(0)
  outbox.flush()
  expect(sent).toEqual(['1', '1'])
})

it('forgets everything when told to, what it kept too', async () => {
  const outbox = await page()
  outbox.add('1')
  outbox.add('2')
  outbox.clear()
  await settle()
  expect([texts(outbox), texts(await page()), clock.timers()]).toEqual([[], [], 0])
})
