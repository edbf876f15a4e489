import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import {
  request as ask,
  type ClientRequest,
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { closeCodes } from '../../protocol/close-codes.ts'
import { limits } from '../../protocol/limits.ts'
import type { Listening, Peer } from '../core/ports.ts'
import { type Dial, type TestClient, transportContract } from './contract.ts'
import { createQueue, createRecorder, type Recorder } from './recorder.ts'
import { createStreams, createStreamTransport, type StreamEnv } from './stream.ts'
import { createWsTransport } from './ws.ts'

const here = '127.0.0.1'
const origin = 'https://shop.example'
const peer: Peer = { role: 'visitor', site: 'batik', address: here, device: 'Test' }

transportContract('stream', () => ({
  transport: createStreamTransport(),
  dial: (port, { query, headers }) => dial(port, query, headers),
}))

transportContract('stream beside sockets', () => ({
  transport: createWsTransport({ streams: handler => createStreams(handler) }),
  dial: (port, { query, headers }) => dial(port, query, headers),
}))

type Headers = Record<string, string>

/** The plain answer to a request. */
async function fetched(
  port: number,
  method: string,
  path: string,
  headers: Headers = {},
  body = '',
): Promise<{ status: number; headers: IncomingMessage['headers']; body: string }> {
  const sent = ask({ host: here, port, method, path, headers })
  sent.end(body)
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  let text = ''
  for await (const chunk of response) text += chunk
  return { status: response.statusCode ?? 0, headers: response.headers, body: text }
}

/** A browser that speaks by POST and hears by the stream. */
async function dial(
  port: number,
  query: Headers,
  headers: Headers,
  lane: string = randomUUID(),
): Promise<Dial> {
  const path = `/visitor/stream?${new URLSearchParams({ ...query, lane })}`
  const sent: ClientRequest = ask({ host: here, port, path, headers })
  sent.end()
  const answered = await once(sent, 'response').catch(error => error as Error)
  if (answered instanceof Error) return { ok: false, status: 0, reason: answered.message }
  const [response] = answered as [IncomingMessage]
  if (response.statusCode !== 200) {
    let text = ''
    for await (const chunk of response) text += chunk
    const { detail } = JSON.parse(text) as { detail: string }
    return { ok: false, status: response.statusCode ?? 0, reason: detail }
  }
  const frames = createQueue<string>()
  let over = (_: { code: number; reason: string }) => {}
  const closed = new Promise<Awaited<TestClient['closed']>>(done => {
    over = done
  })
  let rest = ''
  response.setEncoding('utf8')
  response.on('data', (chunk: string) => {
    const events = `${rest}${chunk}`.split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events) {
      const lines = event.split('\n')
      const data = lines.flatMap(line => (line.startsWith('data: ') ? [line.slice(6)] : []))
      if (!data.length) continue
      if (lines[0] === 'event: close') over(JSON.parse(data.join('\n')))
      else frames.put(data.join('\n'))
    }
  })
  response.on('error', () => over({ code: 1006, reason: '' }))
  response.on('close', () => over({ code: 1006, reason: '' }))
  let turn: Promise<unknown> = Promise.resolve()
  const post = (body: string, more = '') => {
    const to = `/visitor/frames?lane=${lane}${more}`
    const said = () => fetched(port, 'POST', to, { origin: headers.origin ?? '' }, body)
    turn = turn.then(said, said).catch(() => {})
  }
  return {
    ok: true,
    client: {
      send: frame => post(frame),
      close: () => post('', '&end=1'),
      drop: () => sent.destroy(),
      stopReading: () => response.pause(),
      next: frames.next,
      closed,
    },
  }
}

const running: Listening[] = []
afterEach(async () => {
  for (const listening of running.splice(0)) await listening.close()
})

async function start(env: StreamEnv = {}): Promise<{ relay: Recorder; port: number }> {
  const relay = createRecorder(peer)
  const listening = await createStreamTransport(env).listen(relay.handler, 0, here)
  running.push(listening)
  return { relay, port: listening.port }
}
const lane = 'a-lane-nobody-guesses'
const stream = (id: string = lane) => `/visitor/stream?site=batik&lane=${id}`
const frames = (id: string = lane) => `/visitor/frames?lane=${id}`

/** The head of a stream that stays open. */
async function listen(port: number, path: string, headers: Headers): Promise<IncomingMessage> {
  const sent = ask({ host: here, port, path, headers })
  sent.end()
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  return response
}

test('a stream is open to its own origin only, kept by nobody and held back by no proxy', async () => {
  const { port } = await start()
  const { headers } = await listen(port, stream(), { origin })
  expect(headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'access-control-allow-origin': origin,
    vary: 'Origin',
  })
})

