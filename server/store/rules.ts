import type { ConversationEvent } from '../../protocol/events.ts'
import type { Append } from '../core/ports.ts'

/** How many conversations `heads` names at most. */
export const HEADS_MAX = 32

/** What makes a message the same message: its conversation, its sender and the sender's id for it. Null for other events. */
export function messageKey(event: ConversationEvent): string | null {
  return event.type === 'message' ? JSON.stringify([event.by.role, event.by.id, event.id]) : null
}

/** Throws when an append would leave a hole in its log: that is a mistake of the caller, not a refusal. */
export function checkNumbers({ c, expected, events }: Append): void {
  if (events.length === 0) throw new Error(`An append to ${c} has no events; expected at least one`)
  events.forEach(({ seq }, index) => {
    const due = expected + 1 + index
    if (seq !== due)
      throw new Error(`An append to ${c} has an event numbered ${seq}; expected ${due}`)
  })
}
