import type { ConversationEvent, Copied, Recorded, VisitorEvent } from '../../protocol/events.ts'

/** A visitor's copy of a log: the same numbers, without what the shop keeps to itself. */
export function forVisitor(events: readonly Recorded[]): Copied[] {
  return events.map(({ seq, at, event }) => ({ seq, at, event: told(event) }))
}

/** How the shop hands a conversation about is its own affair; that its promise broke is the visitor's too. */
function told(event: ConversationEvent): VisitorEvent {
  switch (event.type) {
    case 'routed':
    case 'acked':
    case 'typed':
      return { type: 'private' }
    case 'stepped':
      return event.step === 'breach'
        ? { type: 'stepped', step: 'breach', kept: null }
        : { type: 'private' }
    case 'message': {
      const { type, id, by, text, card, answer } = event
      return { type, id, by, text, ...(card && { card }), ...(answer && { answer }) }
    }
    case 'assigned':
      return { type: 'assigned', agent: event.agent }
    case 'released':
      // Whoever was too slow is not said to have left.
      return event.why === 'disconnected'
        ? { type: 'released', agent: event.agent }
        : { type: 'released' }
    default:
      return event
  }
}
