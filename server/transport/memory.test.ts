import { expect, test } from 'vitest'
import type { Peer, UpgradeRequest } from '../core/ports.ts'
import { transportContract } from './contract.ts'
import { createMemoryTransport, type MemoryClient } from './memory.ts'
import { createQueue, createRecorder, type Recorder } from './recorder.ts'

transportContract('memory', () => {
  const transport = createMemoryTransport()
  return {
    transport,
    async dial(_port, request) {
      const frames = createQueue<string>()
      const closes = createQueue<{ code: number; reason: string }>()
      const answer = await transport.connect(request, {
        onMessage: frames.put,
        onClose: (code, reason) => closes.put({ code, reason }),
      })
      if (!answer.ok) return answer
      const { client } = answer
      const closed = closes.next()
      return {
        ok: true,
        client: { ...client, stopReading: client.hold, next: frames.next, closed },
      }
    },
  }
})

const peer: Peer = { role: 'agent', agent: 'rina', address: '127.0.0.1' }
const request: UpgradeRequest = {
  path: '/agent',
  query: {},
  headers: { origin: '', host: '', cookie: '', 'user-agent': '' },
  address: '127.0.0.1',
}

interface Held {
  relay: Recorder
  client: MemoryClient
  got: string[]
  closes: number[]
}

async function held(): Promise<Held> {
  const relay = createRecorder(peer)
  const transport = createMemoryTransport({ held: true })
  await transport.listen(relay.handler, 0, '127.0.0.1')
  const got: string[] = []
  const closes: number[] = []
  const answer = await transport.connect(request, {
    onMessage: frame => got.push(frame),
    onClose: code => closes.push(code),
  })
  if (!answer.ok) throw new Error(answer.reason)
  return { relay, client: answer.client, got, closes }
}

/** Lets every microtask that is due run. */
const settled = () => new Promise(setImmediate)

test('held frames wait in both directions until they are delivered by hand', async () => {
  const { relay, client, got } = await held()
  const { conn } = await relay.opened.next()
  client.send('a')
  client.send('b')
  expect(conn.send('x')).toBe('queued')
  await settled()
  expect(client.pending()).toEqual({ up: 2, down: 1 })
  expect([relay.frames.size(), got.length]).toEqual([0, 0])
  expect(client.deliverUp(1)).toBe(1)
  expect(await relay.frames.next()).toEqual({ conn, frame: 'a' })
  expect(client.deliverDown(5)).toBe(1)
  expect(got).toEqual(['x'])
  expect(client.pending()).toEqual({ up: 1, down: 0 })
})

test('a drop loses what is on its way in both directions', async () => {
  const { relay, client, got, closes } = await held()
  const { conn } = await relay.opened.next()
  client.send('a')
  conn.send('x')
  client.drop()
  expect((await relay.closed.next()).code).toBe(1006)
  expect(client.pending()).toEqual({ up: 0, down: 0 })
  client.send('late')
  client.flow()
  await settled()
  expect([relay.frames.size(), got, closes]).toEqual([0, [], [1006]])
})

test('a line that breaks before a close arrives has still closed once', async () => {
  const { relay, client, closes } = await held()
  const { conn } = await relay.opened.next()
  conn.close(4403, 'no')
  client.drop()
  await settled()
  expect([relay.closes(), closes]).toEqual([1, [1006]])
  expect((await relay.closed.next()).code).toBe(4403)
})

test('a frame that was to flow by itself waits when it is held before that', async () => {
  const { relay, client } = await held()
  client.flow()
  client.send('a')
  client.hold()
  await settled()
  expect([client.pending().up, relay.frames.size()]).toEqual([1, 0])
})

test('a close waits behind the frames before it', async () => {
  const { relay, client, got, closes } = await held()
  const { conn } = await relay.opened.next()
  conn.send('x')
  conn.close(4403, 'no')
  client.deliverDown(1)
  await settled()
  expect([got, closes]).toEqual([['x'], []])
  client.deliverDown(1)
  await settled()
  expect(closes).toEqual([4403])
})

test('a client that leaves is known to the relay when its close arrives', async () => {
  const { relay, client, closes } = await held()
  client.send('bye')
  client.close()
  await settled()
  expect([relay.closes(), closes]).toEqual([0, [1000]])
  client.deliverUp(2)
  expect((await relay.closed.next()).code).toBe(1000)
  expect((await relay.frames.next()).frame).toBe('bye')
})

test('frames that waited are delivered when they may flow again', async () => {
  const { relay, client } = await held()
  client.send('a')
  client.flow()
  client.send('b')
  expect((await relay.frames.next()).frame).toBe('a')
  expect((await relay.frames.next()).frame).toBe('b')
})