test('several frames of one POST arrive in order, and what the handler ended hears no more', async () => {
  const { relay, port } = await start()
  await listen(port, stream(), { origin })
  const answer = await fetched(port, 'POST', frames(), { origin }, 'one\n\ntwo\n')
  expect(answer.status).toBe(204)
  expect(answer.headers['access-control-allow-origin']).toBe(origin)
  const heard = [await relay.frames.next(), await relay.frames.next()]
  expect(heard.map(({ frame }) => frame)).toEqual(['one', 'two'])
  relay.onMessage = conn => conn.close(closeCodes.badFrame, 'no')
  await fetched(port, 'POST', frames(), { origin }, 'three\nfour')
  expect((await relay.frames.next()).frame).toBe('three')
  expect(relay.frames.size()).toBe(0)
  expect((await fetched(port, 'POST', frames(), { origin }, 'five')).status).toBe(404)
})

test('[P] a lane is its page’s: nobody speaks into it from another origin or site, or opens it again', async () => {
  const { relay, port } = await start()
  await listen(port, stream(), { origin })
  for (const [path, headers] of [
    [frames(), { origin: 'https://evil.example' }],
    [frames(), {}],
    [`${frames()}&site=other`, { origin }],
  ] as const) {
    const answer = await fetched(port, 'POST', path, headers, 'mine')
    expect(answer.status).toBe(403)
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
  }
  expect((await fetched(port, 'GET', stream(), { origin })).status).toBe(409)
  expect(relay.frames.size()).toBe(0)
  expect(relay.opens()).toBe(1)
})

test('what is no lane is refused before anything is asked', async () => {
  const { relay, port } = await start()
  for (const id of ['', 'short', 'x'.repeat(65), 'with space and %'])
    expect((await fetched(port, 'GET', stream(encodeURIComponent(id)))).status).toBe(400)
  expect((await fetched(port, 'POST', frames('never-opened-lane'))).status).toBe(404)
  expect((await fetched(port, 'PUT', frames())).headers.allow).toBe('POST')
  expect((await fetched(port, 'POST', stream())).headers.allow).toBe('GET')
  expect(relay.asked).toEqual([])
})

test('a request over four frames is told 413, and the lane is over with 1009', async () => {
  const { relay, port } = await start()
  await listen(port, stream(), { origin })
  const body = `${'x'.repeat(1000)}\n`.repeat(Math.ceil((4 * limits.frameBytes) / 1000))
  const answer = await fetched(port, 'POST', frames(), { origin }, body)
  expect(answer.status).toBe(413)
  expect(JSON.parse(answer.body)).toMatchObject({ status: 413, detail: expect.any(String) })
  expect((await relay.closed.next()).code).toBe(closeCodes.tooBig)
  expect(relay.frames.size()).toBe(0)
})

test('who posts too often is told when to come again, and says nothing', async () => {
  let waitMs = 0
  const { relay, port } = await start({ posts: { take: () => waitMs } })
  await listen(port, stream(), { origin })
  waitMs = 1200
  const answer = await fetched(port, 'POST', frames(), { origin }, 'one')
  expect([answer.status, answer.headers['retry-after']]).toEqual([429, '2'])
  expect(relay.frames.size()).toBe(0)
})

test('a page of the relay itself names no origin with a GET, and is let in as what it is', async () => {
  const { relay, port } = await start({ base: () => 'https://chat.example' })
  const own = { 'sec-fetch-site': 'same-origin' }
  await listen(port, stream(), { ...own, host: 'chat.example' })
  await listen(port, stream('another-unguessable-one'), { ...own, host: 'localhost:8080' })
  await listen(port, stream('a-third-unguessable-one'), { host: 'chat.example' })
  const origins = relay.asked.map(({ headers }) => headers.origin)
  expect(origins).toEqual(['https://chat.example', 'http://localhost:8080', ''])
  const said = await fetched(port, 'POST', frames(), { origin: 'https://chat.example' }, 'one')
  expect(said.status).toBe(204)
})

test('a stream that has nothing to say says so, so that nobody takes it for dead', async () => {
  const { port } = await start({ pingMs: 20 })
  const response = await listen(port, stream(), { origin })
  let text = ''
  for await (const chunk of response) {
    text += chunk
    if (text.includes(': ping\n\n')) break
  }
  expect(text).toContain(': ping\n\n')
})

test('a slow reader gets the end of its stream, whatever pings come meanwhile', async () => {
  const relay = createRecorder(peer)
  const streams = createStreams(relay.handler, { pingMs: 5 })
  const responses: ServerResponse[] = []
  const server = createServer((request, response) => {
    responses.push(response)
    streams.request(request, response)
  })
  await once(server.listen(0, here), 'listening')
  running.push({
    port: 0,
    async close() {
      await streams.close()
      await new Promise(done => server.close(done))
    },
  })
  const { port } = server.address() as AddressInfo
  const slow = await listen(port, stream(), { origin })
  const { conn } = await relay.opened.next()
  const [down] = responses
  while (down && down.writableLength < limits.bufferedBytes / 2) {
    conn.send('x'.repeat(limits.bufferedBytes / 8))
    await turn()
  }
  conn.close(closeCodes.goingAway, 'over')
  let pings = ''
  for await (const chunk of await listen(port, stream('another-unguessable-one'), { origin })) {
    pings += chunk
    if (pings.split(': ping').length > 2) break
  }
  let text = ''
  for await (const chunk of slow) text += chunk
  expect(text).toMatch(/event: close\ndata: .*over.*\n\n$/)
})
