import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { closeCodes } from '../../protocol/close-codes.ts'
import { limits } from '../../protocol/limits.ts'
import type { Connection, Listening, Peer, Transport, UpgradeRequest } from '../core/ports.ts'
import { createQueue, createRecorder, type Recorder } from './recorder.ts'

/** A client of the adapter under test. */
export interface TestClient {
  send(frame: string): void
  close(): void
  /** Breaks the line without a close frame. */
  drop(): void
  /** Stops taking frames from the line. */
  stopReading(): void
  /** The next frame from the relay. */
  next(): Promise<string>
  /** Settles when the connection is over. */
  closed: Promise<{ code: number; reason: string }>
}

export type Dial = { ok: true; client: TestClient } | { ok: false; status: number; reason: string }

export interface TransportUnderTest {
  transport: Transport
  dial(port: number, request: UpgradeRequest): Promise<Dial>
}

const request: UpgradeRequest = {
  path: '/visitor',
  query: { site: 'batik', q: 'a b' },
  headers: {
    origin: 'https://shop.example',
    host: 'chat.example',
    cookie: 'sapa_session=x',
    'user-agent': 'Test/1',
  },
  address: '127.0.0.1',
}
const peer: Peer = { role: 'visitor', site: 'batik', address: '127.0.0.1', device: 'Test' }

