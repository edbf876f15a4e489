import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Connection } from '../server/core/ports.ts'
import { createStreams, type Streams } from '../server/transport/stream.ts'
import { openLane } from './fallback.ts'

/** What a lane needs of a browser's EventSource, over fetch: Node has none. */
class Source extends EventTarget {
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onerror: (() => void) | null = null
  readonly leaving: AbortController = new AbortController()
  constructor(url: string) {
    super()
    void this.read(url).catch(() => this.leaving.signal.aborted || this.onerror?.())
  }
  close() {
    this.leaving.abort()
  }
  private async read(url: string) {
    const headers = { Origin: 'https://shop.example' }
    const answer = await fetch(url, { headers, signal: this.leaving.signal })
    if (!answer.ok || !answer.body) throw new Error(String(answer.status))
    this.onopen?.()
    let text = ''
    for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
      const blocks = (text + part).split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) this.hear(block.split('\n'))
    }
    throw new Error('the stream ended')
  }
  private hear(lines: string[]) {
    const said = (field: string) =>
      lines.filter(line => line.startsWith(`${field}: `)).map(line => line.slice(field.length + 2))
    const data = said('data').join('\n')
    const [type = 'message'] = said('event')
    if (type === 'message' && data) this.onmessage?.({ data })
    else if (data) this.dispatchEvent(new MessageEvent(type, { data }))
  }
}

let streams: Streams
let url: string
let stop: () => Promise<unknown>
let relay: Connection[]
let heard: string[]
let ended: number[]
beforeEach(async () => {
  relay = []
  heard = []
  ended = []
  streams = createStreams({
    upgrade: async ({ query }) =>
      query.site === 's'
        ? { ok: true, peer: { role: 'agent', agent: 'a', session: 'x' } as never }
        : { ok: false, status: 404, reason: 'unknown site' },
    open: conn => void relay.push(conn),
    message: (_, frame) => void heard.push(frame),
    close: (_, code) => void ended.push(code),
  })
  const server = createServer((request, response) => {
    if (!streams.request(request, response)) response.writeHead(404).end()
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/visitor?site=`
  stop = async () => {
    await streams.close()
    server.closeAllConnections()
    await new Promise(done => server.close(done))
  }
})
afterEach(() => stop())

function lane(site = 's') {
  const frames: string[] = []
  const socket = { frames, closed: [] as number[], opened: 0 }
  let told = () => {}
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise<void>(done => (told = done))
  }
  const tell = () => told()
  const open = openLane(
    url + site,
    {
      opened() {
        socket.opened += 1
        tell()
      },
      frame(text) {
        frames.push(text)
        tell()
      },
      closed(code) {
        socket.closed.push(code)
        tell()
      },
    },
    Source as unknown as typeof EventSource,
    (to, init) =>
      fetch(to, { ...init, headers: { ...init?.headers, Origin: 'https://shop.example' } }),
  )
  return { ...socket, socket, open, until }
}

it('[W6] carries frames both ways in their order', async () => {
  const { open, socket, until } = lane()
  await until(() => socket.opened > 0)
  const said = Array.from({ length: 20 }, (_, i) => `{"n":${i},"text":"${'x'.repeat(6000)}"}`)
  for (const frame of said) open.send(frame)
  for (const frame of said) relay[0]?.send(frame)
  await until(() => socket.frames.length === 20)
  await expect.poll(() => heard).toEqual(said)
  expect(socket.frames).toEqual(said)
  open.close()
  await expect.poll(() => ended).toEqual([1006])
  expect(socket.closed).toEqual([])
})

it('[W6] says with which code the relay ended it, once', async () => {
  const { socket, until } = lane()
  await until(() => socket.opened > 0)
  relay[0]?.close(4419, 'expired')
  await until(() => socket.closed.length > 0)
  expect(socket.closed).toEqual([4419])
})

it('[W6] a relay that refuses is a line that broke', async () => {
  const { socket, until } = lane('unknown')
  await until(() => socket.closed.length > 0)
  expect([socket.closed, socket.opened]).toEqual([[1006], 0])
})
