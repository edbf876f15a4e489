import type { Conversation } from '../../protocol/conversation.ts'
import type { ConversationId } from '../../protocol/events.ts'
import type { Times } from '../../protocol/ladder.ts'
import { type Due, due } from './ladder.ts'
import type { Clock } from './ports.ts'

export interface Timekeeper {
  /** Sets, moves or ends the timer of a conversation whose state is new. */
  watch(c: ConversationId, state: Conversation): void
  /** Ends the timer of a conversation that is no more. */
  forget(c: ConversationId): void
  close(): void
}

/** One timer for each conversation with something due: in process, to the second, never a poll. What is overdue fires at once. */
export function createTimekeeper(env: {
  clock: Clock
  /** What its episode runs by. */
  timesOf: (state: Conversation) => Times
  /** Something is due now; it may be stale, and `decide` refuses it then. */
  fire: (c: ConversationId, due: Due) => void
}): Timekeeper {
  const { clock, timesOf, fire } = env
  const timers = new Map<ConversationId, { key: string; cancel: () => void }>()
  const since = clock.now()
  let closed = false

  return {
    watch(c, state) {
      // What was under way when the relay closed still commits.
      if (closed) return
      const next = due(state, timesOf(state), since)
      const key = next ? JSON.stringify(next) : ''
      const set = timers.get(c)
      if (set?.key === key) return
      set?.cancel()
      timers.delete(c)
      if (!next) return
      const cancel = clock.after(Math.max(0, next.at - clock.now()), () => {
        timers.delete(c)
        fire(c, next)
      })
      timers.set(c, { key, cancel })
    },
    forget(c) {
      timers.get(c)?.cancel()
      timers.delete(c)
    },
    close() {
      closed = true
      for (const { cancel } of timers.values()) cancel()
      timers.clear()
    },
  }
}
