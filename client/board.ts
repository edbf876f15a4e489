import { type Conversation, type ConversationState, evolve } from '../protocol/conversation.ts'
import type { Row } from '../protocol/down.ts'
import type { ConversationId, Recorded, Seq } from '../protocol/events.ts'
import * as copy from './replica.ts'

type Replica = copy.Replica<ConversationState>

/** A console's copies: the state of every open conversation, and the whole log of those opened here. */
export interface Board {
  rows(): ReadonlyMap<ConversationId, Row>
  state(c: ConversationId): Conversation | null
  threads(): ReadonlyMap<ConversationId, Replica>
  /** Begins a thread; its entries have to be asked for. */
  open(c: ConversationId): void
  learn(rows: readonly Row[]): void
  /** The relay's list of open conversations replaces ours; threads opened here stay. */
  replace(rows: readonly Row[]): void
  reset(c: ConversationId): void
  /** Forgets a conversation that is no more, row and thread. */
  drop(c: ConversationId): void
  /** Takes entries in; answers what is new, and from where to ask on when something is missing. */
  take(c: ConversationId, events: readonly Recorded[], head: Seq): Taken
  /** From where to ask on, when the log of `c` reaches `head`; null when nothing is missing. */
  behind(c: ConversationId, head: Seq): Seq | null
}

export interface Taken {
  fresh: Recorded[]
  missing: Seq | null
}

export function createBoard(): Board {
  let rows = new Map<ConversationId, Row>()
  let threads = new Map<ConversationId, Replica>()

  function putRow(c: ConversationId, { head, state }: Replica) {
    if (state.status !== 'new' && head >= (rows.get(c)?.head ?? 0))
      rows = new Map(rows).set(c, { c, head, state })
  }
  function takeRow(c: ConversationId, events: readonly Recorded[]): Recorded[] {
    const row = rows.get(c)
    const before = row ? { ...row, events: [] } : copy.emptyReplica
    const { replica, fresh } = copy.advance<ConversationState>(before, evolve, events, false)
    if (fresh.length) putRow(c, replica)
    return fresh
  }
  function takeThread(c: ConversationId, events: readonly Recorded[]): Recorded[] {
    const thread = threads.get(c)
    if (!thread) return []
    const { replica, fresh } = copy.advance(thread, evolve, events, true)
    threads = new Map(threads).set(c, replica)
    putRow(c, replica)
    return fresh
  }
  function behind(c: ConversationId, head: Seq): Seq | null {
    const thread = threads.get(c)
    const known = thread ? thread.head : (rows.get(c)?.head ?? 0)
    return known < head ? known : null
  }

  return {
    rows: () => rows,
    state: c => rows.get(c)?.state ?? null,
    threads: () => threads,
    open(c) {
      if (!threads.has(c)) threads = new Map(threads).set(c, copy.emptyReplica)
    },
    learn(list) {
      for (const { c, head, state } of list) putRow(c, { head, state, events: [] })
    },
    replace(list) {
      rows = new Map(list.map(row => [row.c, row]))
      for (const [c, thread] of threads) putRow(c, thread)
    },
    reset(c) {
      if (threads.has(c)) threads = new Map(threads).set(c, copy.emptyReplica)
      rows = new Map(rows)
      rows.delete(c)
    },
    drop(c) {
      threads = new Map(threads)
      threads.delete(c)
      rows = new Map(rows)
      rows.delete(c)
    },
    take(c, events, head) {
      const toRow = takeRow(c, events)
      const toThread = takeThread(c, events)
      const fresh = toRow.length ? toRow : toThread.length && !rows.has(c) ? toThread : []
      return { fresh, missing: behind(c, head) }
    },
    behind,
  }
}
