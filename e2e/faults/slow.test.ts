import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import WebSocket from 'ws'
import { limits } from '../../protocol/limits.ts'
import { VERSION } from '../../protocol/version.ts'
import { addAgent, owner, type Person } from '../people.ts'
import { type RunningRelay, startRelay } from '../relay.ts'
import { checkShop } from './check.ts'
import { rawOf } from './device.ts'
import { type AgentPerson, isCalm, openShop, type Shop } from './shop.ts'
import { until } from './until.ts'

const CAPACITY = 5
/** Consoles that were opened and then never read. */
const DEAF = 20
/** Filler of three bytes a character that a number may have before it: an ideographic space. */
const WIDE = '\u3000'
/** Each agent's share stays within what a client may send in one go. */
const ROUNDS = 110
const TALKERS = 6
/** What the relay may grow by while nobody of the deaf reads; without its limit it would be several times that. */
const GROWTH_MB = 70

let relay: RunningRelay
let admin: Person
beforeEach(async () => {
  relay = await startRelay()
  admin = await owner(relay)
})
afterEach(() => relay.remove())

/** Resident memory of the relay's process, in megabytes. */
function residentMb(): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${relay.pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}

async function deafConsole({ cookie }: Person): Promise<WebSocket> {
  const url = `${relay.url.replace('http', 'ws')}/agent`
  const socket = new WebSocket(url, { origin: relay.url, headers: { cookie } })
  await once(socket, 'open')
  socket.send(JSON.stringify({ t: 'hello', v: VERSION, epoch: null, since: {} }))
  await once(socket, 'message')
  rawOf(socket)?.pause()
  return socket
}

/** Every talker writes a message of 12 kB, and again once all are in the log; the most memory that the relay took. */
async function talkMuch(shop: Shop, talkers: AgentPerson[]): Promise<number> {
  let peak = residentMb()
  for (let round = 0; round < ROUNDS; round++) {
    for (const talker of talkers) shop.write(talker, limits.textChars, WIDE)
    await until('what was written is in the log', () => talkers.every(isCalm))
    peak = Math.max(peak, residentMb())
  }
  return peak
}

test('readers that stop reading are dropped in bounded memory, disturb nobody, and have everything once they read again', async () => {
  const capacities = Array.from({ length: TALKERS + 1 }, () => CAPACITY)
  const shop = await openShop(relay, { visitors: TALKERS, capacities, admin })
  const [slow, ...talkers] = shop.agents
  if (!slow) throw new Error('a shop without agents')
  await slow.client.available(false)
  for (const visitor of shop.visitors) shop.write(visitor)
  await until('each talker has a chat', () =>
    talkers.every(({ client, id }) =>
      [...client.view.rows.values()].some(
        ({ state }) => state.status === 'assigned' && state.agent.id === id,
      ),
    ),
  )
  const account = await addAgent(admin, { name: 'Deaf' })
  const deaf = await Promise.all(Array.from({ length: DEAF }, () => deafConsole(account)))
  const endings = deaf.map(socket => once(socket, 'close'))
  slow.machine.pause()

  const before = residentMb()
  const peak = await talkMuch(shop, talkers)
  console.log(`slow readers: ${Math.round(peak - before)} MB more for ${DEAF + 1} that do not read`)
  expect(peak - before).toBeLessThan(GROWTH_MB)
  for (const socket of deaf) rawOf(socket)?.resume()
  await Promise.all(endings)
  slow.machine.resume()
  await until(
    'the slow console has noticed that it was dropped',
    () => slow.machine.closed().length > 0,
  )
  slow.machine.wake()
  await checkShop(shop, relay, CAPACITY)
  for (const { machine } of [...talkers, ...shop.visitors]) expect(machine.opened()).toBe(1)
})
