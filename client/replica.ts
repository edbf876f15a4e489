import { type ConversationState, evolve, initial } from '../protocol/conversation.ts'
import type { ConversationId, Recorded, Seq } from '../protocol/events.ts'

/** This client's copy of one log: gap-free up to `head`. `events` stays empty where only the state is wanted. */
export interface Replica {
  head: Seq
  state: ConversationState
  events: Recorded[]
}

export const emptyReplica: Replica = { head: 0, state: initial, events: [] }

/** Takes in what follows; repeats are passed over. `gap` tells that something is missing between. */
export function advance(
  replica: Replica,
  events: readonly Recorded[],
  keepEvents: boolean,
): { replica: Replica; fresh: Recorded[]; gap: boolean } {
  const fresh: Recorded[] = []
  let { head, state } = replica
  for (const recorded of events) {
    if (recorded.seq <= head) continue
    if (recorded.seq > head + 1) return { replica: next(), fresh, gap: true }
    head = recorded.seq
    state = evolve(state, recorded)
    fresh.push(recorded)
  }
  return { replica: next(), fresh, gap: false }

  function next(): Replica {
    if (!fresh.length) return replica
    return { head, state, events: keepEvents ? [...replica.events, ...fresh] : [] }
  }
}

export interface Syncing {
  /** Asks for what follows `since`, once until the answer moves on or the line is new. */
  ask(c: ConversationId, since: Seq): void
  /** What was asked before no longer counts: of one conversation, or of all when the line is new. */
  forget(c?: ConversationId): void
}

/** Keeps a client from asking twice for the same missing page. */
export function createSyncing(send: (frame: object) => boolean): Syncing {
  const asked = new Map<ConversationId, Seq>()
  return {
    ask(c, since) {
      if (asked.get(c) === since) return
      if (send({ t: 'sync', c, since })) asked.set(c, since)
    },
    forget(c) {
      if (c === undefined) asked.clear()
      else asked.delete(c)
    },
  }
}
