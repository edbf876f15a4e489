import type { VisitorDown } from '../../protocol/down.ts'
import type { ConversationId } from '../../protocol/events.ts'
import type { Hub } from './hub.ts'
import type { Clock } from './ports.ts'
import { type HandOvers, type Place, places } from './queue.ts'
import type { RoutableAgent, WaitingChat } from './routing.ts'
import { topics } from './sessions.ts'

export interface QueueTeller {
  /** Tells waiting visitors where they stand, once for all changes of a moment, and only what changed. */
  soon(): void
  /** Where a conversation stands; null when it does not wait. */
  placeOf(c: ConversationId): Place | null
  close(): void
}

const GATHER_MS = 250

export function createQueueTeller(env: {
  clock: Clock
  hub: Hub
  handOvers: HandOvers
  /** What waits, in the order of the queue. */
  queue: () => WaitingChat[]
  agents: () => RoutableAgent[]
  visitorOf: (c: ConversationId) => string | undefined
}): QueueTeller {
  const { clock, hub, handOvers, queue, agents, visitorOf } = env
  let told = new Map<ConversationId, string>()
  let cancel: (() => void) | null = null
  let closed = false

  function all(): Place[] {
    const now = clock.now()
    return places(queue(), agents(), takers => handOvers.everyMs(takers, now))
  }
  function tell() {
    cancel = null
    const next = new Map<ConversationId, string>()
    for (const place of all()) {
      const visitor = visitorOf(place.c)
      const frame = JSON.stringify({ t: 'queue', ...place } satisfies VisitorDown)
      next.set(place.c, frame)
      if (visitor !== undefined && told.get(place.c) !== frame)
        hub.emit(topics.visitor(visitor), frame)
    }
    told = next
  }
  return {
    soon() {
      if (!closed) cancel ??= clock.after(GATHER_MS, tell)
    },
    placeOf: c => all().find(place => place.c === c) ?? null,
    close() {
      closed = true
      cancel?.()
    },
  }
}
