import type { ConversationState } from '../protocol/conversation.ts'
import type { Author, ConversationEvent, Recorded } from '../protocol/events.ts'
import { entriesOf } from './entries.ts'
import type { Outgoing } from './outbox.ts'
import type { FloorEntry, FloorNotice } from './view.ts'

/** The lines of a thread as an agent reads it: a visitor's lines and what only the shop wants to know. */
export function floorEntriesOf(
  events: readonly Recorded[],
  state: ConversationState,
  outgoing: readonly Outgoing[],
  me: Author,
): FloorEntry[] {
  const entries = entriesOf(events, state, outgoing, me)
  const notices = events
    .map(recorded => noticeOf(recorded, events))
    .filter(notice => notice !== null)
  const place = ({ seq }: FloorEntry): number => seq ?? Number.POSITIVE_INFINITY
  // What is still on its way has no number and stays last, in its own order: sorting is stable, but ∞ - ∞ is no number.
  return [...entries, ...notices].sort((a, b) =>
    place(a) < place(b) ? -1 : +(place(a) > place(b)),
  )
}

function noticeOf({ seq, at, event }: Recorded, events: readonly Recorded[]): FloorNotice | null {
  const notice = { kind: 'notice', seq, at } as const
  switch (event.type) {
    case 'routed': {
      const { to, cause, candidates } = event
      return { ...notice, what: 'routed', to, cause, candidates }
    }
    case 'acked':
      return { ...notice, what: 'acked', agent: event.agent }
    case 'wished':
      return { ...notice, what: 'wished', wish: event.wish }
    case 'acted': {
      const { message, action } = event
      return { ...notice, what: 'acted', message, action, label: labelOf(event, events) }
    }
    case 'rated': {
      const { score, comment, likely } = event
      return { ...notice, what: 'rated', score, comment, likely }
    }
    case 'merged':
      return { ...notice, what: 'merged', visitor: event.visitor }
    default:
      return null
  }
}

/** What stands on the button that was pressed. */
function labelOf(
  { message, action }: Extract<ConversationEvent, { type: 'acted' }>,
  events: readonly Recorded[],
): string {
  for (const { event } of events)
    if (event.type === 'message' && event.id === message && event.card?.kind === 'product')
      return event.card.actions.find(({ id }) => id === action)?.label ?? action
  return action
}