/** What every transport promises, whatever it is made of. */
export function transportContract(name: string, make: () => TransportUnderTest): void {
  describe(`transport contract: ${name}`, () => {
    let under: TransportUnderTest
    let relay: Recorder
    let listening: Listening

    beforeEach(async () => {
      under = make()
      relay = createRecorder(peer)
      listening = await under.transport.listen(relay.handler, 0, '127.0.0.1')
    })
    afterEach(async () => {
      await listening.close()
      expect(relay.closes(), 'one close for each open').toBe(relay.opens())
    })

    async function connect(): Promise<{ client: TestClient; conn: Connection }> {
      const dialled = await under.dial(listening.port, request)
      if (!dialled.ok) throw new Error(`refused: ${dialled.status} ${dialled.reason}`)
      const { conn } = await relay.opened.next()
      return { client: dialled.client, conn }
    }

    test('the upgrade gets the facts of the request, and the connection its peer', async () => {
      const mine = structuredClone(request)
      const dialling = under.dial(listening.port, mine)
      mine.headers.cookie = 'changed after it was asked'
      await dialling
      expect(relay.asked).toEqual([request])
      expect((await relay.opened.next()).peer).toEqual(peer)
    })

    test('a refusal is an answer with status and reason, and nothing opens', async () => {
      relay.answer = async () => ({ ok: false, status: 403, reason: 'This origin is not allowed' })
      const dialled = await under.dial(listening.port, request)
      expect(dialled).toEqual({ ok: false, status: 403, reason: 'This origin is not allowed' })
      expect(relay.opens()).toBe(0)
    })

    test('frames arrive whole, in order, as strings, in both directions', async () => {
      const { client, conn } = await connect()
      const frames = ['one', 'dua ✓', '👩‍🌾'.repeat(500)]
      for (const frame of frames) client.send(frame)
      for (const frame of frames) expect(await relay.frames.next()).toEqual({ conn, frame })
      for (const frame of frames) expect(conn.send(frame)).not.toBe('dropped')
      for (const frame of frames) expect(await client.next()).toBe(frame)
    })

    test('a frame may be sent while the connection opens', async () => {
      relay.onOpen = conn => conn.send('welcome')
      const { client } = await connect()
      expect(await client.next()).toBe('welcome')
    })

    test('a close by the relay reaches both sides with code and reason', async () => {
      const { client, conn } = await connect()
      conn.send('last')
      conn.close(closeCodes.forbidden, 'Not here')
      expect(await client.next()).toBe('last')
      expect(await client.closed).toEqual({ code: closeCodes.forbidden, reason: 'Not here' })
      expect(await relay.closed.next()).toEqual({ conn, code: closeCodes.forbidden })
    })

    test('a second close does nothing', async () => {
      const { client, conn } = await connect()
      conn.close(closeCodes.forbidden, 'first')
      conn.close(closeCodes.failed, 'second')
      expect((await client.closed).reason).toBe('first')
      expect((await relay.closed.next()).code).toBe(closeCodes.forbidden)
    })

    test('what is sent after a close is dropped', async () => {
      const { conn } = await connect()
      conn.close(closeCodes.forbidden, 'Not here')
      expect(conn.send('late')).toBe('dropped')
      await relay.closed.next()
      expect(conn.send('later')).toBe('dropped')
    })

    test('no frame reaches the handler after it closed the connection', async () => {
      const { client } = await connect()
      relay.onMessage = conn => conn.close(closeCodes.badFrame, 'Bad')
      for (const frame of ['first', 'second', 'third']) client.send(frame)
      await relay.closed.next()
      expect((await relay.frames.next()).frame).toBe('first')
      expect(relay.frames.size()).toBe(0)
    })

    test('a close by the client reaches the handler once, after its frames', async () => {
      const { client, conn } = await connect()
      client.send('bye')
      client.close()
      expect(await relay.closed.next()).toEqual({ conn, code: 1000 })
      expect(relay.frames.size()).toBe(1)
      expect(conn.send('late')).toBe('dropped')
    })

    test('a line that breaks reaches the handler once as 1006', async () => {
      const { client, conn } = await connect()
      client.drop()
      expect(await relay.closed.next()).toEqual({ conn, code: 1006 })
      expect(conn.send('late')).toBe('dropped')
    })

    test('a reason that is too long for a close frame throws nothing', async () => {
      const { client, conn } = await connect()
      conn.close(closeCodes.failed, '√'.repeat(200))
      expect((await client.closed).code).toBe(closeCodes.failed)
    })

    test('a frame of the allowed size passes; one byte more ends the connection with 1009', async () => {
      const { client, conn } = await connect()
      const allowed = 'x'.repeat(limits.frameBytes)
      client.send(allowed)
      expect((await relay.frames.next()).frame).toBe(allowed)
      client.send(`${allowed}x`)
      expect((await client.closed).code).toBe(closeCodes.tooBig)
      expect(await relay.closed.next()).toEqual({ conn, code: closeCodes.tooBig })
      expect(relay.frames.size()).toBe(0)
    })

    test('a peer that does not read becomes dropped, never memory', async () => {
      const { client, conn } = await connect()
      client.stopReading()
      const frame = 'x'.repeat(limits.frameBytes)
      let sent = 0
      while (conn.send(frame) !== 'dropped') {
        if (++sent > 1000) throw new Error('still not dropped')
        if (sent % 10 === 0) await new Promise(setImmediate)
      }
      expect(await relay.closed.next()).toEqual({ conn, code: 1006 })
    })

    test('a peer that reads is not dropped however much it gets', async () => {
      const { client, conn } = await connect()
      const frame = 'x'.repeat(limits.frameBytes)
      for (let sent = 0; sent < 100; sent++) {
        expect(conn.send(frame)).not.toBe('dropped')
        expect(await client.next()).toBe(frame)
      }
    })

    test('a taken port is named', async () => {
      const { port } = listening
      await expect(under.transport.listen(relay.handler, port, '127.0.0.1')).rejects.toThrow(
        `Port ${port} is already in use on 127.0.0.1; stop the other program or choose another with PORT`,
      )
    })

    test('a closing relay tells everybody 1001, takes nobody in and frees the port', async () => {
      const both = [await connect(), await connect()]
      const { port } = listening
      await listening.close()
      for (const { client } of both) expect((await client.closed).code).toBe(closeCodes.goingAway)
      expect(relay.closes()).toBe(2)
      expect((await relay.closed.next()).code).toBe(closeCodes.goingAway)
      expect((await under.dial(port, request)).ok).toBe(false)
      listening = await under.transport.listen(relay.handler, port, '127.0.0.1')
      expect(listening.port).toBe(port)
    })

    test('an upgrade that is still being judged when the relay closes does not open', async () => {
      const judged = createQueue<() => void>()
      relay.answer = () =>
        new Promise(done => {
          judged.put(() => done({ ok: true, peer }))
        })
      const dialling = under.dial(listening.port, request)
      const judge = await judged.next()
      const closing = listening.close()
      judge()
      expect(await dialling).toMatchObject({ ok: false, status: 503 })
      await closing
      expect(relay.opens()).toBe(0)
    })
  })
}
