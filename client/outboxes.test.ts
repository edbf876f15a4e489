import { beforeEach, expect, it } from 'vitest'
import { createTestClock, settle } from '../e2e/sim/clock.ts'
import { createMemoryKeep, type Keep } from './keep.ts'
import { createOutboxes, type Outboxes } from './outboxes.ts'

let keep: Keep
let sent: string[]
let ids: number
beforeEach(() => {
  keep = createMemoryKeep()
  sent = []
  ids = 0
})
function unloaded(): Outboxes {
  const clock = createTestClock()
  return createOutboxes({
    device: {
      openSocket: () => ({ send: () => {}, close: () => {} }),
      now: clock.now,
      after: clock.after,
      random: () => 0,
      newId: () => `i${++ids}`,
      keep,
      onNetwork: () => () => {},
      askWhy: async () => null,
      mark: () => false,
    },
    transmit: (c, { text }) => sent.push(`${c}:${text}`) > 0,
    changed: () => {},
  })
}
async function page(): Promise<Outboxes> {
  const outboxes = unloaded()
  await outboxes.load('out:')
  return outboxes
}
const texts = (outboxes: Outboxes) =>
  [...outboxes.all()].flatMap(outbox => outbox.items().map(({ c, text }) => `${c}${text}`))
const write = (outboxes: Outboxes, c: string, text: string) => outboxes.of(c).add(text, { c })

it('has one of each conversation under way, and none waits for another', async () => {
  const outboxes = await page()
  const first = write(outboxes, 'a', '1')
  write(outboxes, 'a', '2')
  write(outboxes, 'b', '3')
  expect(sent).toEqual(['a:1', 'b:3'])
  outboxes.of('a').remove(first.id)
  expect(sent).toEqual(['a:1', 'b:3', 'a:2'])
})

it('[C10] the next page finds what an earlier one left, each in its conversation', async () => {
  const before = await page()
  write(before, 'b', '1')
  write(before, 'a', '2')
  write(before, 'b', '3')
  await settle()
  const after = await page()
  expect(texts(after).sort()).toEqual(['a2', 'b1', 'b3'])
  expect(after.of('b').items()).toHaveLength(2)
  after.of('b').clear()
  await settle()
  expect(texts(await page())).toEqual(['a2'])
})

it('what is written before it was loaded is kept from then on', async () => {
  const early = unloaded()
  write(early, 'a', '1')
  await early.load('out:')
  await settle()
  expect((await page()).of('a').items()).toMatchObject([{ c: 'a', text: '1' }])
})
