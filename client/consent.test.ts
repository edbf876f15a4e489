import { beforeEach, expect, test } from 'vitest'
import { createTestClock, settle } from '../e2e/sim/clock.ts'
import type { Device, OpenSocket, SocketEvents } from './device.ts'
import { createMemoryKeep, type Keep } from './keep.ts'
import type { VisitorClient } from './view.ts'
import { createVisitor } from './visitor.ts'

let clock: ReturnType<typeof createTestClock>
let keep: Keep
let marks: Set<string>
let opened: SocketEvents[]
let closed: Set<SocketEvents>
let sent: string[]
let listening: number
beforeEach(() => {
  clock = createTestClock()
  keep = createMemoryKeep()
  marks = new Set()
  opened = []
  closed = new Set()
  sent = []
  listening = 0
})
const openSocket: OpenSocket = (_, events) => {
  opened.push(events)
  return {
    send: frame => void sent.push(frame),
    close() {
      closed.add(events)
    },
  }
}
async function page(more: Partial<Device> = {}): Promise<VisitorClient> {
  let ids = 0
  const device: Device = {
    openSocket,
    now: clock.now,
    after: clock.after,
    random: () => 1,
    newId: () => `id${++ids}`,
    keep,
    onNetwork() {
      listening += 1
      return () => {
        listening -= 1
      }
    },
    askWhy: async () => '',
    mark(key, on) {
      if (on) marks.add(key)
      else if (on === false) marks.delete(key)
      return marks.has(key)
    },
    ...more,
  }
  const page = () => ({ url: 'https://shop.example/', title: '' })
  return createVisitor({
    url: 'https://r',
    site: 's',
    page,
    language: 'en',
    consent: false,
    device,
  })
}

test('[W15] before consent nothing is kept and no line opened', async () => {
  const client = await page()
  client.connect()
  client.send('hello').catch(() => {})
  await settle()
  expect([client.view.consent, client.view.entries.length]).toEqual([false, 1])
  expect([opened.length, marks.size, await keep.list('')]).toEqual([0, 0, []])
})

test('[W15] with consent what was wanted is done, and a later page knows of it', async () => {
  const client = await page()
  client.send('hello').catch(() => {})
  await client.agree(true)
  expect([client.view.consent, opened.length, (await keep.list('s:out:')).length]).toEqual([
    true,
    1,
    1,
  ])
  client.close()
  const later = await page()
  expect([later.view.consent, later.view.entries.length]).toEqual([true, 1])
})

test('[W15] consent alone opens no line', async () => {
  const client = await page()
  await client.agree(true)
  expect([client.view.link.state, opened.length]).toEqual(['idle', 0])
})

test('[W15] consent taken back erases all that this browser kept for the site, and ends the line', async () => {
  const client = await page()
  await client.agree(true)
  await keep.update('other:identity', () => 1)
  const refused = expect(client.send('hello')).rejects.toThrow('left')
  opened.at(-1)?.opened()
  await settle()
  await client.agree(false)
  await refused
  expect([client.view.consent, client.view.entries, client.view.link.state]).toEqual([
    false,
    [],
    'idle',
  ])
  expect([closed.size, marks.size, await keep.list('')]).toEqual([1, 0, [1]])
})

test('[W15] a tab that was not asked hears of it before it greets again', async () => {
  const [one, other] = [await page(), await page()]
  await one.agree(true)
  await other.agree(true)
  other.connect()
  await one.agree(false)
  opened.at(-1)?.opened()
  await settle()
  await settle()
  expect([sent, other.view.consent, other.view.link.state]).toEqual([[], false, 'idle'])
})

test('[W15] the number of a card is masked before it is shown, kept or sent', async () => {
  const client = await page()
  await client.agree(true)
  const values = { card: '4111111111111111', order: '4111111111111112' }
  client.send('my card is 4111 1111 1111 1111', { to: null, values }).catch(() => {})
  const masked = {
    text: 'my card is •••• •••• •••• 1111',
    answer: { to: null, values: { card: '•••• •••• •••• 1111', order: '4111111111111112' } },
  }
  expect(client.view.entries).toMatchObject([masked])
  expect(await keep.list('s:out:')).toMatchObject([masked])
})

test('[A] closing leaves no timer, no listener and no socket', async () => {
  const client = await page()
  await client.agree(true)
  client.connect()
  client.send('hello').catch(() => {})
  opened.at(-1)?.opened()
  await settle()
  const by = { role: 'agent', id: 'a', name: 'Ayu' }
  opened.at(-1)?.frame(JSON.stringify({ t: 'typing', c: 'id1', by, on: true }))
  for (const id of ['x', 'y'])
    opened.at(-1)?.frame(JSON.stringify({ t: 'rejected', id, why: 'too-fast', retryMs: 900 }))
  const asked = expect(client.ask({ t: 'erase' })).rejects.toThrow('sapa: shut down')
  let drawn = 0
  client.subscribe(() => drawn++)
  client.close()
  await asked
  expect(drawn).toBe(0)
  await settle()
  expect([clock.timers(), listening, closed.size]).toEqual([0, 0, 1])
})

test('a browser that throws at each WebSocket is one without a line', async () => {
  const client = await page({
    openSocket() {
      throw new DOMException('mixed content', 'SecurityError')
    },
  })
  await client.agree(true)
  client.connect()
  await settle()
  expect(client.view.link.state).toBe('waiting')
  client.close()
  expect(clock.timers()).toBe(0)
})

test('[W6] where twice no socket opens though the relay answers, the next way is plain HTTP', async () => {
  let lanes = 0
  const lane: OpenSocket = (...args) => {
    lanes += 1
    return openSocket(...args)
  }
  const client = await page({ fallback: async () => lane })
  await client.agree(true)
  client.connect()
  for (let tries = 0; tries < 2; tries++) {
    expect(lanes).toBe(0)
    opened.at(-1)?.closed(1006, '')
    await settle()
    await clock.advance(5000)
  }
  expect(lanes).toBe(1)
  client.close()
})

test('[W6] a relay that does not answer, or opened a socket before, is tried again as it is', async () => {
  let lanes = 0
  const fallback = async () => {
    lanes += 1
    return openSocket
  }
  for (const askWhy of [async () => null, async () => '']) {
    const client = await page({ fallback, askWhy })
    await client.agree(true)
    client.connect()
    for (let tries = 0; tries < 4; tries++) {
      if ((await askWhy()) === '') opened.at(-1)?.opened()
      opened.at(-1)?.closed(1006, '')
      await settle()
      await clock.advance(5000)
    }
    client.close()
  }
  expect(lanes).toBe(0)
})

test('[W15] of an answer the values are masked, and never the id of what is answered', async () => {
  const client = await page()
  await client.agree(true)
  client
    .send('Here', { to: 'card-4111111111111111', values: { number: '4111111111111111' } })
    .catch(() => {})
  await settle()
  const [{ answer } = { answer: null }] = await keep.list<{ answer: unknown }>('s:out:')
  expect(answer).toEqual({
    to: 'card-4111111111111111',
    values: { number: '•••• •••• •••• 1111' },
  })
  client.close()
})
