import type { Room } from '../room.ts'
import css from '../style/inline.css?inline'

/**
 * Puts the chat into the element that `selector` finds, if there is one, whose height it has from then on. Who only
 * reads the page opens no line, the first touch does.
 */
export function place(room: Room, selector: string): void {
  const { root, client, style } = room
  const { host } = root
  const frame = root.firstElementChild
  const into = document.querySelector(selector)
  if (into !== host.parentNode) into?.append(host)
  if (frame?.classList.contains('inline')) return
  room.isPlaced = true
  frame?.classList.add('inline')
  style(css)
  for (const intent of ['pointerenter', 'focusin'])
    host.addEventListener(intent, client.connect, { once: true })
}
