import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeCodes } from '../../protocol/close-codes.ts'
import { ask, owner } from '../people.ts'
import { type RunningRelay, startRelay } from '../relay.ts'
import { checkShop, unstored } from './check.ts'
import { createDisk, type Disk } from './disk.ts'
import { readFile } from './file.ts'
import { openShop } from './shop.ts'
import { until } from './until.ts'

const CAPACITY = 5
/** A message that soon fills what was left. */
const LONG = 3000

let disk: Disk
let relay: RunningRelay
beforeEach(async () => {
  disk = createDisk(2)
  console.log(`full disk: ${disk.kind}`)
  relay = await startRelay({ data: disk.folder })
})
afterEach(async () => {
  await relay.remove()
  disk.remove()
})

test('[P1] on a full disk the relay refuses aloud, acknowledges only what it stored, and goes on when there is space again', async () => {
  const admin = await owner(relay)
  const shop = await openShop(relay, { visitors: 2, capacities: [CAPACITY], admin })
  for (const visitor of shop.visitors) shop.write(visitor)
  const [agent] = shop.agents
  if (!agent) throw new Error('a shop without agents')
  await until(
    'the agent holds both chats',
    () =>
      [...agent.client.view.rows.values()].every(({ state }) => state.status === 'assigned') &&
      agent.client.view.rows.size === 2,
  )

  disk.fill(relay.pid)
  await until('the relay ends a line over what it cannot store', () => {
    // What the log had set aside is used up first; a hand's pace keeps clear of the limit on frames.
    if (shop.calm()) shop.write(agent, LONG)
    return agent.machine.closed().includes(closeCodes.failed)
  })
  const refused = shop.written.at(-1)?.text ?? ''
  expect(relay.logs()).toMatch(/disk is full|disk I\/O error/)
  for (const visitor of shop.visitors) shop.write(visitor, LONG)
  expect((await fetch(`${relay.url}/healthz`)).status).toBe(200)
  // A small write may still find room in a page that was freed: then it is stored, and may be acknowledged.
  expect(unstored(shop, readFile(disk.folder))).toEqual([])

  disk.free(relay.pid)
  shop.wake()
  await checkShop(shop, relay, CAPACITY)
  expect([...shop.seen.values()]).toContain(refused)
  const site = { name: 'Second', origins: ['https://second.example'] }
  expect((await ask<{ id: string }>(admin, 'POST', '/api/sites', site)).id).toBe('second')
  expect(await relay.stop()).toBe(0)
})
