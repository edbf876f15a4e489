import type { Message, VisitorView } from '../../../client/view.ts'
import type { Card } from '../../../protocol/card.ts'
import type { Room } from '../room.ts'

/** By this a message of the page's own, that no log has, is known. */
const MARK = 'greeting:'

/** Whether it was never sent by anybody. */
export function isGreeting({ id }: Message): boolean {
  return id.startsWith(MARK)
}

/** Shows the words of a trigger after what stands in the thread now; unread until the chat is open. */
export function greet(room: Room, text: string, card?: Card): void {
  const { root, client, words, redraw, dress: before } = room
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
    { once: true },
  )
  room.dress = view => {
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
  redraw()
}
