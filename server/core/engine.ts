import { type Conversation, type ConversationState, evolve } from '../../protocol/conversation.ts'
import type { Refusal } from '../../protocol/down.ts'
import type { ConversationEvent, ConversationId, Recorded, Seq } from '../../protocol/events.ts'
import { limits } from '../../protocol/limits.ts'
import { type Command, decide } from './conversation.ts'
import { lookBack } from './lookback.ts'
import type { Bus, Snapshot, Store } from './ports.ts'

export type Outcome =
  | { ok: true }
  /** This message is in the log already. */
  | { ok: true; duplicate: Seq }
  | { ok: false; why: Refusal }

/** New entries of one log, with the state after them. */
export interface Commit {
  c: ConversationId
  events: Recorded[]
  state: Conversation
}

export interface Engine {
  /** Reads the open conversations; call once before anything else. */
  start(): Promise<void>
  /** Runs a command received at `at`. Commands of one conversation run one after another, in the order of the calls. */
  handle(
    c: ConversationId,
    /** Or what makes it, once all that came before it is done. */
    command: Command | (() => Promise<Command>),
    at: number,
  ): Promise<Outcome>
  /** Deletes all that was ever said with a visitor, here and in what every relay knows. */
  forget(visitor: string, site: string, at: number): Promise<void>
  /** The newest state this relay knows. */
  load(c: ConversationId): Promise<Snapshot>
  read(c: ConversationId, since: Seq): Promise<Recorded[]>
  /** Every waiting and assigned conversation, as far as this relay knows. */
  open(): ReadonlyMap<ConversationId, { head: Seq; state: Conversation }>
  /** Compares with the store what changed since `since`, and takes in what the bus lost. */
  sweep(since: number): Promise<{ c: ConversationId; visitor: string; head: Seq }[]>
  /** Resolves when every command under way has ended. */
  idle(): Promise<void>
  close(): void
}

const TOPIC = 'events'
type Wire = Commit & { node: string }
const FORGOTTEN = 'forgotten'
type Forgotten = { node: string; cs: ConversationId[]; visitor: string }
/** More conversations than a visitor can begin. */
const ALL = 100_000

