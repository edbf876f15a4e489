import type { Room } from '../room.ts'
import css from '../style/inline.css?inline'

/**
 * Puts the chat into an element of the page, whose height it has from then on; who only reads the page opens no line,
 * the first touch does.
 */
export function place({ root, client, style, signal }: Room, into: Element): void {
  const { host } = root
  style(css)
  root.firstElementChild?.classList.add('inline')
  into.append(host)
  for (const intent of ['pointerenter', 'focusin'])
    host.addEventListener(intent, client.connect, { once: true, signal })
}
