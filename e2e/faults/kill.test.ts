import { afterEach, beforeEach, expect, test } from 'vitest'
import { type RunningRelay, startRelay } from '../relay.ts'
import { checkShop } from './check.ts'
import { seeded, startLoad } from './load.ts'
import { openShop } from './shop.ts'
import { pause, until } from './until.ts'

const KILLS = 10
const CAPACITY = 5

let relay: RunningRelay
beforeEach(async () => {
  relay = await startRelay()
})
afterEach(() => relay.remove())

test('[P1] [P2] [P3] ten kills under load lose nothing, double nothing and leave every screen equal to the log', async () => {
  const random = seeded()
  const shop = await openShop(relay, {
    visitors: 8,
    capacities: [CAPACITY, CAPACITY, CAPACITY],
    random: random.next,
  })
  const load = startLoad(shop, random)
  for (let kill = 0; kill < KILLS; kill++) {
    await pause(100 + random.below(800))
    // Now and then the relay does not even live to its first word; mostly it dies with an acknowledgement still warm.
    if (random.chance(0.2)) await killWhileStarting(random.below(600))
    else {
      if (random.chance(0.8)) await shop.nextSeen()
      await relay.kill()
    }
    const reloading = random.pick(shop.visitors)
    if (reloading) await shop.reload(reloading)
    await relay.restart()
    shop.wake()
    await until('somebody is connected', () =>
      shop.people.some(({ client }) => client.view.link.state === 'online'),
    )
  }
  await load.stop()
  shop.wake()
  await checkShop(shop, relay, CAPACITY)
  expect(shop.written.length).toBeGreaterThan(100)
  expect(relay.logs()).not.toMatch(/"level":[56]0/)
})

async function killWhileStarting(afterMs: number): Promise<void> {
  const starting = relay.restart().catch(() => {})
  await pause(afterMs)
  await relay.kill()
  await starting
}
