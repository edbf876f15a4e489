import type { Conversation } from '../../protocol/conversation.ts'
import type { ConversationId } from '../../protocol/events.ts'
import type { Clock } from './ports.ts'

export interface QuietWatch {
  /** Sets, moves or ends the timer of a conversation whose state is new. */
  watch(c: ConversationId, state: Conversation): void
  close(): void
}

/** Whether a chat has been without an event for longer than `quietMs`, with nothing unanswered: it takes no slot. */
export function isQuiet(
  { lastAt, unansweredSince }: Conversation,
  quietMs: number,
  now: number,
): boolean {
  return unansweredSince === null && lastAt < now - quietMs
}

/** One timer for each chat that holds a slot and waits for nobody: its slot is free the moment the chat is quiet. */
export function createQuietWatch(env: {
  clock: Clock
  quietMs: number
  /** A chat has just become quiet. */
  quiet: () => void
}): QuietWatch {
  const { clock, quietMs, quiet } = env
  const timers = new Map<ConversationId, { at: number; cancel: () => void }>()
  let closed = false

  return {
    watch(c, state) {
      // What was under way when the relay closed still commits.
      if (closed) return
      const holds = state.status === 'assigned' && state.unansweredSince === null
      const at = holds ? state.lastAt + quietMs + 1 : null
      const set = timers.get(c)
      if (at !== null && set?.at === at) return
      set?.cancel()
      timers.delete(c)
      if (at === null || at <= clock.now()) return
      const cancel = clock.after(at - clock.now(), () => {
        timers.delete(c)
        quiet()
      })
      timers.set(c, { at, cancel })
    },
    close() {
      closed = true
      for (const { cancel } of timers.values()) cancel()
      timers.clear()
    },
  }
}
