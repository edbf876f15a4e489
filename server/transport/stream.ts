import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { closeCodes } from '../../protocol/close-codes.ts'
import { limits } from '../../protocol/limits.ts'
import type { Connection, ConnectionHandler, Log, Peer, Transport } from '../core/ports.ts'
import { readBody } from './body.ts'
import { bind } from './port.ts'
import { factsOf } from './upgrade.ts'

/** Where a sockets-blocked browser listens, and where it speaks. */
const DOWN = '/visitor/stream'
const UP = '/visitor/frames'
/** Milliseconds between two comments, so that no proxy takes the stream for dead. */
const PING_MS = 15_000
/** Milliseconds a peer has to take the end of its stream. */
const CLOSE_MS = 2000
/** Of one lane at once: one under way, one repeated, one said while the page goes. */
const POSTS_AT_ONCE = 4

export interface StreamEnv {
  /** Where people reach the relay: the origin of its own pages, which browsers leave out of a GET. */
  base?: () => string
  trustProxy?: boolean
  /** 0 when this lane may post again, else the milliseconds until it may. */
  posts?: { take(lane: string): number }
  pingMs?: number
  log?: Log
}

/** Server-sent events down and POSTs up, for browsers whose way to the relay lets no WebSocket through. */
export interface Streams {
  /** Answers what is for the streams; false when it is something else. */
  request(request: IncomingMessage, response: ServerResponse): boolean
  /** Ends every stream with 1001 and lets nobody in. */
  close(): Promise<void>
}

interface Lane {
  conn: Connection
  site: string
  origin: string
  posts: number
  /** Ends the lane as its client asked. */
  end(): void
  /** Ends the lane because a frame is too big. */
  overflow(): void
}

/** Lanes over plain HTTP: the same connections as sockets, to the same handler. */
export function createStreams(handler: ConnectionHandler, env: StreamEnv = {}): Streams {
  const lanes = new Map<string, Lane>()
  const judging = new Set<string>()
  const streams = new Set<ServerResponse>()
  const connections = new Set<Connection>()
  let closing = false
  const timer = setInterval(() => {
    // A stream that has ended may have a slow reader still, who would lose the end over an error.
    for (const response of streams) if (!response.writableEnded) response.write(': ping\n\n')
  }, env.pingMs ?? PING_MS).unref()

  async function open(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { query: all, ...facts } = factsOf(request, env.trustProxy ?? false)
    const { lane = '', ...query } = all
    const origin = facts.headers.origin || ownOrigin(request, env.base?.() ?? '')
    if (!isLane(lane)) return problem(response, 400, LANE)
    if (lanes.has(lane) || judging.has(lane)) return problem(response, 409, TAKEN)
    judging.add(lane)
    const headers = { ...facts.headers, origin }
    const verdict = await handler
      .upgrade({ ...facts, path: '/visitor', query, headers })
      .catch((error: unknown) => {
        env.log?.error('A stream failed to open', { error })
        return { ok: false as const, status: 500, reason: 'The relay failed; try again' }
      })
      .finally(() => judging.delete(lane))
    if (closing) return problem(response, 503, 'The relay is closing; try again')
    if (!verdict.ok) return problem(response, verdict.status, verdict.reason)
    if (response.destroyed) return
    response.writeHead(200, {
      ...shared,
      ...cors(origin),
      'Content-Type': 'text/event-stream; charset=utf-8',
      Connection: 'close',
      'X-Accel-Buffering': 'no',
    })
    response.write(': open\n\n')
    adopt(lane, origin, query.site ?? '', response, verdict.peer)
  }

  function adopt(id: string, origin: string, site: string, response: ServerResponse, peer: Peer) {
    let ended: number | null = null
    const conn: Connection = {
      id: randomUUID(),
      send(frame) {
        if (ended !== null || response.destroyed) return 'dropped'
        if (response.writableLength > limits.bufferedBytes) {
          response.destroy()
          return 'dropped'
        }
        response.write(message(frame))
        return response.writableLength === 0 ? 'sent' : 'queued'
      },
      close: (code, reason) => finish(code, code, reason),
    }
    /** `code` is for the handler, `told` for the client, who gets all that was sent before. */
    function finish(code: number, told: number, reason: string) {
      if (ended !== null || response.destroyed) return
      ended = code
      lanes.delete(id)
      response.end(message(JSON.stringify({ code: told, reason }), 'close'))
      const force = setTimeout(() => response.destroy(), CLOSE_MS)
      response.once('close', () => clearTimeout(force))
    }
    lanes.set(id, {
      conn,
      site,
      origin,
      posts: 0,
      end: () => finish(1000, 1000, ''),
      overflow: () =>
        finish(closeCodes.tooBig, closeCodes.tooBig, `a frame over ${limits.frameBytes} bytes`),
    })
    streams.add(response)
    connections.add(conn)
    // Finds a peer that vanished only while nothing is on its way there. With a ping on its way, the system gives up
    // when it has sent that again often enough: after minutes.
    response.socket?.setKeepAlive(true, PING_MS)
    response.on('error', () => response.destroy())
    response.once('close', () => {
      lanes.delete(id)
      streams.delete(response)
      connections.delete(conn)
      handler.close(conn, ended ?? 1006)
    })
    handler.open(conn, peer)
  }

  async function hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { query, headers } = factsOf(request, env.trustProxy ?? false)
    const id = query.lane ?? ''
    const lane = lanes.get(id)
    const origin = headers.origin || ownOrigin(request, env.base?.() ?? '')
    // Nobody's secret: any page may hear that there is no such lane, and only its own hears more.
    if (!lane) return problem(response, 404, GONE, { 'Access-Control-Allow-Origin': '*' })
    if (origin !== lane.origin || (query.site ?? lane.site) !== lane.site)
      return problem(response, 403, 'This lane belongs to another page')
    const no = (status: number, detail: string, more: Record<string, string> = {}) =>
      problem(response, status, detail, { ...cors(origin), ...more })
    const waitMs = env.posts?.take(lane.conn.id) ?? 0
    if (waitMs > 0 || lane.posts >= POSTS_AT_ONCE)
      return no(429, `Too many requests; at most ${POSTS_AT_ONCE} at once`, {
        'Retry-After': String(Math.max(1, Math.ceil(waitMs / 1000))),
      })
    lane.posts++
    const body = await readBody(request, BODY_BYTES).finally(() => lane.posts--)
    if (body === null) return
    const frames = body === 'too-big' ? [] : body.split('\n').filter(frame => frame !== '')
    if (body === 'too-big' || frames.some(isTooBig)) {
      lane.overflow()
      return no(413, `A frame has at most ${limits.frameBytes} bytes, a request ${BODY_BYTES}`, {
        Connection: 'close',
      })
    }
    for (const frame of frames) {
      // What the handler ended hears no more frames.
      if (lanes.get(id) !== lane) break
      handler.message(lane.conn, frame)
    }
    if ('end' in query && lanes.get(id) === lane) lane.end()
    response.writeHead(204, { ...shared, ...cors(origin) }).end()
  }

  function serve(work: Promise<void>, response: ServerResponse) {
    work.catch((error: unknown) => {
      env.log?.error('A stream failed', { error })
      response.destroy()
    })
  }

  return {
    request(request, response) {
      const [path] = (request.url ?? '').split('?')
      if (path !== DOWN && path !== UP) return false
      const method = path === DOWN ? 'GET' : 'POST'
      if (request.method !== method) problem(response, 405, `Expected ${method}`, { Allow: method })
      else if (closing) problem(response, 503, 'The relay is closing; try again')
      else serve(path === DOWN ? open(request, response) : hear(request, response), response)
      return true
    },
    async close() {
      closing = true
      clearInterval(timer)
      const ends = [...streams].map(stream => new Promise(done => stream.once('close', done)))
      for (const conn of connections) conn.close(closeCodes.goingAway, 'The relay is closing')
      await Promise.all(ends)
    },
  }
}

