import { beforeEach, expect, it } from 'vitest'
import { createTestClock, type TestClock } from '../e2e/sim/clock.ts'
import { createMemoryKeep } from './keep.ts'
import { createTypist } from './typing.ts'

let clock: TestClock
let said: string[]
let typist: ReturnType<typeof createTypist>
beforeEach(() => {
  clock = createTestClock()
  said = []
  const device = {
    openSocket: () => ({ send: () => {}, close: () => {} }),
    now: clock.now,
    after: clock.after,
    random: () => 0,
    newId: () => '',
    keep: createMemoryKeep(),
    onNetwork: () => () => {},
    askWhy: async () => null,
    mark: () => false,
  }
  typist = createTypist(device, ({ on, text }) => said.push(on ? (text ?? 'on') : 'off'))
})
async function type(texts: readonly (string | undefined)[], everyMs: number) {
  for (const text of texts) {
    typist.typed(true, text)
    await clock.advance(everyMs)
  }
}

it('tells at once, again every three seconds, and that it stopped five seconds after the last key', async () => {
  await type(Array(8).fill(undefined), 500)
  expect(said).toEqual(['on', 'on'])
  await clock.advance(5000)
  expect([said, clock.timers()]).toEqual([['on', 'on', 'off'], 0])
})

it('[W15] text goes along once a second at most, and the last of it always', async () => {
  await type(['p', 'pi', 'pin', 'pink', 'pink?'], 300)
  expect(said).toEqual(['p', 'pink'])
  await clock.advance(1000)
  expect(said).toEqual(['p', 'pink', 'pink?'])
})

it('an emptied composer is told at once, and nothing of it later', async () => {
  await type(['p', 'pi'], 300)
  typist.typed(false)
  typist.typed(false)
  await clock.advance(10_000)
  expect([said, clock.timers()]).toEqual([['p', 'off'], 0])
})
