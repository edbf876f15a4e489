import { once } from 'node:events'
import { connect as dialTcp, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { closeCodes } from '../../protocol/close-codes.ts'
import { limits } from '../../protocol/limits.ts'
import type { Listening, Peer } from '../core/ports.ts'
import { type Dial, type TestClient, transportContract } from './contract.ts'
import { createQueue, createRecorder, type Recorder } from './recorder.ts'
import { createWsTransport, type WsEnv } from './ws.ts'

const here = '127.0.0.1'
const peer: Peer = { role: 'visitor', site: 'batik', address: here, device: 'Test' }

transportContract('ws', () => ({
  transport: createWsTransport(),
  dial: (port, { path, query, headers }) =>
    dial(`ws://${here}:${port}${path}?${new URLSearchParams(query)}`, { ...headers }),
}))

async function dial(url: string, headers: Record<string, string> = {}): Promise<Dial> {
  const socket = new WebSocket(url, { headers })
  const frames = createQueue<string>()
  socket.on('message', data => frames.put(data.toString()))
  const closed = new Promise<Awaited<TestClient['closed']>>(done => {
    socket.on('close', (code, reason) => done({ code, reason: reason.toString() }))
  })
  return new Promise(done => {
    socket.on('error', error => done({ ok: false, status: 0, reason: error.message }))
    socket.on('unexpected-response', async (_request, response) => {
      let reason = ''
      for await (const chunk of response) reason += chunk
      done({ ok: false, status: response.statusCode ?? 0, reason: reason.trim() })
    })
    socket.on('open', () => {
      const client: TestClient = {
        send: frame => socket.send(frame),
        close: () => socket.close(1000),
        drop: () => socket.terminate(),
        stopReading: () => socket.pause(),
        next: frames.next,
        closed,
      }
      done({ ok: true, client })
    })
  })
}

const running: Listening[] = []
afterEach(async () => {
  for (const listening of running.splice(0)) await listening.close()
})

async function start(env: WsEnv = {}): Promise<{ relay: Recorder; port: number; url: string }> {
  const relay = createRecorder(peer)
  const listening = await createWsTransport(env).listen(relay.handler, 0, here)
  running.push(listening)
  return { relay, port: listening.port, url: `ws://${here}:${listening.port}/visitor` }
}

/** A peer that speaks just enough HTTP to ask for a socket, and then does nothing by itself. */
async function bare(port: number): Promise<Socket> {
  const socket = dialTcp(port, here)
  await once(socket, 'connect')
  socket.write(
    [
      'GET /visitor HTTP/1.1',
      'Host: x',
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
      '\r\n',
    ].join('\r\n'),
  )
  return socket
}

test('a binary frame is refused with 4400', async () => {
  const { relay, url } = await start()
  const socket = new WebSocket(url)
  await once(socket, 'open')
  socket.send(Buffer.from('{"t":"hello"}'))
  const [code] = await once(socket, 'close')
  expect(code).toBe(closeCodes.badFrame)
  expect((await relay.closed.next()).code).toBe(closeCodes.badFrame)
  expect(relay.frames.size()).toBe(0)
})

test('a ping is answered', async () => {
  const { url } = await start()
  const socket = new WebSocket(url)
  await once(socket, 'open')
  const pong = once(socket, 'pong')
  socket.ping('are you there')
  expect(String((await pong)[0])).toBe('are you there')
  socket.terminate()
})

test('a peer that misses a pong by the next ping is terminated; one that answers stays', async () => {
  const { relay, url } = await start({ pingMs: 30 })
  const good = new WebSocket(url)
  await once(good, 'open')
  const { conn: stays } = await relay.opened.next()
  const mute = new WebSocket(url, { autoPong: false })
  await once(mute, 'open')
  const { conn: goes } = await relay.opened.next()
  expect(await relay.closed.next()).toEqual({ conn: goes, code: 1006 })
  await once(good, 'ping')
  expect(stays.send('still here')).not.toBe('dropped')
})

test('a frame in more fragments than allowed ends the connection', async () => {
  const { relay, url } = await start()
  const socket = new WebSocket(url)
  await once(socket, 'open')
  for (let n = 0; n <= limits.fragments; n++) socket.send('x', { fin: false })
  const [code] = await once(socket, 'close')
  expect(code).toBe(1008)
  await relay.closed.next()
  expect(relay.frames.size()).toBe(0)
})

test('plain requests go to the HTTP app on the same port', async () => {
  const { port, relay } = await start({
    request: (request, response) => response.end(`page ${request.url}`),
  })
  const answer = await fetch(`http://${here}:${port}/healthz`)
  expect(await answer.text()).toBe('page /healthz')
  expect(relay.asked).toEqual([])
})

test('without an HTTP app a plain request is told that only sockets are served', async () => {
  const { port } = await start()
  expect((await fetch(`http://${here}:${port}/`)).status).toBe(426)
})

test('a forwarded address counts only behind a trusted proxy, and then the last one', async () => {
  const headers = { 'x-forwarded-for': '6.6.6.6, 203.0.113.9' }
  const direct = await start()
  await dial(direct.url, headers)
  const proxied = await start({ trustProxy: true })
  await dial(proxied.url, headers)
  await dial(proxied.url)
  expect(direct.relay.asked.map(asked => asked.address)).toEqual([here])
  expect(proxied.relay.asked.map(asked => asked.address)).toEqual(['203.0.113.9', here])
})

test('a query may hold any key and a path any bytes', async () => {
  const { port, relay } = await start()
  await dial(`ws://${here}:${port}//x?__proto__=1&site=a%00b&%`)
  expect(relay.asked[0]?.path).toBe('//x')
  expect(Object.entries(relay.asked[0]?.query ?? {})).toEqual([
    ['__proto__', '1'],
    ['site', 'a\0b'],
    ['%', ''],
  ])
})

test('a peer that leaves while its upgrade is judged never opens, and the relay lives on', async () => {
  const { relay, port, url } = await start()
  const asked = createQueue<() => void>()
  relay.answer = () =>
    new Promise(done => {
      asked.put(() => done({ ok: true, peer }))
    })
  const gone = await bare(port)
  const judge = await asked.next()
  gone.resetAndDestroy()
  await once(gone, 'close')
  relay.answer = async () => ({ ok: true, peer })
  expect((await dial(url)).ok).toBe(true)
  judge()
  expect((await dial(url)).ok).toBe(true)
  expect(relay.opens()).toBe(2)
})

test('an upgrade that fails is answered with 500 and logged', async () => {
  const logged = createQueue<string>()
  const log = { info() {}, warn() {}, error: (message: string) => logged.put(message) }
  const { relay, url } = await start({ log })
  relay.answer = async () => {
    throw new Error('disk on fire')
  }
  const dialled = await dial(url)
  expect(dialled).toEqual({ ok: false, status: 500, reason: 'The relay failed; try again' })
  expect(await logged.next()).toBe('An upgrade failed')
})

test('nobody keeps the relay from stopping: no mute peer, unjudged upgrade or slow page', async () => {
  const relay = createRecorder(peer)
  const asked = createQueue<'page'>()
  const transport = createWsTransport({ request: () => asked.put('page') })
  const listening = await transport.listen(relay.handler, 0, here)
  const mute = await bare(listening.port)
  await relay.opened.next()
  const judged = createQueue<'upgrade'>()
  relay.answer = () => {
    judged.put('upgrade')
    return new Promise(() => {})
  }
  const unjudged = await bare(listening.port)
  await judged.next()
  const page = fetch(`http://${here}:${listening.port}/slow`).catch(() => 'cut off')
  await asked.next()

  const before = performance.now()
  await listening.close()
  expect(performance.now() - before).toBeLessThan(4000)
  expect(await page).toBe('cut off')
  expect([relay.opens(), relay.closes()]).toEqual([1, 1])
  mute.destroy()
  unjudged.destroy()
})

test('a port that may not be used says why in the words of the system', async () => {
  const { handler } = createRecorder(peer)
  await expect(createWsTransport().listen(handler, 0, '203.0.113.1')).rejects.toThrow(
    /EADDRNOTAVAIL/,
  )
})
