import type { VisitorView } from '../../client/view.ts'
import { dayOf } from './days.ts'

/** Whether anything is to be shown that most chats never need; the table in extras.ts then says what. */
export function isRare(view: VisitorView): boolean {
  const { state, site, entries, online, unread, consent } = view
  return (
    !consent ||
    unread > 0 ||
    online === 0 ||
    state.status === 'waiting' ||
    state.status === 'resolved' ||
    (state.status === 'assigned' && !!state.episode?.step) ||
    !!site?.badge ||
    !!site?.widget.sneakPeek ||
    !!site?.widget.prechat.length ||
    matchMedia('(pointer: coarse)').matches ||
    entries.some(
      entry =>
        dayOf(entry.at) !== dayOf(Date.now()) ||
        (entry.kind === 'message' &&
          (entry.card || entry.state === 'failed' || entry.text.includes('://'))),
    )
  )
}
