import type { Message, VisitorView } from '../../../client/view.ts'
import type { Card } from '../../../protocol/card.ts'
import type { Room } from '../room.ts'

type Dress = (view: VisitorView) => VisitorView

/** By this a message of the page's own, that no log has, is known. */
const MARK = 'greeting:'

/** Whether it was never sent by anybody. */
export function isGreeting({ id }: Message): boolean {
  return id.startsWith(MARK)
}

/**
 * Adds the words of a trigger to what `before` makes of a view, after what stood there when they were said; unread
 * until the chat is open.
 */
export function createGreeting(
  { root, client, words, signal, redraw }: Room,
  before: Dress,
  text: string,
  card: Card | undefined,
): Dress {
  const place = before(client.view).entries.length
  const at = Date.now()
  let isRead = !!root.querySelector('.panel:not([hidden])')
  let bare: VisitorView | null = null
  let dressed: VisitorView

  root.host.addEventListener(
    'open',
    () => {
      isRead = true
      bare = null
      redraw()
    },
    { once: true, signal },
  )
  return view => {
    const inner = before(view)
    // The same view stays the same, so that nothing is drawn twice.
    if (inner === bare) return dressed
    bare = inner
    const message: Message = {
      kind: 'message',
      id: `${MARK}${at}:${place}`,
      by: { role: 'agent', id: MARK, name: inner.site?.name ?? words.chat },
      text,
      at,
      seq: null,
      state: 'sent',
      why: null,
      ...(card && { card }),
    }
    const { entries } = inner
    dressed = {
      ...inner,
      entries: [...entries.slice(0, place), message, ...entries.slice(place)],
      unread: inner.unread + (isRead ? 0 : 1),
    }
    return dressed
  }
}
