import type { ConversationEvent, Recorded } from '../../protocol/events.ts'

/** A log in words, each event with its second after `start`. */
export function storyOf(log: readonly Recorded[] | undefined, start: number): string[] {
  return (log ?? []).map(({ at, event }) => `${(at - start) / 1000} ${inWords(event)}`)
}

function inWords(event: ConversationEvent): string {
  switch (event.type) {
    case 'stepped':
      return event.kept ? `${event.step} kept: ${event.kept}` : event.step
    case 'assigned':
      return `${event.how} ${event.agent.id}`
    case 'released':
      return `${event.agent.id} ${event.why}`
    case 'routed':
      return `routed ${event.to?.id ?? 'to nobody'}`
    case 'message':
      return `message ${event.id}`
    case 'acked':
    case 'typed':
      return `${event.agent.id} ${event.type}`
    default:
      return event.type
  }
}
