import type { ConversationEvent, Recorded } from '../../protocol/events.ts'

/** A visitor's copy of a log: the same numbers, without what the shop keeps to itself. */
export function forVisitor(events: readonly Recorded[]): Recorded[] {
  return events.map(recorded =>
    isPrivate(recorded.event) ? { ...recorded, event: { type: 'private' } } : recorded,
  )
}

/** How the shop hands a conversation about is its own affair; that its promise broke is the visitor's too. */
function isPrivate(event: ConversationEvent): boolean {
  switch (event.type) {
    case 'routed':
    case 'acked':
    case 'typed':
      return true
    case 'stepped':
      return event.step !== 'breach'
    default:
      return false
  }
}
