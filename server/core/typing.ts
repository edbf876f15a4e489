import type { ConversationId } from '../../protocol/events.ts'
import type { Bus, Clock } from './ports.ts'

export interface TypingWatch {
  /** An agent types in `c`, or stopped. Told to the other relays. */
  set(c: ConversationId, on: boolean): void
  /** Whether the agent of `c` was typing a moment ago. */
  isTyping(c: ConversationId): boolean
  close(): void
}

const TOPIC = 'typing'
/** A console repeats itself every 3 s and says when it stops; this is two repeats and a late frame. */
const FRESH_MS = 8000
const FORGET_ABOVE = 1000

/** Who writes an answer right now: the ladder does not take a chat from them. */
export function createTypingWatch(env: { bus: Bus; clock: Clock }): TypingWatch {
  const { bus, clock } = env
  const seen = new Map<ConversationId, number>()

  function note(c: ConversationId, on: boolean) {
    if (!on) return void seen.delete(c)
    seen.set(c, clock.now())
    if (seen.size > FORGET_ABOVE)
      for (const [old, at] of seen) if (clock.now() - at > FRESH_MS) seen.delete(old)
  }
  const off = bus.subscribe(TOPIC, data => {
    const { c, on } = JSON.parse(data) as { c: ConversationId; on: boolean }
    note(c, on)
  })
  return {
    set(c, on) {
      note(c, on)
      bus.publish(TOPIC, JSON.stringify({ c, on }))
    },
    isTyping: c => clock.now() - (seen.get(c) ?? Number.NEGATIVE_INFINITY) <= FRESH_MS,
    close: off,
  }
}
