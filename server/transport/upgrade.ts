import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { UpgradeRequest } from '../core/ports.ts'

/**
 * The facts of an upgrade, copied. The address is the socket's, or with `trustProxy` the last entry of
 * X-Forwarded-For: the only one that our own proxy wrote.
 */
export function factsOf(request: IncomingMessage, trustProxy: boolean): UpgradeRequest {
  const { origin, host, cookie } = request.headers
  const url = request.url ?? '/'
  const mark = url.indexOf('?')
  return {
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? {} : Object.fromEntries(new URLSearchParams(url.slice(mark))),
    headers: {
      origin: origin ?? '',
      host: host ?? '',
      cookie: cookie ?? '',
      'user-agent': request.headers['user-agent'] ?? '',
    },
    address: (trustProxy && forwarded(request)) || remote(request),
  }
}

/** Answers an upgrade with plain HTTP and ends the socket. */
export function refuse(socket: Duplex, status: number, reason: string): void {
  const body = `${reason}\n`
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Refused'}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  socket.once('finish', () => socket.destroy())
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

function forwarded(request: IncomingMessage): string {
  const header = request.headers['x-forwarded-for'] ?? ''
  const hops = Array.isArray(header) ? header.join(',') : header
  return hops.slice(hops.lastIndexOf(',') + 1).trim()
}

/** An IPv4 peer of a dual-stack socket is written as IPv4, so that it is one address for limits. */
function remote(request: IncomingMessage): string {
  return (request.socket.remoteAddress ?? '').replace(/^::ffff:/i, '')
}
