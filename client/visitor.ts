import type { VisitorDown } from '../protocol/down.ts'
import type { ConversationId, Recorded, Seq } from '../protocol/events.ts'
import { limits } from '../protocol/limits.ts'
import type { Page } from '../protocol/people.ts'
import type { VisitorUp } from '../protocol/up.ts'
import { VERSION } from '../protocol/version.ts'
import { browserDevice, type Device } from './device.ts'
import { entriesOf, messageOf } from './entries.ts'
import { createIdentities } from './identity.ts'
import { createLine } from './line.ts'
import { createListeners } from './listeners.ts'
import { createOutbox } from './outbox.ts'
import { advance, createSyncing, emptyReplica } from './replica.ts'
import { createTypingWatch, createTypist } from './typing.ts'
import type { VisitorClient, VisitorEvents, VisitorView } from './view.ts'

/** A resolved conversation older than this is left; the next message begins another. */
const REOPEN_MS = 24 * 3600_000

type Welcome = Extract<VisitorDown, { t: 'welcome' }>
type Identify = Extract<VisitorUp, { t: 'identify' }>

/** The headless client of a shop's page. Reads what this browser kept; opens no socket before `connect` or `send`. */
export async function createVisitor(env: {
  /** The relay's origin, e.g. `https://relay.example`. */
  url: string
  site: string
  page: () => Page
  language: string
  device?: Device
}): Promise<VisitorClient> {
  const device = env.device ?? browserDevice()
  const identities = createIdentities(device, `${env.site}:identity`)
  const listeners = createListeners<VisitorEvents>()
  const subscribers = new Set<() => void>()
  const sends = new Map<string, { resolve: (seq: Seq) => void; reject: (why: Error) => void }>()
  const identifies = new Map<string, { frame: Identify; resolve: () => void }>()
  let replica = emptyReplica
  /** Numbers up to here were there before this page: history, not news. */
  let baseline: Seq | null = null
  let readUpTo = 0
  let unread = 0
  let welcome: Pick<Welcome, 'site' | 'visitor' | 'online'> | null = null

  const send = (frame: object) => line.send(frame satisfies object)
  const line = createLine({
    device,
    url: `${env.url.replace(/^http/, 'ws')}/visitor?site=${encodeURIComponent(env.site)}`,
    whyUrl: `${env.url}/api/widget/${encodeURIComponent(env.site)}`,
    hello,
    frame: (text, welcomed) => receive(JSON.parse(text) as VisitorDown, welcomed),
    changed() {
      const link = line.link()
      if (!line.online()) outbox.pause()
      // The visitor reads that the chat cannot connect; why is for whoever pasted the tag.
      if (link.state === 'stopped') {
        console.error(`Sapa: ${link.reason}`)
        for (const { reject } of sends.values()) reject(new Error(`sapa: ${link.reason}`))
        sends.clear()
      }
      publish()
    },
    async renew() {
      turnTo((await identities.renew()).c)
    },
  })
  const outbox = createOutbox({
    device,
    transmit: ({ c, id, text }) => send({ t: 'send', c, id, text }),
    changed: () => publish(),
  })
  const syncing = createSyncing(send)
  const typist = createTypist(device, on =>
    send({ t: 'typing', c: identities.current().c, on } satisfies VisitorUp),
  )
  const typing = createTypingWatch(device, () => publish())
  /** Made when asked for, and again after a change. */
  let view: VisitorView | null = null

  async function hello(): Promise<VisitorUp> {
    const before = identities.current().c
    const { token, epoch, c } = await identities.claim()
    if (c !== before) turnTo(c)
    // A page that never came online kept text for a conversation that only it knew of.
    else outbox.move(c)
    const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const since = { [c]: replica.head }
    const page = bounded(env.page())
    return { t: 'hello', v: VERSION, epoch, token, since, page, language: env.language, timezone }
  }

  /** From now on `c` is the conversation; what is unsent goes there. */
  function turnTo(c: ConversationId) {
    forget()
    outbox.move(c)
    publish()
  }
  /** Numbers mean something else in another log: no mark of ours holds there. */
  function forget() {
    replica = emptyReplica
    baseline = null
    readUpTo = 0
  }

  function receive(frame: VisitorDown, welcomed: () => void) {
    const { c } = identities.current()
    switch (frame.t) {
      case 'welcome':
        return void greeted(frame, welcomed)
      case 'events':
        return take(frame.c, frame.events, frame.head)
      case 'reset':
        if (frame.c === c) forget()
        syncing.forget(frame.c)
        return publish()
      case 'typing':
        if (frame.by.role === 'agent') typing.set(frame.c, frame.on ? frame.by.name : null)
        return
      case 'availability':
        if (welcome) welcome = { ...welcome, online: frame.online }
        return publish()
      case 'heartbeat':
        return catchUp(frame.heads[c] ?? 0)
      case 'accepted':
        return identified(frame.id)
      case 'rejected':
        outbox.reject(frame.id, frame.why, frame.retryMs)
        if (frame.retryMs !== undefined) return
        sends.get(frame.id)?.reject(new Error(`sapa: the message was refused: ${frame.why}`))
        return void sends.delete(frame.id)
    }
  }

  async function greeted(frame: Welcome, welcomed: () => void) {
    const before = identities.current().c
    const ours = await identities.welcomed(frame.token, frame.epoch)
    const { c } = identities.current()
    if (c !== before) turnTo(c)
    if (!ours) return line.again()
    const [newest] = Object.keys(frame.heads)
    if (newest !== undefined && !(c in frame.heads) && !outbox.items().length) {
      identities.turnTo(newest)
      turnTo(newest)
    }
    const first = welcome === null
    welcome = frame
    syncing.forget()
    baseline ??= frame.heads[identities.current().c] ?? 0
    welcomed()
    catchUp(frame.heads[identities.current().c] ?? 0)
    for (const { frame: identify } of identifies.values()) send(identify)
    if (replica.state.status !== 'new' && readUpTo > replica.state.read.visitor) sendRead()
    outbox.flush()
    publish()
    if (first) listeners.emit('ready', current())
  }

  function identified(id: string) {
    const known = identifies.get(id)
    if (!known || !identifies.delete(id)) return
    const { name, email } = known.frame
    if (welcome) welcome = { ...welcome, visitor: { id: welcome.visitor.id, name, email } }
    publish()
    known.resolve()
  }

  function catchUp(head: Seq) {
    if (head > replica.head) syncing.ask(identities.current().c, replica.head)
  }

  function take(c: ConversationId, events: Recorded[], head: Seq) {
    const { status } = replica.state
    const known = baseline
    let news: Recorded[] = []
    if (c === identities.current().c) {
      const { replica: next, fresh } = advance(replica, events, true)
      replica = next
      catchUp(head)
      if (known !== null) news = fresh.filter(({ seq }) => seq > known)
    }
    for (const { seq, event } of events) {
      if (event.type !== 'message') continue
      if (event.by.role === 'agent') typing.set(c, null)
      else acknowledge(event.id, seq)
    }
    publish()
    if (status !== replica.state.status) noteStatus()
    for (const recorded of news) tell(recorded)
  }
  function acknowledge(id: string, seq: Seq) {
    outbox.remove(id)
    sends.get(id)?.resolve(seq)
    sends.delete(id)
  }
  function noteStatus() {
    const { status } = replica.state
    device.mark(`sapa:${env.site}`, status === 'waiting' || status === 'assigned')
    listeners.emit('status', status)
  }
  function tell(recorded: Recorded) {
    const message = messageOf(recorded, 0, 'visitor')
    if (message?.by.role === 'agent') listeners.emit('message', message)
    if (recorded.event.type === 'assigned') listeners.emit('assigned', recorded.event.agent)
  }
  function sendRead() {
    send({ t: 'read', c: identities.current().c, upTo: readUpTo } satisfies VisitorUp)
  }

  function look(): VisitorView {
    const me = { role: 'visitor', id: welcome?.visitor.id ?? '' } as const
    const { state, events } = replica
    return {
      link: line.link(),
      state,
      entries: entriesOf(events, state, outbox.items(), me),
      typing: typing.get(identities.current().c),
      unread,
      online: welcome?.online ?? null,
      site: welcome?.site ?? null,
      visitor: welcome?.visitor ?? null,
      stored: device.keep.stored(),
    }
  }
  function current(): VisitorView {
    view ??= look()
    return view
  }
  function countUnread(): number {
    const { state, events } = replica
    const seen = Math.max(readUpTo, state.status === 'new' ? 0 : state.read.visitor)
    const isUnread = ({ seq, event }: Recorded) =>
      seq > seen && event.type === 'message' && event.by.role === 'agent'
    return events.filter(isUnread).length
  }
  function publish() {
    const before = unread
    unread = countUnread()
    view = null
    for (const fn of subscribers) fn()
    if (unread !== before) listeners.emit('unread', unread)
  }

  await identities.peek()
  await outbox.load(`${env.site}:out:`)

  return {
    get view() {
      return current()
    },
    subscribe(fn) {
      subscribers.add(fn)
      return () => void subscribers.delete(fn)
    },
    on: listeners.on,
    connect: line.connect,
    send(text) {
      const { state } = replica
      if (state.status === 'resolved' && device.now() - state.lastAt > REOPEN_MS) {
        const c = device.newId()
        identities.turnTo(c)
        turnTo(c)
      }
      line.connect()
      const { id } = outbox.add(identities.current().c, text)
      const sent = new Promise<{ id: string; seq: Seq }>((resolve, reject) =>
        sends.set(id, { resolve: seq => resolve({ id, seq }), reject }),
      )
      sent.catch(() => {}) // the panel shows the failure; only a caller who waits needs the error
      return sent
    },
    retry: outbox.retry,
    discard(id) {
      outbox.remove(id)
      sends.get(id)?.reject(new Error('sapa: the message was discarded'))
      sends.delete(id)
    },
    typing: typist.typed,
    read() {
      if (!unread) return
      readUpTo = replica.head
      sendRead()
      publish()
    },
    identify: ({ name, email }) =>
      new Promise(resolve => {
        const id = device.newId()
        const frame = {
          t: 'identify',
          id,
          name: name?.slice(0, limits.nameChars) ?? null,
          email: email?.slice(0, limits.emailChars) ?? null,
        } as const
        identifies.set(id, { frame, resolve })
        line.connect()
        send(frame)
      }),
    page: page => void send({ t: 'page', page: bounded(page) } satisfies VisitorUp),
    close() {
      typist.typed(false)
      line.end()
      outbox.pause()
      subscribers.clear()
      listeners.clear()
    },
  }
}

/** What the relay takes of a page: shops have longer titles and addresses than an agent can read. */
function bounded({ url, title }: Page): Page {
  return { url: url.slice(0, limits.urlChars), title: title.slice(0, limits.titleChars) }
}
