import type { ConversationId } from '../../protocol/events.ts'
import type { Bus, Clock } from './ports.ts'

export interface TypingWatch {
  /** This agent types in `c`, or stopped. Told to the other relays. */
  set(c: ConversationId, agent: string, on: boolean): void
  /** Whether this agent was typing in `c` a moment ago; what an earlier holder did counts for nobody else. */
  isTyping(c: ConversationId, agent: string): boolean
  close(): void
}

const TOPIC = 'typing'
type Wire = { c: ConversationId; agent: string; on: boolean }
/** A console repeats itself every 3 s and says when it stops; this is two repeats and a late frame. */
const FRESH_MS = 8000
const FORGET_ABOVE = 1000

/** Who writes an answer right now: the ladder does not take a chat from them. */
export function createTypingWatch(env: { bus: Bus; clock: Clock }): TypingWatch {
  const { bus, clock } = env
  const seen = new Map<ConversationId, { agent: string; at: number }>()
  const isFresh = (at: number) => clock.now() - at <= FRESH_MS

  function note({ c, agent, on }: Wire) {
    if (on) seen.set(c, { agent, at: clock.now() })
    else if (seen.get(c)?.agent === agent) seen.delete(c)
    if (seen.size > FORGET_ABOVE)
      for (const [old, { at }] of seen) if (!isFresh(at)) seen.delete(old)
  }
  const off = bus.subscribe(TOPIC, data => note(JSON.parse(data) as Wire))
  return {
    set(c, agent, on) {
      const wire = { c, agent, on }
      note(wire)
      bus.publish(TOPIC, JSON.stringify(wire satisfies Wire))
    },
    isTyping(c, agent) {
      const last = seen.get(c)
      return last?.agent === agent && isFresh(last.at)
    },
    close: off,
  }
}
