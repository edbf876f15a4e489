import type { VisitorDown } from '../../protocol/down.ts'
import type { ConversationId } from '../../protocol/events.ts'
import type { Hub } from './hub.ts'
import type { Clock } from './ports.ts'
import { type HandOvers, type Place, places } from './queue.ts'
import { topics } from './sessions.ts'

export interface QueueTeller {
  /** Tells waiting visitors where they stand, once for all changes of a moment, and only what changed. */
  soon(): void
  /** Where a conversation stands; null when it does not wait. */
  placeOf(c: ConversationId): Place | null
  close(): void
}

/** A waiting conversation, in the order of its site's queue. */
export interface InQueue {
  c: ConversationId
  site: string
  visitor: string
}

const GATHER_MS = 250

export function createQueueTeller(env: {
  clock: Clock
  hub: Hub
  handOvers: HandOvers
  queue: () => InQueue[]
}): QueueTeller {
  const { clock, hub, handOvers, queue } = env
  let told = new Map<ConversationId, string>()
  let cancel: (() => void) | null = null
  let closed = false

  function all(): { place: Place; visitor: string }[] {
    const waiting = queue()
    const visitors = new Map(waiting.map(({ c, visitor }) => [c, visitor]))
    const sites = new Set(waiting.map(({ site }) => site))
    return [...sites].flatMap(site => {
      const line = waiting.filter(chat => chat.site === site).map(({ c }) => c)
      const everyMs = handOvers.everyMs(site, clock.now())
      return places(line, everyMs).map(place => ({ place, visitor: visitors.get(place.c) ?? '' }))
    })
  }
  function tell() {
    cancel = null
    const next = new Map<ConversationId, string>()
    for (const { place, visitor } of all()) {
      const frame = JSON.stringify({ t: 'queue', ...place } satisfies VisitorDown)
      next.set(place.c, frame)
      if (told.get(place.c) !== frame) hub.emit(topics.visitor(visitor), frame)
    }
    told = next
  }
  return {
    soon() {
      if (!closed) cancel ??= clock.after(GATHER_MS, tell)
    },
    placeOf: c => all().find(({ place }) => place.c === c)?.place ?? null,
    close() {
      closed = true
      cancel?.()
    },
  }
}
