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
/** Consoles that ask for much and read nothing. */
const DEAF = 10
/** How often each of them asks for a whole thread; a client may send no more in one go. */
const ASKS = 100
/** Filler of three bytes a character that a number may have before it: an ideographic space. */
const WIDE = '\u3000'
/** Messages of 12 kB that each talker writes before and after the deaf ones ask. */
const ROUNDS = 40
const TALKERS = 4
/** What the relay may grow by; without its limits it is several times that. */
const GROWTH_MB = 180

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

async function deafConsole({ cookie }: Person, c: string | undefined): Promise<WebSocket> {
  const url = `${relay.url.replace('http', 'ws')}/agent`
  const socket = new WebSocket(url, { origin: relay.url, headers: { cookie } })
  await once(socket, 'open')
  socket.send(JSON.stringify({ t: 'hello', v: VERSION, epoch: null, since: {} }))
  await once(socket, 'message')
  rawOf(socket)?.pause()
  for (let asked = 0; asked < ASKS; asked++) socket.send(JSON.stringify({ t: 'sync', c, since: 0 }))
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
  const [quiet] = shop.visitors
  slow.machine.pause()
  quiet?.machine.pause()
  await talkMuch(shop, talkers)

  const account = await addAgent(admin, { name: 'Deaf' })
  const before = residentMb()
  const [c] = slow.client.view.rows.keys()
  const deaf = await Promise.all(Array.from({ length: DEAF }, () => deafConsole(account, c)))
  const endings = deaf.map(socket => once(socket, 'close'))
  const grown = Math.round((await talkMuch(shop, talkers)) - before)
  console.log(`slow readers: ${DEAF} consoles that ask and do not read took ${grown} MB`)
  expect(grown).toBeLessThan(GROWTH_MB)
  for (const socket of deaf) rawOf(socket)?.resume()
  await Promise.all(endings)
  for (const { machine } of [...talkers, ...shop.visitors]) expect(machine.opened()).toBe(1)
  slow.machine.resume()
  quiet?.machine.resume()
  shop.wake()
  await checkShop(shop, relay, CAPACITY)
  expect(relay.logs()).not.toMatch(/"level":[56]0/)
})
