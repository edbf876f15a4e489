import type { AgentDown } from '../protocol/down.ts'
import type { ConversationId, Recorded, Seq } from '../protocol/events.ts'
import type { AwayCause, Visitor } from '../protocol/people.ts'
import type { AgentUp } from '../protocol/up.ts'
import { VERSION } from '../protocol/version.ts'
import { createAcks } from './acks.ts'
import { createBoard } from './board.ts'
import { browserDevice, type Device } from './device.ts'
import { messageOf } from './entries.ts'
import { floorEntriesOf } from './floor.ts'
import { createLine } from './line.ts'
import { createListeners } from './listeners.ts'
import { createOutboxes } from './outboxes.ts'
import { createSyncing } from './replica.ts'
import { createTypingWatch, createTypist } from './typing.ts'
import type { AgentClient, AgentEvents, AgentThread, AgentView, Outcome } from './view.ts'

type Welcome = Extract<AgentDown, { t: 'welcome' }>
type Command =
  | { t: 'take' | 'resolve'; c: ConversationId }
  | { t: 'available'; on: boolean; why: AwayCause }

/** The headless client of a console; the browser's session cookie says who it is. */
export async function createAgent(env: {
  /** The relay's origin. */
  url: string
  device?: Device
}): Promise<AgentClient> {
  const device = env.device ?? browserDevice()
  const listeners = createListeners<AgentEvents>()
  const subscribers = new Set<() => void>()
  const commands = new Map<string, (outcome: Outcome) => void>()
  const board = createBoard()
  const visitors = new Map<string, Visitor>()
  const typists = new Map<ConversationId, ReturnType<typeof createTypist>>()
  const readUpTo = new Map<ConversationId, Seq>()
  /** Copies that turned out to be of another log, until the right one comes. */
  const foreign = new Set<ConversationId>()
  /** Visitors who asked to be forgotten: the relay may still tell that they left. */
  const forgotten = new Set<string>()
  let welcome: Welcome | null = null
  /** What has to be added to this device's clock to get the relay's. */
  let skewMs = 0

  const send = (frame: AgentUp) => line.send(frame)
  const line = createLine({
    device,
    url: `${env.url.replace(/^http/, 'ws')}/agent`,
    whyUrl: `${env.url}/api/session`,
    hello,
    frame: (text, welcomed) => receive(JSON.parse(text) as AgentDown, welcomed),
    changed() {
      if (line.link().state !== 'online') lineLost()
      publish()
    },
    renew: async () => {},
  })
  const outboxes = createOutboxes({
    device,
    transmit: (c, { id, text, card }) => send({ t: 'send', c, id, text, ...(card && { card }) }),
    changed: () => publish(),
  })
  const acks = createAcks({
    me: () => welcome?.me.id ?? '',
    state: board.state,
    send: (c, assignment) => void send({ t: 'ack', c, assignment }),
  })
  const syncing = createSyncing(frame => line.send(frame))
  const typing = createTypingWatch(device, () => publish())
  /** Made when asked for, and again after a change. */
  let view: AgentView | null = null

  async function hello(): Promise<AgentUp> {
    const newest = [...board.threads()].slice(-32)
    const since = Object.fromEntries(newest.map(([c, { head }]) => [c, head]))
    return { t: 'hello', v: VERSION, epoch: welcome?.epoch ?? null, since }
  }

  function receive(frame: AgentDown, welcomed: () => void) {
    switch (frame.t) {
      case 'welcome':
        return void greeted(frame, welcomed)
      case 'agents':
      case 'sites':
        if (welcome) welcome = { ...welcome, ...frame, t: 'welcome' }
        return publish()
      case 'visitor':
        if (!forgotten.has(frame.visitor.id)) visitors.set(frame.visitor.id, frame.visitor)
        return publish()
      case 'events':
        return take(frame.c, frame.events, frame.head)
      case 'reset':
        // In the middle of a greeting it is the copy that was of another log, and the right one follows, if there is one.
        if (line.link().state === 'online') return erased(frame.c)
        foreign.add(frame.c)
        board.reset(frame.c)
        syncing.forget(frame.c)
        return publish()
      case 'typing':
        if (frame.by.role === 'visitor') typing.set(frame.c, frame.on ? (frame.text ?? '') : null)
        return
      case 'heartbeat':
        skewMs = frame.now - device.now()
        for (const [c, head] of Object.entries(frame.heads)) ask(c, board.behind(c, head))
        return
      case 'accepted':
        return settle(frame.id, { ok: true })
      case 'rejected':
        for (const outbox of outboxes.all()) outbox.reject(frame.id, frame.why, frame.retryMs)
        return settle(frame.id, { ok: false, why: frame.why })
    }
  }

  async function greeted(frame: Welcome, welcomed: () => void) {
    const first = welcome === null
    const before = board.rows()
    skewMs = frame.now - device.now()
    welcome = frame
    for (const visitor of frame.visitors) visitors.set(visitor.id, visitor)
    board.replace(frame.rows)
    if (first) {
      // As it was before this console counted: the next frame may say otherwise before the disk has answered.
      publish()
      await outboxes.load(`agent:${frame.me.id}:out:`)
    }
    syncing.forget()
    welcomed()
    const listed = new Set(frame.rows.map(row => row.c))
    // One that the list lacks was resolved meanwhile; a hello asks for the newest threads only.
    for (const [c, { head, state }] of board.threads())
      if (listed.has(c) || state.status === 'resolved')
        ask(c, board.behind(c, board.rows().get(c)?.head ?? 1))
      else ask(c, head)
    if (!first)
      for (const { c, state } of frame.rows)
        if (isMine(state) && !isMine(before.get(c)?.state ?? null))
          listeners.emit('assigned', { c, how: 'routed' })
    acks.repeat()
    repeatReads()
    for (const outbox of outboxes.all()) outbox.flush()
    publish()
  }

  /** Nothing of it stays here: neither what was written to nor what is known of who asked to be forgotten. */
  function erased(c: ConversationId) {
    const state = board.state(c)
    const isNews = isMine(state) || foreign.delete(c) || (board.threads().get(c)?.head ?? 0) > 0
    board.drop(c)
    syncing.forget(c)
    readUpTo.delete(c)
    typing.set(c, null)
    outboxes.of(c).clear()
    const others = [...board.rows().values()].map(row => row.state.visitor)
    if (state && !others.includes(state.visitor)) {
      visitors.delete(state.visitor)
      forgotten.add(state.visitor)
    }
    publish()
    if (isNews) listeners.emit('erased', c)
  }
  function take(c: ConversationId, events: Recorded[], head: Seq) {
    // No log is empty: it went while this console was away, or never was.
    if (head === 0) return erased(c)
    foreign.delete(c)
    const { fresh, missing } = board.take(c, events, head)
    ask(c, missing)
    for (const { event } of events)
      if (event.type === 'message') {
        if (event.by.role === 'visitor') typing.set(c, null)
        else outboxes.of(c).remove(event.id)
      }
    publish()
    for (const recorded of fresh) tell(c, recorded)
  }
  function tell(c: ConversationId, recorded: Recorded) {
    const { event } = recorded
    // Mine still: a log read from its beginning tells of hand-overs long past.
    if (event.type === 'assigned' && event.agent.id === welcome?.me.id && isMine(board.state(c)))
      listeners.emit('assigned', { c, how: event.how })
    const message = messageOf(recorded, 0, 'agent')
    if (message?.by.role === 'visitor' && isMine(board.state(c)))
      listeners.emit('message', { c, message })
  }
  function isMine(state: ReturnType<typeof board.state>): boolean {
    return state?.status === 'assigned' && state.agent.id === welcome?.me.id
  }
  function ask(c: ConversationId, since: Seq | null) {
    if (since !== null) syncing.ask(c, since)
  }
  /** Sends again the marks that got lost with the line, and forgets the others: a day has hundreds. */
  function repeatReads() {
    for (const [c, upTo] of readUpTo) {
      const state = board.state(c)
      if (state && isMine(state) && state.read.agent < upTo) sendRead(c)
      else readUpTo.delete(c)
    }
  }
  function sendRead(c: ConversationId) {
    send({ t: 'read', c, upTo: readUpTo.get(c) ?? 0 })
  }

  function command(frame: Command): Promise<Outcome> {
    return new Promise(resolve => {
      const id = device.newId()
      commands.set(id, resolve)
      if (!send({ ...frame, id })) settle(id, { ok: false, why: 'offline' })
    })
  }
  function settle(id: string, outcome: Outcome) {
    commands.get(id)?.(outcome)
    commands.delete(id)
  }
  function lineLost() {
    for (const outbox of outboxes.all()) outbox.pause()
    for (const id of [...commands.keys()]) settle(id, { ok: false, why: 'offline' })
  }

  function look(): AgentView {
    const id = welcome?.me.id ?? ''
    const me = welcome?.agents.find(agent => agent.id === id) ?? null
    const by = { role: 'agent', id, name: me?.name ?? '' } as const
    const threads = new Map<ConversationId, AgentThread>()
    for (const [c, { head, state, events }] of board.threads()) {
      const outgoing = outboxes.of(c).items()
      const complete = head > 0 && head >= (board.rows().get(c)?.head ?? 0)
      threads.set(c, { entries: floorEntriesOf(events, state, outgoing, by), complete })
    }
    return {
      link: line.link(),
      me,
      agents: welcome?.agents ?? [],
      sites: welcome?.sites ?? [],
      departments: welcome?.departments ?? [],
      rows: board.rows(),
      visitors: new Map(visitors),
      threads,
      typing: new Map(typing.all().map(c => [c, typing.get(c) ?? ''])),
      stored: device.keep.stored(),
    }
  }
  function current(): AgentView {
    view ??= look()
    return view
  }
  function publish() {
    view = null
    for (const fn of subscribers) fn()
  }

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
    now: () => device.now() + skewMs,
    open(c) {
      if (board.threads().has(c)) return
      board.open(c)
      syncing.forget(c)
      ask(c, board.behind(c, board.rows().get(c)?.head ?? 1))
      publish()
    },
    learn(rows, known) {
      board.learn(rows)
      for (const visitor of known) if (!visitors.has(visitor.id)) visitors.set(visitor.id, visitor)
      publish()
    },
    send(c, text, card) {
      outboxes.of(c).add(text, { c, ...(card && { card }) })
      typists.get(c)?.typed(false)
    },
    retry: (c, id) => outboxes.of(c).retry(id),
    discard: (c, id) => outboxes.of(c).remove(id),
    typing(c, on) {
      const typist =
        typists.get(c) ?? createTypist(device, ({ on }) => send({ t: 'typing', c, on }))
      typists.set(c, typist)
      typist.typed(on)
    },
    read(c) {
      const head = board.threads().get(c)?.head ?? 0
      if (!isMine(board.state(c)) || head <= (readUpTo.get(c) ?? 0)) return
      readUpTo.set(c, head)
      sendRead(c)
    },
    take: c => command({ t: 'take', c }),
    resolve: c => command({ t: 'resolve', c }),
    ack: acks.shown,
    available: (on, why = 'chosen') => command({ t: 'available', on, why }),
    close() {
      for (const typist of typists.values()) typist.typed(false)
      line.end()
      lineLost()
      subscribers.clear()
      listeners.clear()
    },
  }
}
