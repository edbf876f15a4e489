import { once } from 'node:events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import WebSocket from 'ws'
import { closeCodes } from '../../protocol/close-codes.ts'
import { limits } from '../../protocol/limits.ts'
import { VERSION } from '../../protocol/version.ts'
import { type RunningRelay, startRelay } from '../relay.ts'
import { checkShop } from './check.ts'
import { openShop } from './shop.ts'
import { until } from './until.ts'

const CAPACITY = 5

let relay: RunningRelay
beforeEach(async () => {
  relay = await startRelay()
})
afterEach(() => relay.remove())

const hello = (token: string | null) =>
  JSON.stringify({
    t: 'hello',
    v: VERSION,
    epoch: null,
    token,
    since: {},
    page: { url: `${relay.url}/demo/`, title: '' },
    language: 'en',
    timezone: 'UTC',
  })

const dial = (origin: string, path = '/visitor?site=demo') =>
  new WebSocket(relay.url.replace('http', 'ws') + path, { origin })

/** Greets, sends what `speak` says once that is answered, and tells the code that the relay ends it with. */
async function codeAfter(
  speak: (socket: WebSocket) => void,
  greetings: string[] = [hello(null)],
): Promise<number> {
  const socket = dial(relay.url)
  socket.on('error', () => {}) // writing into a line that the relay has ended
  const closed = once(socket, 'close')
  await once(socket, 'open')
  for (const greeting of greetings) socket.send(greeting)
  socket.once('message', () => speak(socket))
  const [code] = await closed
  return code
}

/** The HTTP status that a socket is refused with, before it is one. */
async function statusOf(socket: WebSocket): Promise<number> {
  const [, answer] = await once(socket, 'unexpected-response')
  answer.resume()
  return answer.statusCode
}

test('each wrong frame has its own answer, and another conversation goes on undisturbed meanwhile', async () => {
  const shop = await openShop(relay, { visitors: 1, capacities: [CAPACITY] })
  const [visitor] = shop.visitors
  const [agent] = shop.agents
  if (!visitor || !agent) throw new Error('an empty shop')
  shop.write(visitor)
  await until('the agent holds the chat', () => visitor.client.view.state.status === 'assigned')
  /** The other conversation goes on with a message at each wrong frame. */
  const codeOf: typeof codeAfter = (...wrong) => {
    shop.write(agent)
    return codeAfter(...wrong)
  }

  const fill = (bytes: number) => 'x'.repeat(bytes)
  const send = (text: unknown) => (socket: WebSocket) => socket.send(JSON.stringify(text))
  expect(await codeOf(socket => socket.send(fill(limits.frameBytes + 1)))).toBe(closeCodes.tooBig)
  expect(await codeOf(socket => socket.send('{"t":"send",'))).toBe(closeCodes.badFrame)
  expect(await codeOf(send({ t: 'obey' }))).toBe(closeCodes.badFrame)
  expect(await codeOf(send({ t: 'send', c: 'c', id: 'i' }))).toBe(closeCodes.badFrame)
  expect(await codeOf(send(null))).toBe(closeCodes.badFrame)
  expect(await codeOf(socket => socket.send(Buffer.from('{}')))).toBe(closeCodes.badFrame)
  const unsigned = hello('eyJhbGciOiJub25lIn0.e30.')
  expect(await codeOf(() => {}, [unsigned])).toBe(closeCodes.unauthorised)
  // Another hello is another greeting, but not before the first is answered, and not without end.
  expect(await codeOf(() => {}, [hello(null), hello(null)])).toBe(closeCodes.badFrame)
  const greetOn = (socket: WebSocket) => {
    for (let i = 0; i < 70; i++) socket.send(hello(null))
  }
  expect(await codeOf(greetOn)).toBe(closeCodes.tooMany)
  const [c] = agent.client.view.rows.keys()
  expect(await codeOf(send({ t: 'sync', c, since: 0 }))).toBe(closeCodes.forbidden)
  expect(await codeOf(send({ t: 'take', id: 'i', c }))).toBe(closeCodes.badFrame)
  const flood = (socket: WebSocket) => {
    for (let i = 0; i < 500; i++) socket.send('{"t":"typing","c":"c","on":true}')
  }
  expect(await codeOf(flood)).toBe(closeCodes.tooMany)
  const cut = await codeOf(socket => socket.send('', { fin: false }, () => socket.terminate()))
  expect(cut).toBe(1006)

  expect(await statusOf(dial('https://elsewhere.example'))).toBe(403)
  expect(await statusOf(dial(relay.url, '/visitor?site=nobody'))).toBe(404)
  expect(await statusOf(dial(relay.url, '/agent'))).toBe(401)
  expect(await statusOf(dial('https://elsewhere.example', '/agent'))).toBe(403)

  await checkShop(shop, relay, CAPACITY)
  expect(shop.people.map(({ machine }) => machine.opened())).toEqual([1, 1])
  expect(shop.written.length).toBeGreaterThan(5)
  expect(relay.logs()).not.toMatch(/"level":[56]0/)
})
