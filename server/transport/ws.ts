import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { closeCodes } from '../../protocol/close-codes.ts'
import { limits } from '../../protocol/limits.ts'
import type {
  Connection,
  ConnectionHandler,
  Listening,
  Log,
  Peer,
  Transport,
} from '../core/ports.ts'
import { createHeartbeat } from './heartbeat.ts'
import { bind } from './port.ts'
import type { Streams } from './stream.ts'
import { factsOf, refuse } from './upgrade.ts'

/** Bytes that a close frame has for its reason (RFC 6455, 5.5). */
const REASON_BYTES = 123
/** Milliseconds a peer has to answer a close frame. */
const CLOSE_MS = 2000

export interface WsEnv {
  /** Answers plain requests on the same port. */
  request?: RequestListener
  /** For browsers whose way here lets no socket through, on the same port. */
  streams?: (handler: ConnectionHandler) => Streams
  /** Believe the last entry of X-Forwarded-For: only behind a proxy that sets it. */
  trustProxy?: boolean
  /** Milliseconds between two pings; 10,000 unless told otherwise. */
  pingMs?: number
  log?: Log
}

/** Sockets by the package `ws`, on one port with the HTTP app. */
export function createWsTransport(env: WsEnv = {}): Transport {
  return {
    async listen(handler, port, host) {
      // Only sockets leave HTTP: another `Upgrade` (h2c of curl) is answered as the plain request it also is.
      const shouldUpgradeCallback = (request: IncomingMessage) =>
        request.headers.upgrade?.toLowerCase() === 'websocket'
      const streams = env.streams?.(handler)
      const pages = env.request ?? noPages
      const answer: RequestListener = (request, response) => {
        if (!streams?.request(request, response)) pages(request, response)
      }
      const server = await bind(port, host, answer, { shouldUpgradeCallback }).catch(
        async error => {
          await streams?.close()
          throw error
        },
      )
      return serve(server, handler, env, streams)
    },
  }
}

function serve(
  server: Server,
  handler: ConnectionHandler,
  env: WsEnv,
  streams: Streams | undefined,
): Listening {
  const options = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.frameBytes,
    maxFragments: limits.fragments,
    closeTimeout: CLOSE_MS,
  }
  const sockets = new WebSocketServer(options)
  const heartbeat = createHeartbeat(env.pingMs ?? 10_000)
  const waiting = new Set<Duplex>()
  const live = new Map<WebSocket, Connection>()
  let closing = false

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    waiting.add(socket)
    socket.once('close', () => waiting.delete(socket))
    void answer(request, socket, head).finally(() => waiting.delete(socket))
  })

  async function answer(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const verdict = await handler
      .upgrade(factsOf(request, env.trustProxy ?? false))
      .catch(error => {
        env.log?.error('An upgrade failed', { error })
        return { ok: false as const, status: 500, reason: 'The relay failed; try again' }
      })
    if (closing) return refuse(socket, 503, 'The relay is closing; try again')
    if (!verdict.ok) return refuse(socket, verdict.status, verdict.reason)
    sockets.handleUpgrade(request, socket, head, ws => adopt(ws, verdict.peer))
  }

  function adopt(ws: WebSocket, peer: Peer): void {
    let ended: number | null = null
    const conn: Connection = {
      id: randomUUID(),
      send(frame) {
        if (ws.readyState !== ws.OPEN) return 'dropped'
        if (ws.bufferedAmount > limits.bufferedBytes) {
          ws.terminate()
          return 'dropped'
        }
        ws.send(frame)
        return ws.bufferedAmount === 0 ? 'sent' : 'queued'
      },
      close(code, reason) {
        if (ws.readyState !== ws.OPEN) return
        ended = code
        ws.close(code, cut(reason))
      },
    }
    live.set(ws, conn)
    heartbeat.watch(ws)
    ws.on('message', (data, binary) => {
      // Frames that were under way when the relay closed are no longer anybody's.
      if (ws.readyState !== ws.OPEN) return
      if (binary) conn.close(closeCodes.badFrame, 'Expected a text frame')
      else handler.message(conn, data.toString())
    })
    ws.on('error', error => {
      // `ws` closes by itself, but reports its own code to nobody.
      if ('code' in error && error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') {
        ended = closeCodes.tooBig
      }
    })
    ws.on('close', code => {
      live.delete(ws)
      handler.close(conn, ended ?? code)
    })
    handler.open(conn, peer)
  }

  async function close(): Promise<void> {
    closing = true
    heartbeat.stop()
    const freed = new Promise<void>(done => server.close(() => done()))
    const ends = [...live.keys()].map(ws => new Promise(done => ws.once('close', done)))
    for (const conn of live.values()) conn.close(closeCodes.goingAway, 'The relay is closing')
    // Sockets that ignore their close frame end by `closeTimeout`; this is for those that never became one.
    const force = setTimeout(() => {
      for (const socket of waiting) socket.destroy()
      server.closeAllConnections()
    }, CLOSE_MS)
    await Promise.all([streams?.close(), freed, ...ends])
    clearTimeout(force)
  }

  return { port: (server.address() as AddressInfo).port, close }
}

const noPages: RequestListener = (_request, response) => {
  response.writeHead(426, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Sockets only\n')
}

function cut(reason: string): string {
  let short = reason.slice(0, REASON_BYTES)
  while (Buffer.byteLength(short) > REASON_BYTES) short = short.slice(0, -1)
  return short
}
