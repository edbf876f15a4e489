import type { ConversationId, Recorded, Seq } from '../protocol/events.ts'

/** This client's copy of one log: gap-free up to `head`. `events` stays empty where only the state is wanted. */
export interface Replica<State> {
  head: Seq
  state: State
  events: Recorded[]
}

export const emptyReplica: Replica<{ status: 'new' }> = {
  head: 0,
  state: { status: 'new' },
  events: [],
}

/** Takes in what follows; repeats, and what stands after a gap, are passed over. */
export function advance<State>(
  replica: Replica<State>,
  evolve: (state: State, recorded: Recorded) => State,
  events: readonly Recorded[],
  keepEvents: boolean,
): { replica: Replica<State>; fresh: Recorded[] } {
  let { head, state } = replica
  const fresh: Recorded[] = []
  for (const recorded of events) {
    if (recorded.seq !== head + 1) continue
    head += 1
    state = evolve(state, recorded)
    fresh.push(recorded)
  }
  return {
    replica: { head, state, events: keepEvents ? [...replica.events, ...fresh] : [] },
    fresh,
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