/** The shell around `decide`: load, decide, append, then tell. Nothing is told before it is durable. */
export function createEngine(env: {
  node: string
  store: Store
  bus: Bus
  capacityOf: (agent: string) => number
  /** A chat this long without an event, and with nothing unanswered, takes no slot. */
  quietMs: number
  /** Called once for each commit of this relay, and for each that the bus brings from another. */
  committed: (commit: Commit, own: boolean) => void
  /** Called with each state from the start on that is newer than what this relay knew, whoever made it and however it was found. */
  learned: (c: ConversationId, state: Conversation) => void
  /** Called once these conversations are no more: with the visitor when that one is forgotten, on every relay that hears of it. */
  erased: (cs: ConversationId[], visitor: string | null, own: boolean) => void
}): Engine {
  const { node, store, bus, capacityOf, quietMs, committed, learned, erased } = env
  const known = new Map<ConversationId, { head: Seq; state: Conversation }>()
  const tails = new Map<ConversationId, Promise<unknown>>()

  function serial<T>(c: ConversationId, task: () => Promise<T>): Promise<T> {
    const run = (tails.get(c) ?? Promise.resolve()).then(task, task)
    tails.set(c, run)
    const done = () => {
      if (tails.get(c) === run) tails.delete(c)
    }
    run.then(done, done)
    return run
  }

  function remember(c: ConversationId, head: Seq, state: Conversation) {
    if (state.status === 'resolved') known.delete(c)
    else known.set(c, { head, state })
    learned(c, state)
  }

  const read = (c: ConversationId, since: Seq) => store.read(c, since, limits.pageEvents)
  async function load(c: ConversationId): Promise<Snapshot> {
    return known.get(c) ?? (await store.load(c))
  }
  /** Takes the store's word for where `c` stands. */
  async function refresh(c: ConversationId) {
    const { head, state } = await store.load(c)
    if (state.status !== 'new') return remember(c, head, state)
    // Erased on another relay, and the bus did not say.
    if (known.delete(c)) erased([c], null, false)
  }

  /** Waits until nothing happens in any of these, and lets nothing happen until `task` is done. */
  async function alone(cs: readonly ConversationId[], task: () => Promise<void>): Promise<void> {
    let release = () => {}
    const done = new Promise<void>(resolve => {
      release = resolve
    })
    // All asked for at once: of two that want the same ones, one has every turn before the other.
    const turns = cs.map(
      c =>
        new Promise<void>(entered => {
          void serial(c, () => {
            entered()
            return done
          })
        }),
    )
    await Promise.all(turns)
    try {
      await task()
    } finally {
      release()
    }
  }
  function drop(cs: ConversationId[], visitor: string, own: boolean) {
    for (const c of cs) known.delete(c)
    erased(cs, visitor, own)
  }

  /**
   * Whose answer got lost sends again, perhaps after the conversation went on to somebody else or was resolved: what the
   * log has is acknowledged, whatever the rules would say now.
   */
  async function sentBefore(
    c: ConversationId,
    { head, state }: Snapshot,
    command: Command,
  ): Promise<Outcome | null> {
    if (!('id' in command) || !mayChange(command) || isForeign(state, command)) return null
    const duplicate = await lookBack({ read }, c, head, ({ seq, event }) =>
      isSame(event, command) ? seq : null,
    )
    return duplicate === null ? null : { ok: true, duplicate }
  }

  async function run(c: ConversationId, command: Command, at: number): Promise<Outcome> {
    for (;;) {
      const stands = await load(c)
      const { head, state } = stands
      // The store knows a message by its id, and nothing else.
      const before = command.type === 'choose' ? await sentBefore(c, stands, command) : null
      if (before) return before
      const decision = decide(state, head, command)
      if (!decision.ok) return (await sentBefore(c, stands, command)) ?? decision
      if (!decision.events.length) return { ok: true }
      const time = state.status === 'new' ? at : Math.max(at, state.lastAt)
      const events = decision.events.map((event, i) => ({ seq: head + 1 + i, at: time, event }))
      const next = events.reduce(evolve, state)
      if (next.status === 'new') throw new Error(`events of ${c} do not open it`)
      const agent = decision.claims
      const quietBefore = time - quietMs
      const claim =
        agent === undefined ? {} : { claim: { agent, capacity: capacityOf(agent), quietBefore } }
      const result = await store.append({ c, expected: head, events, next, ...claim })
      if (result.ok) {
        remember(c, head + events.length, next)
        const commit = { c, events, state: next }
        committed(commit, true)
        bus.publish(TOPIC, JSON.stringify({ node, ...commit } satisfies Wire))
        return { ok: true }
      }
      if (result.reason === 'full') return { ok: false, why: 'full' }
      if (result.reason === 'forgotten') return { ok: false, why: 'forbidden' }
      if (result.reason === 'duplicate') return { ok: true, duplicate: result.seq }
      await refresh(c)
    }
  }

  /** Another relay committed: its state is ours unless we know a later one. Sockets here pass over what they have. */
  async function hear({ c, events, state }: Wire): Promise<void> {
    const ours = known.get(c)
    const head = events.at(-1)?.seq ?? 0
    if (ours && ours.head < head) remember(c, head, state)
    committed({ c, events, state }, false)
    // News of one we do not hold may be older than its resolution, and would open it again.
    if (!ours) await refresh(c)
  }

  const offEvents = bus.subscribe(TOPIC, data => {
    const wire = JSON.parse(data) as Wire
    if (wire.node !== node) void serial(wire.c, () => hear(wire))
  })
  const offForgotten = bus.subscribe(FORGOTTEN, data => {
    const wire = JSON.parse(data) as Forgotten
    if (wire.node !== node) void alone(wire.cs, async () => drop(wire.cs, wire.visitor, false))
  })

  return {
    async start() {
      for (const { c, head, state } of await store.open())
        if ((known.get(c)?.head ?? 0) < head) known.set(c, { head, state })
    },
    handle: (c, command, at) =>
      serial(c, async () => run(c, typeof command === 'function' ? await command() : command, at)),
    async forget(visitor, site, at) {
      const theirs = (await store.ofVisitor(visitor, ALL)).map(({ c }) => c)
      await alone(theirs, async () => {
        const cs = await store.forget(visitor, site, at)
        drop(cs, visitor, true)
        bus.publish(FORGOTTEN, JSON.stringify({ node, cs, visitor } satisfies Forgotten))
      })
    },
    load,
    read,
    open: () => known,
    async sweep(since) {
      const changed = await store.changed(since)
      for (const { c, head } of changed) {
        if ((known.get(c)?.head ?? 0) >= head) continue
        await serial(c, () => refresh(c))
      }
      return changed
    },
    async idle() {
      while (tails.size) await Promise.allSettled([...tails.values()])
    },
    close() {
      offEvents()
      offForgotten()
    },
  }
}

type Identified = Extract<Command, { id: string }>

/** Whether what was right when it was sent may be wrong when it is sent again. */
function mayChange(command: Identified): boolean {
  return command.type !== 'send' || command.by.role === 'agent' || command.answer !== undefined
}

/** Whether a visitor commands in a conversation that is not theirs: nobody hears there what is in its log. */
function isForeign(state: ConversationState, command: Command): boolean {
  const visitor = visitorOf(command)
  return visitor !== null && (state.status === 'new' || state.visitor !== visitor)
}

function visitorOf(command: Command): string | null {
  if ('visitor' in command) return command.visitor
  return command.type === 'send' && command.by.role === 'visitor' ? command.by.id : null
}

function isSame(event: ConversationEvent, command: Identified): boolean {
  if (!('id' in event) || event.id !== command.id) return false
  if (command.type !== 'send') return event.type !== 'message'
  if (event.type !== 'message' || event.by.role !== command.by.role) return false
  // A visitor may have become another since.
  return command.by.role === 'visitor' || event.by.id === command.by.id
}
