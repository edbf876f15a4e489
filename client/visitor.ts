import { noWish } from '../protocol/conversation.ts'
import type { VisitorDown } from '../protocol/down.ts'
import type { ConversationId, Recorded, Seq, Wish } from '../protocol/events.ts'
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
import { createPending } from './pending.ts'
import { advance, createSyncing, emptyReplica } from './replica.ts'
import { createTypingWatch, createTypist } from './typing.ts'
import type { VisitorClient, VisitorEntry, VisitorEvents, VisitorView } from './view.ts'

/** A resolved conversation older than this is left; the next message begins another. */
const REOPEN_MS = 24 * 3600_000

type Welcome = Extract<VisitorDown, { t: 'welcome' }>
type Ask = Extract<VisitorUp, { t: 'identify' | 'choose' }>

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
  let replica = emptyReplica
  /** Numbers up to here were there before this page: history, not news. */
  let baseline: Seq | null = null
  let readUpTo = 0
  let unread = 0
  /** What the relay tells beside the log. */
  const facts: Pick<VisitorView, 'online' | 'queue' | 'site' | 'visitor'> = {
    online: null,
    queue: null,
    site: null,
    visitor: null,
  }
  /** What this page asked of the routing. */
  let wish: Partial<Wish> | null = null

  const here = () => identities.current().c
  const send = (frame: object) => line.send(frame satisfies object)
  const line = createLine({
    device,
    url: `${env.url.replace(/^http/, 'ws')}/visitor?site=${encodeURIComponent(env.site)}`,
    whyUrl: `${env.url}/api/widget/${encodeURIComponent(env.site)}`,
    hello,
    frame: (text, welcomed) => receive(JSON.parse(text) as VisitorDown, welcomed),
    changed() {
      const link = line.link()
      if (!line.online()) {
        outbox.pause()
        // The queue moves on without our hearing of it.
        facts.queue = null
      }
      // The visitor reads that the chat cannot connect; why is for whoever pasted the tag.
      if (link.state === 'stopped') {
        console.error(`Sapa: ${link.reason}`)
        pending.fail(null, link.reason)
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
  const pending = createPending(send)
  const typist = createTypist(device, on =>
    send({ t: 'typing', c: here(), on } satisfies VisitorUp),
  )
  const typing = createTypingWatch(device, () => publish())
  /** Made when asked for, and again after a change. */
  let view: VisitorView | null = null

  async function hello(): Promise<VisitorUp> {
    const before = here()
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
    sendWish()
    outbox.move(c)
    publish()
  }
  /** Numbers mean something else in another log: no mark of ours holds there. */
  function forget() {
    replica = emptyReplica
    facts.queue = null
    baseline = null
    readUpTo = 0
  }

  function receive(frame: VisitorDown, welcomed: () => void) {
    const c = here()
    switch (frame.t) {
      case 'welcome':
        return void greeted(frame, welcomed)
      case 'events':
        // The fold reads nothing that a visitor's copy lacks.
        return take(frame.c, frame.events as Recorded[], frame.head)
      case 'reset':
        if (frame.c === c) forget()
        syncing.forget(frame.c)
        return publish()
      case 'typing':
        if (frame.by.role === 'agent') typing.set(frame.c, frame.on ? frame.by.name : null)
        return
      case 'availability':
        facts.online = frame.online
        if (facts.site) facts.site.badge = frame.badge
        return publish()
      case 'queue':
        if (frame.c === c) facts.queue = { position: frame.position, etaMs: frame.etaMs }
        return publish()
      case 'heartbeat':
        return catchUp(frame.heads[c] ?? 0)
      case 'accepted':
        return pending.done(frame.id)
      case 'rejected':
        outbox.reject(frame.id, frame.why, frame.retryMs)
        if (frame.retryMs === undefined) pending.fail(frame.id, `the relay refused: ${frame.why}`)
        else device.after(frame.retryMs, pending.resend)
    }
  }

  async function greeted(frame: Welcome, welcomed: () => void) {
    const before = here()
    const ours = await identities.welcomed(frame.token, frame.epoch)
    const { online, site, visitor, heads } = frame
    if (here() !== before) turnTo(here())
    if (!ours) return line.again()
    const [newest] = Object.keys(heads)
    if (newest !== undefined && !(here() in heads) && !outbox.items().length) {
      identities.turnTo(newest)
      turnTo(newest)
    }
    const first = facts.site === null
    Object.assign(facts, { online, site, visitor })
    syncing.forget()
    const head = heads[here()] ?? 0
    baseline ??= head
    welcomed()
    catchUp(head)
    pending.resend()
    if (replica.state.status !== 'new' && readUpTo > replica.state.read.visitor) sendRead()
    sendWish()
    outbox.flush()
    publish()
    if (first) listeners.emit('ready', current())
  }

  function catchUp(head: Seq) {
    if (head > replica.head) syncing.ask(here(), replica.head)
  }

  function take(c: ConversationId, events: Recorded[], head: Seq) {
    const { status } = replica.state
    const known = baseline
    let news: Recorded[] = []
    if (c === here()) {
      const { replica: next, fresh } = advance(replica, events, true)
      replica = next
      if (next.state.status !== 'waiting') facts.queue = null
      catchUp(head)
      if (known !== null) news = fresh.filter(({ seq }) => seq > known)
    }
    for (const { seq, event } of events) {
      if (event.type !== 'message') continue
      if (event.by.role === 'agent') typing.set(c, null)
      else {
        outbox.remove(event.id)
        pending.done(event.id, seq)
      }
    }
    publish()
    if (status !== replica.state.status) noteStatus()
    for (const recorded of news) tell(recorded)
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
    send({ t: 'read', c: here(), upTo: readUpTo } satisfies VisitorUp)
  }
  function sendWish() {
    if (!wish) return
    const before = replica.state.status === 'new' ? noWish : replica.state.wish
    send({ t: 'wish', c: here(), wish: { ...before, ...wish } } satisfies VisitorUp)
  }

  function ask(frame: Ask): Promise<unknown> {
    line.connect()
    return pending.wait(frame.id, frame)
  }

  function look(): VisitorView {
    const me = { role: 'visitor', id: facts.visitor?.id ?? '' } as const
    const { state, events } = replica
    return {
      ...facts,
      link: line.link(),
      state,
      entries: entriesOf(events, state, outbox.items(), me) as VisitorEntry[],
      typing: typing.get(here()),
      unread,
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
      const { id } = outbox.add(here(), text)
      const sent = pending.wait(id, null).then(seq => ({ id, seq }))
      sent.catch(() => {}) // the panel shows the failure; only a caller who waits needs the error
      return sent
    },
    retry: outbox.retry,
    discard(id) {
      outbox.remove(id)
      pending.fail(id, 'the message was discarded')
    },
    typing: typist.typed,
    read() {
      if (!unread) return
      readUpTo = replica.head
      sendRead()
      publish()
    },
    async identify(who) {
      const name = who.name?.slice(0, limits.nameChars) ?? null
      const email = who.email?.slice(0, limits.emailChars) ?? null
      await ask({ t: 'identify', id: device.newId(), name, email })
      if (facts.visitor) facts.visitor = { ...facts.visitor, name, email }
      publish()
    },
    set(next) {
      wish = { ...wish, ...next }
      sendWish()
    },
    async choose(choice, email) {
      await ask({ t: 'choose', id: device.newId(), c: here(), choice, email: email ?? null })
    },
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
