import type { Answer } from '../protocol/card.ts'
import type { VisitorDown } from '../protocol/down.ts'
import type { ConversationId, Recorded, Seq } from '../protocol/events.ts'
import { limits } from '../protocol/limits.ts'
import type { Page } from '../protocol/people.ts'
import type { VisitorUp } from '../protocol/up.ts'
import { VERSION } from '../protocol/version.ts'
import { openAlone } from './alone.ts'
import { browserDevice, type Device } from './device.ts'
import { encode } from './encode.ts'
import { entriesOf } from './entries.ts'
import { follow as fold } from './fold.ts'
import { createIdentities, type Identity } from './identity.ts'
import { createMemoryKeep } from './keep.ts'
import { createLine } from './line.ts'
import { maskCards, maskDraft } from './mask.ts'
import { createOutbox } from './outbox.ts'
import { createPending } from './pending.ts'
import { advance, emptyReplica, type Replica } from './replica.ts'
import { createTypist, HEARD_MS } from './typing.ts'
import type { VisitorClient, VisitorEntry, VisitorState, VisitorView } from './view.ts'

/** A resolved conversation older than this is left; the next message begins another. */
const REOPEN_MS = 24 * 3600_000

type Welcome = Extract<VisitorDown, { t: 'welcome' }>

/** The headless client of a shop's page. Reads what this browser kept; opens no socket before `connect` or `send`. */
export async function createVisitor(env: {
  /** The relay's origin, e.g. `https://relay.example`. */
  url: string
  site: string
  page: () => Page
  language: string
  /** False: nothing is kept and no line opened before the visitor agrees, here or on an earlier page. */
  consent?: boolean
  device?: Device
}): Promise<VisitorClient> {
  const machine = env.device ?? {
    ...browserDevice(),
    fallback: () => import('./fallback.ts').then(part => part.openLane),
    share: () => import('./tabs.ts').then(part => part.shareSocket),
  }
  let open = machine.openSocket
  const device: Device = {
    ...machine,
    openSocket: (url, events) => openAlone(device, open)(url, events),
  }
  const agreement = `sapa:${env.site}:agreed`
  const unsent = `${env.site}:out:`
  /** Whether the visitor's consent is noted; where it could not be, this page remembers it. */
  let noted = device.mark(agreement)
  let consent = env.consent !== false || noted
  let wanted = false
  const identities = createIdentities(device, `${env.site}:identity`)
  const subscribers = new Set<() => void>()
  let replica: Replica<VisitorState> = emptyReplica
  /** As the view tells it. */
  let history: Seq | null = null
  let readUpTo = 0
  let unread = 0
  /** The relay's clock less this device's. */
  let skewMs = 0
  /** What the relay tells beside the log. */
  const facts: Pick<VisitorView, 'online' | 'queue' | 'site' | 'visitor'> = {
    online: null,
    queue: null,
    site: null,
    visitor: null,
  }

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
      if (link.state !== 'online') {
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
      const before = identities.current()
      await identities.renew()
      follow(before)
    },
    blocked: () =>
      void device.fallback?.().then(
        found => (open = found),
        () => {},
      ),
  })
  const outbox = createOutbox({
    device,
    // What is unsent goes where the visitor is now.
    transmit: ({ id, text, answer }) =>
      send({ t: 'send', c: here(), id, text, ...(answer && { answer }) }),
    changed: () => publish(),
  })
  /** How long the log is, as the relay said last. */
  let told: Seq = 0
  /** From where it was asked for on this line: once until the answer moves on. */
  let askedFrom: Seq | null = null
  let cancelResend = () => {}
  const pending = createPending(frame => send({ ...frame, c: here() }))
  const typist = createTypist(device, said =>
    send({ t: 'typing', c: here(), ...said } satisfies VisitorUp),
  )
  let typing: string | null = null
  let cancelTyping = () => {}
  /** Made when asked for, and again after a change. */
  let view: VisitorView | null = null

  async function hello(): Promise<VisitorUp> {
    // Another tab took the consent back.
    if (noted && !device.mark(agreement)) await agree(false)
    const before = identities.current()
    await identities.claim()
    follow(before)
    await outbox.load(unsent)
    const { token, epoch, c } = identities.current()
    const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const since = { [c]: replica.head }
    const page = bounded(env.page())
    return { t: 'hello', v: VERSION, epoch, token, since, page, language: env.language, timezone }
  }

  /** Another tab may have turned all of them to another conversation, or made them somebody new. */
  function follow({ c, resets }: Identity) {
    if (resets !== identities.current().resets) leave()
    if (c !== here()) turned()
  }
  /** Whoever this was is gone, with all that they left unsent or unanswered. */
  function leave() {
    outbox.clear()
    pending.fail(null, 'the visitor left')
    Object.assign(facts, { queue: null, visitor: null })
  }
  /** The conversation is another one from now on, and what is unsent goes there. */
  function turned() {
    forget()
    publish()
  }
  /** Numbers mean something else in another log: no mark of ours holds there. */
  function forget() {
    setTyping(null)
    askedFrom = null
    replica = emptyReplica
    facts.queue = null
    history = null
    told = 0
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
        return publish()
      case 'typing':
        if (frame.c === c && frame.by.role === 'agent') setTyping(frame.on ? frame.by.name : null)
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
        if (frame.retryMs === undefined)
          pending.fail(frame.id, `the relay refused: ${frame.detail ?? frame.why}`)
        else {
          cancelResend()
          cancelResend = device.after(frame.retryMs, pending.resend)
        }
    }
  }

  async function greeted(frame: Welcome, welcomed: () => void) {
    const before = identities.current()
    const ours = await identities.welcomed(frame.token, frame.epoch)
    const { online, site, visitor, heads } = frame
    follow(before)
    if (!ours) return line.again()
    skewMs = frame.now - device.now()
    // Another one signed in: what is on screen is not theirs, and all tabs must turn to the same.
    const was = facts.visitor
    const other = was && was.id !== visitor.id && replica.head > 0
    if (other && was.external) leave()
    const elsewhere = (visitor.id + here()).slice(0, limits.idChars)
    const [newest = other ? elsewhere : null] = Object.keys(heads)
    if (newest && !(here() in heads) && (other || !outbox.items().length)) begin(newest)
    Object.assign(facts, { online, site, visitor })
    askedFrom = null
    const head = heads[here()] ?? 0
    history ??= head
    welcomed()
    catchUp(head)
    pending.resend()
    if (replica.state.status !== 'new' && readUpTo > replica.state.read.visitor) sendRead()
    outbox.flush()
    publish()
  }

  function begin(c: ConversationId) {
    identities.turnTo(c)
    turned()
  }
  function catchUp(head: Seq) {
    const since = replica.head
    told = Math.max(told, head)
    if (head > since && since !== askedFrom && send({ t: 'sync', c: here(), since }))
      askedFrom = since
  }

  function take(c: ConversationId, events: Recorded[], head: Seq) {
    const { status } = replica.state
    if (c === here()) {
      replica = advance(replica, fold, events, true).replica
      if (replica.state.status !== 'waiting') facts.queue = null
      catchUp(head)
    }
    for (const { seq, event } of events) {
      if (event.type !== 'message') continue
      if (event.by.role === 'agent') setTyping(null)
      else {
        outbox.remove(event.id)
        pending.done(event.id, seq)
      }
    }
    publish()
    if (status !== replica.state.status) noteStatus()
  }
  function noteStatus() {
    const { status } = replica.state
    if (consent) device.mark(`sapa:${env.site}`, status === 'waiting' || status === 'assigned')
  }
  function setTyping(name: string | null) {
    cancelTyping()
    if (name) cancelTyping = device.after(HEARD_MS, () => setTyping(null))
    if (name === typing) return
    typing = name
    publish()
  }
  function sendRead() {
    send({ t: 'read', c: here(), upTo: readUpTo } satisfies VisitorUp)
  }

  function look(): VisitorView {
    const me = { role: 'visitor', id: facts.visitor?.id ?? '' } as const
    const { state, events } = replica
    return {
      ...facts,
      link: line.link(),
      state,
      entries: entriesOf(events, state, outbox.items(), me) as VisitorEntry[],
      typing,
      unread,
      log: events,
      complete: history !== null && replica.head >= told,
      history,
      consent,
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
    unread = countUnread()
    view = null
    for (const fn of subscribers) fn()
  }

  async function start() {
    device.keep = consent ? machine.keep : createMemoryKeep()
    await identities.peek()
    await outbox.load(unsent)
  }
  function connect() {
    wanted = true
    if (consent) line.connect()
  }
  async function agree(on: boolean) {
    noted = device.mark(agreement, on)
    consent = on
    if (!on) {
      wanted = false
      line.end(true)
      leave()
      device.mark(`sapa:${env.site}`, false)
      await machine.keep.del(`${env.site}:`)
    }
    await start()
    // What is on screen goes too, and in memory there is nobody yet.
    if (!on) {
      await identities.reset()
      turned()
    }
    if (wanted) connect()
    publish()
  }

  await start()

  return {
    get view() {
      return current()
    },
    subscribe(fn) {
      subscribers.add(fn)
      return () => void subscribers.delete(fn)
    },
    connect,
    send(text, answer) {
      const { state, events } = replica
      const quietMs = device.now() + skewMs - (events.at(-1)?.at ?? 0)
      if (state.status === 'resolved' && quietMs > REOPEN_MS) {
        begin(device.newId())
        // One that begins here has no past.
        history = 0
      }
      connect()
      const { id } = outbox.add(maskCards(text), answer && { answer: masked(answer) })
      const sent = pending.wait(id, null).then(seq => ({ id, seq }))
      sent.catch(() => {}) // the panel shows the failure; only a caller who waits needs the error
      return sent
    },
    retry: outbox.retry,
    discard(id) {
      outbox.remove(id)
      pending.fail(id, 'the message was discarded')
    },
    typing: (on, text) => typist.typed(on, text && maskDraft(text)),
    read() {
      if (!unread) return
      readUpTo = replica.head
      sendRead()
      publish()
    },
    async ask(what) {
      const id = device.newId()
      if (what.t === 'rate' && what.comment) what = { ...what, comment: maskCards(what.comment) }
      await pending.wait(id, { ...what, id })
      if (what.t !== 'identify' || !facts.visitor) return
      const { name, email } = facts.visitor
      facts.visitor = { ...facts.visitor, name: what.name ?? name, email: what.email ?? email }
      publish()
    },
    agree,
    async reset() {
      await identities.reset()
      await device.keep.del(unsent)
      leave()
      turned()
      device.mark(`sapa:${env.site}`, false)
      if (line.link().state !== 'idle') line.again()
    },
    page: page => void send({ t: 'page', page: bounded(page) } satisfies VisitorUp),
    close() {
      // Nobody draws what is over.
      subscribers.clear()
      pending.fail(null, 'shut down')
      typist.typed(false)
      setTyping(null)
      cancelResend()
      line.end()
      outbox.pause()
    },
  }
}

/** What the relay takes of a page: shops have longer titles and addresses than an agent can read. */
function bounded({ url, title }: Page): Page {
  return { url: url.slice(0, limits.urlChars), title: title.slice(0, limits.titleChars) }
}

function masked({ to, values }: Answer): Answer {
  const mask = (_: string, value: unknown) => (typeof value === 'string' ? maskCards(value) : value)
  return { to, values: JSON.parse(encode(values), mask) }
}
