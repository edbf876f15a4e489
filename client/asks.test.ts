import { expect, test } from 'vitest'
import type { VisitorDown } from '../protocol/down.ts'
import type { VisitorEvent } from '../protocol/events.ts'
import { plainWidget } from '../protocol/people.ts'
import type { VisitorUp } from '../protocol/up.ts'
import type { Device, SocketEvents } from './device.ts'
import { createMemoryKeep } from './keep.ts'
import type { VisitorClient } from './view.ts'
import { createVisitor } from './visitor.ts'

const turn = () => new Promise<void>(done => setImmediate(done))
const ayu = { id: 'a1', name: 'Ayu' }
const badge = { medianMs: 24_000, sample: 50, slow: false }
const channel = { label: 'WhatsApp', url: 'https://wa.example/62' }

/** A client whose relay is this test: what it sends is read here, and answered by hand. */
async function stage() {
  const sent: VisitorUp[] = []
  let events: SocketEvents | undefined
  let ids = 0
  const timers = new Set<{ ms: number; fn: () => void }>()
  const device: Device = {
    openSocket(_, heard) {
      events = heard
      return { send: frame => void sent.push(JSON.parse(frame)), close() {} }
    },
    now: () => 1000,
    after(ms, fn) {
      const timer = { ms, fn }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    random: () => 0,
    newId: () => `id${++ids}`,
    keep: createMemoryKeep(),
    onNetwork: () => () => {},
    askWhy: async () => null,
    mark: () => false,
  }
  const page = () => ({ url: 'https://shop.example/', title: '' })
  const client = await createVisitor({ url: 'https://r', site: 's', page, language: 'en', device })
  let seq = 0

  async function down(frame: VisitorDown) {
    events?.frame(JSON.stringify(frame))
    await turn()
  }
  async function greet() {
    events?.opened()
    await turn()
    await down({
      t: 'welcome',
      v: 1,
      epoch: 'e',
      now: 0,
      visitor: { id: 'v', name: null, email: null, external: null },
      token: null,
      site: { id: 's', name: 'Batik', targetMs: 60_000, channel, badge, widget: plainWidget },
      heads: seq ? { [c()]: seq } : {},
      online: 2,
    })
  }
  const c = () =>
    sent.flatMap(frame => (frame.t === 'hello' ? Object.keys(frame.since) : []))[0] ?? ''
  return {
    client,
    c,
    down,
    sent,
    async online() {
      client.connect()
      await greet()
    },
    /** The line is lost, comes back, and the relay greets again. */
    async again() {
      events?.closed(1006, '')
      client.connect()
      await greet()
    },
    async log(...told: VisitorEvent[]) {
      const recorded = told.map(event => ({ seq: ++seq, at: seq, event }))
      await down({ t: 'events', c: c(), head: seq, events: recorded })
    },
    /** Lets the timers of that length run out. */
    async due(length: number) {
      for (const timer of [...timers]) if (timer.ms === length && timers.delete(timer)) timer.fn()
      await turn()
    },
    frames: <T extends VisitorUp['t']>(t: T) =>
      sent.filter((frame): frame is Extract<VisitorUp, { t: T }> => frame.t === t),
  }
}
const opened: VisitorEvent = { type: 'opened', site: 's', visitor: 'v' }
const asked: VisitorEvent = {
  type: 'message',
  id: 'm',
  by: { role: 'visitor', id: 'v' },
  text: 'pink?',
}
const queue = ({ view }: VisitorClient) => view.queue

test('[R6] what the page asks waits for the line, opens none, and goes out before the first message', async () => {
  const { client, online, sent, c } = await stage()
  void client.ask({ t: 'wish', wish: { department: 'sales' } })
  void client.ask({ t: 'wish', wish: { priority: 2 } })
  expect(client.view.link.state).toBe('idle')
  void client.send('pink?')
  await online()
  expect(sent.slice(1, 4)).toMatchObject([
    { t: 'wish', c: c(), wish: { department: 'sales' } },
    { t: 'wish', c: c(), wish: { priority: 2 } },
    { t: 'send', c: c() },
  ])
})

test('[R6] a page that asks for nothing sends no wish', async () => {
  const { client, online, frames } = await stage()
  void client.send('pink?')
  await online()
  expect([frames('wish'), frames('send').length]).toEqual([[], 1])
})

test('what is asked while online goes at once, and again on each new line until it is accepted', async () => {
  const { client, online, again, down, frames } = await stage()
  await online()
  const done = client.ask({ t: 'act', message: 'm', action: 'add' })
  expect(frames('act')).toMatchObject([{ message: 'm', action: 'add' }])
  await again()
  const [first, second] = frames('act')
  expect(second).toEqual(first)
  await down({ t: 'accepted', id: first?.id ?? '' })
  await done
  await again()
  expect(frames('act')).toHaveLength(2)
})

test('[R8] the place in the queue is shown while waiting, and never after', async () => {
  const { client, online, log, down, c } = await stage()
  await online()
  await down({ t: 'queue', c: c(), position: 3, etaMs: null })
  await log(opened, asked)
  await down({ t: 'queue', c: 'another', position: 9, etaMs: 1 })
  await down({ t: 'queue', c: c(), position: 2, etaMs: 40_000 })
  expect(queue(client)).toEqual({ position: 2, etaMs: 40_000 })
  await log({ type: 'assigned', agent: ayu })
  expect(queue(client)).toBeNull()
  await log({ type: 'released', agent: ayu })
  expect(queue(client)).toBeNull()
})

test('[R8] a place that may have changed unheard is not shown', async () => {
  const { client, online, log, down, again, c } = await stage()
  await online()
  await log(opened, asked)
  await down({ t: 'queue', c: c(), position: 2, etaMs: 40_000 })
  await again()
  expect(queue(client)).toBeNull()
})

test('[R13] the badge changes where it stands, and one that comes before the welcome is passed over', async () => {
  const { client, online, down } = await stage()
  const slower = { ...badge, medianMs: 95_000, slow: true }
  client.connect()
  await down({ t: 'availability', online: 2, badge: slower })
  expect(client.view).toMatchObject({ site: null, online: 2 })
  await online()
  await down({ t: 'availability', online: 1, badge: slower })
  expect(client.view).toMatchObject({ online: 1, site: { name: 'Batik', badge: slower } })
  await down({ t: 'availability', online: 1, badge: null })
  expect(client.view.site?.badge).toBeNull()
})

test('[R13] the welcome brings the badge and the other channel', async () => {
  const { client, online } = await stage()
  await online()
  expect(client.view.site).toMatchObject({ badge, channel })
})

test('[R3] a choice is sent until the relay has it, under one id', async () => {
  const { client, online, log, again, down, frames, c } = await stage()
  await online()
  await log(opened, asked)
  let done = false
  const email = 'dewi@mail.example'
  const chosen = client.ask({ t: 'choose', choice: 'email', email }).then(() => {
    done = true
  })
  await again()
  const [first, second] = frames('choose')
  expect(first).toMatchObject({ c: c(), choice: 'email', email: 'dewi@mail.example' })
  expect(second).toEqual(first)
  expect(done).toBe(false)
  await down({ t: 'accepted', id: first?.id ?? '' })
  await chosen
  await again()
  expect(frames('choose')).toHaveLength(2)
})

test('[R3] a refused choice says why; one that came too fast is tried again', async () => {
  const { client, online, log, down, due, frames } = await stage()
  await online()
  await log(opened, asked)
  const refused = expect(client.ask({ t: 'choose', choice: 'wait', email: null })).rejects.toThrow(
    'the relay refused: resolved',
  )
  const id = frames('choose')[0]?.id ?? ''
  await down({ t: 'rejected', id, why: 'too-fast', retryMs: 700 })
  await due(700)
  expect(frames('choose').map(frame => frame.id)).toEqual([id, id])
  await down({ t: 'rejected', id, why: 'resolved' })
  await refused
})

test('[R3] the log tells breach and choice in the thread', async () => {
  const { client, online, log } = await stage()
  await online()
  await log(
    opened,
    asked,
    { type: 'stepped', step: 'breach', kept: null },
    { type: 'chose', id: 'w1', choice: 'email', email: 'dewi@mail.example' },
    { type: 'private' },
  )
  expect(client.view.entries.slice(1)).toEqual([
    { kind: 'notice', seq: 3, at: 3, what: 'stepped', step: 'breach', kept: null },
    {
      kind: 'notice',
      seq: 4,
      at: 4,
      what: 'chose',
      id: 'w1',
      choice: 'email',
      email: 'dewi@mail.example',
    },
  ])
  expect(client.view.state).toMatchObject({ episode: { step: 'breach', choice: 'email' } })
})

test('identify is known once the relay has it', async () => {
  const { client, online, down, frames } = await stage()
  await online()
  const known = client.ask({
    t: 'identify',
    name: null,
    email: 'dewi@mail.example',
    token: null,
  })
  expect(client.view.visitor?.email).toBeNull()
  await down({ t: 'accepted', id: frames('identify')[0]?.id ?? '' })
  await known
  expect(client.view.visitor).toMatchObject({ id: 'v', name: null, email: 'dewi@mail.example' })
})
