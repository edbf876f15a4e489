import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultLadder } from '../../protocol/ladder.ts'
import { type RunningRelay, startRelay } from '../relay.ts'
import { checkShop } from './check.ts'
import { readFile } from './file.ts'
import { seeded, startLoad } from './load.ts'
import { openShop } from './shop.ts'
import { pause, until } from './until.ts'

const CAPACITY = 5

let relay: RunningRelay
beforeEach(async () => {
  relay = await startRelay()
})
afterEach(() => relay.remove())

const freeze = () => process.kill(relay.pid, 'SIGSTOP')
const thaw = () => process.kill(relay.pid, 'SIGCONT')

test('a relay frozen for two seconds under load goes on with every line it had, and nothing is lost or doubled', async () => {
  const random = seeded()
  const shop = await openShop(relay, { visitors: 6, capacities: [CAPACITY, CAPACITY] })
  const load = startLoad(shop, random)
  await pause(1000)
  for (let again = 0; again < 2; again++) {
    freeze()
    await pause(2000)
    thaw()
    await pause(random.below(1000))
  }
  await load.stop()
  await checkShop(shop, relay, CAPACITY)
  expect(shop.people.map(({ machine }) => machine.opened())).toEqual(shop.people.map(() => 1))
  expect(relay.logs()).not.toMatch(/"level":[56]0/)
})

test('[R4] [P7] a grace that ran out while the relay was frozen takes nothing from an agent who came back in time', async () => {
  const shop = await openShop(relay, { visitors: 1, capacities: [CAPACITY, CAPACITY] })
  const [visitor] = shop.visitors
  if (!visitor) throw new Error('a shop without visitors')
  shop.write(visitor)
  const state = () => visitor.client.view.state
  await until('an agent holds the chat', () => state().status === 'assigned')
  const before = state()
  const holder = shop.agents.find(
    ({ id }) => before.status === 'assigned' && before.agent.id === id,
  )
  const other = shop.agents.find(agent => agent !== holder)
  if (!holder || !other) throw new Error('nobody holds the chat')

  holder.machine.cut()
  await until('the other console sees the holder offline', () =>
    other.client.view.agents.some(
      ({ id, availability }) => id === holder.id && availability === 'offline',
    ),
  )
  freeze()
  holder.machine.wake()
  await pause(defaultLadder.graceMs + 500)
  thaw()
  await checkShop(shop, relay, CAPACITY)
  // Whatever was due while it stood still has happened by now.
  await pause(500)
  const events = [...readFile(relay.data).logs.values()].flat().map(({ event }) => event.type)
  expect(events.filter(type => type === 'released' || type === 'assigned')).toEqual(['assigned'])
  expect(state()).toMatchObject({ status: 'assigned', agent: { id: holder.id } })
})
