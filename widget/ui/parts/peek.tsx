import type { Extra, Room } from '../room.ts'
import css from '../style/peek.css?inline'
import { english } from '../words/peek.ts'
import { said } from '../words/said.ts'

/** As often as the client tells that somebody types. */
const REPEAT_MS = 3000

/** Shows agents what the visitor writes before it is sent, and says so where it is written. */
export async function createPeek(room: Room): Promise<Extra> {
  const { client, tag, style, signal, write } = room
  const words = await said(tag, 'peek', english)
  let timer: ReturnType<typeof setTimeout> | undefined
  let isTold = false
  style(css)
  signal.addEventListener('abort', () => clearTimeout(timer))

  const isOn = () => isTold && !!client.view.site?.widget.sneakPeek
  function show(text: string): void {
    if (isOn()) client.typing(text !== '', text)
  }
  // First with the text: that somebody types is not told again at once.
  room.write = text => {
    clearTimeout(timer)
    show(text)
    // The client tells a change at once and then not for a while: the last words would never be seen.
    if (text) timer = setTimeout(() => show(room.draft()), REPEAT_MS)
    write(text)
  }
  return {
    foot: ({ site, consent }) =>
      consent && site?.widget.sneakPeek && <p class="peek">{words.notice}</p>,
    drawn() {
      // Nothing is shown before its notice has been.
      isTold ||= !!room.root.querySelector('.panel:not([hidden]) .peek')
    },
  }
}
