import type { VisitorView } from '../../client/view.ts'
import { dayOf } from './days.ts'

/** Whether anything is to be shown that most chats never need; the table in extras.ts then says what. */
export function isRare(view: VisitorView): boolean {
  const { state, site, entries, online, unread, consent } = view
  const today = dayOf(Date.now())
  return (
    !consent ||
    !!unread ||
    online === 0 ||
    (state.status === 'assigned' ? !!state.episode?.step : state.status !== 'new') ||
    !!site?.badge ||
    !!site?.widget.sneakPeek ||
    !!site?.widget.prechat[0] ||
    matchMedia('(pointer: coarse)').matches ||
    entries.some(
      entry =>
        dayOf(entry.at) !== today ||
        (entry.kind === 'message' &&
          (entry.card ||
            entry.why ||
            // An address, or what may be an emoji alone.
            /:\/\/|^.?(\p{ExtPict}|\p{RI}|\ufe0f)/u.test(entry.text))),
    )
  )
}
