import { limits } from '../protocol/limits.ts'
import type { Socket, SocketEvents } from './device.ts'

/**
 * A socket over plain HTTP, for where something on the way lets no WebSocket through: server-sent events down, POST up.
 * What is on its way when a request fails may be lost or not: the lane is closed, and whoever sent it sends it again.
 */
export function openLane(
  url: string,
  events: SocketEvents,
  Source: typeof EventSource = EventSource,
  ask: typeof fetch = fetch,
): Socket {
  const lane = crypto.getRandomValues(new Uint32Array(4)).join('')
  const { origin, search } = new URL(url.replace(/^ws/, 'http'))
  const stream = new Source(`${origin}/visitor/stream${search}&lane=${lane}`)
  const leaving = new AbortController()
  const waiting: string[] = []
  let underWay = false
  let ended = false

  function close() {
    ended = true
    stream.close()
    leaving.abort()
  }
  function lost(code: number, reason: string) {
    if (ended) return
    close()
    events.closed(code, reason)
  }
  /** One request at a time: two could overtake each other. */
  async function post() {
    if (underWay || ended || !waiting.length) return
    underWay = true
    let body = waiting.shift() ?? ''
    while (waiting[0] && body.length + waiting[0].length < limits.frameBytes)
      body += `\n${waiting.shift()}`
    const headers = { 'Content-Type': 'text/plain' }
    const answer = await ask(`${origin}/visitor/frames?lane=${lane}`, {
      method: 'POST',
      headers,
      body,
      signal: leaving.signal,
    }).catch(() => null)
    underWay = false
    if (answer?.ok) await post()
    else lost(1006, '')
  }

  stream.onopen = () => events.opened()
  stream.onmessage = ({ data }) => events.frame(String(data))
  // Left alone, it would open the same lane again by itself.
  stream.onerror = () => lost(1006, '')
  stream.addEventListener('close', ({ data }) => {
    const { code, reason } = JSON.parse(data) as { code: number; reason: string }
    lost(code, reason)
  })
  return {
    send(frame) {
      waiting.push(frame)
      void post()
    },
    close,
  }
}
