import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeCodes } from '../../protocol/close-codes.ts'
import { type RunningRelay, startRelay } from '../relay.ts'
import { checkShop, unstored } from './check.ts'
import { readFile } from './file.ts'
import { seeded, startLoad } from './load.ts'
import { openShop } from './shop.ts'
import { pause } from './until.ts'

const CAPACITY = 5
const STOP_MS = 5000

let relay: RunningRelay
beforeEach(async () => {
  relay = await startRelay()
})
afterEach(() => relay.remove())

test('[O] SIGTERM under load drains within five seconds, exits 0, and clients move on without losing a message', async () => {
  const random = seeded()
  const shop = await openShop(relay, { visitors: 8, capacities: [CAPACITY, CAPACITY, CAPACITY] })
  const load = startLoad(shop, random)
  for (let again = 0; again < 2; again++) {
    await pause(1000 + random.below(500))
    const from = performance.now()
    expect(await relay.stop()).toBe(0)
    expect(performance.now() - from).toBeLessThan(STOP_MS)
    expect(unstored(shop, readFile(relay.data))).toEqual([])
    await relay.restart()
    shop.wake()
  }
  await load.stop()
  shop.wake()
  await checkShop(shop, relay, CAPACITY)
  const codes = shop.people.map(({ machine }) => machine.closed()[0])
  expect(codes).toEqual(shop.people.map(() => closeCodes.goingAway))
  expect(relay.logs()).not.toMatch(/"level":[56]0/)
})