/** The streams alone on a port of their own; with sockets on one port see ws.ts. */
export function createStreamTransport(
  env: StreamEnv & { request?: RequestListener } = {},
): Transport {
  return {
    async listen(handler, port, host) {
      const streams = createStreams(handler, env)
      const server = await bind(port, host, (request, response) => {
        if (streams.request(request, response)) return
        if (env.request) env.request(request, response)
        else problem(response, 404, 'There is nothing here')
      }).catch(async error => {
        await streams.close()
        throw error
      })
      const address = server.address()
      return {
        port: typeof address === 'object' && address ? address.port : port,
        async close() {
          const freed = new Promise<void>(done => server.close(() => done()))
          await streams.close()
          const force = setTimeout(() => server.closeAllConnections(), CLOSE_MS)
          server.closeIdleConnections()
          await freed
          clearTimeout(force)
        },
      }
    },
  }
}

const BODY_BYTES = 4 * limits.frameBytes
const LANE = 'lane: expected an id of 16-64 letters, digits, _ or - that nobody can guess'
const TAKEN = 'This lane is open already; open another'
const GONE = 'There is no such lane, or it is over; open another'
const shared = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' }

function isLane(id: string): boolean {
  return /^[A-Za-z0-9_-]{16,64}$/.test(id)
}
function isTooBig(frame: string): boolean {
  return Buffer.byteLength(frame) > limits.frameBytes
}
function cors(origin: string): Record<string, string> {
  return { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' }
}

/** An event of the stream; what is in several lines comes out in as many. */
function message(data: string, event?: string): string {
  const lines = data.split(/\r\n|\r|\n/).map(line => `data: ${line}\n`)
  return `${event ? `event: ${event}\n` : ''}${lines.join('')}\n`
}

/** The origin of the relay's own pages, which say of a GET only that it is one of theirs. */
function ownOrigin({ headers }: IncomingMessage, base: string): string {
  if (headers['sec-fetch-site'] !== 'same-origin') return ''
  const { host = '' } = headers
  const known = URL.canParse(base) ? new URL(base) : null
  return known?.host === host ? known.origin : `http://${host}`
}

function problem(
  response: ServerResponse,
  status: number,
  detail: string,
  headers: Record<string, string> = {},
): void {
  const body = JSON.stringify({ type: 'about:blank', title: 'Refused', status, detail })
  response
    .writeHead(status, { ...shared, 'Content-Type': 'application/problem+json', ...headers })
    .end(body)
}
