import type { TargetedKeyboardEvent } from 'preact'
import { Glyph } from '../glyph.tsx'
import type { Extra, Room } from '../room.ts'
import css from '../style/emoji.css?inline'
import { english } from '../words/emoji.ts'
import { said } from '../words/said.ts'
import { dress } from './dress.ts'

/** Those that are of use in a shop; words/emoji.ts names them in this order. */
const set = [...'🙂😀😂😊😍🤔😅😮😢😡🙏👍👎👌👏💪❤🎉🔥🛒🎁📦🚚']
const COLUMNS = 8

/** A small set of emoji over the composer, for who has no emoji keyboard. */
export async function createEmoji(room: Room): Promise<Extra> {
  const { tag, root, ask, style } = room
  const words = await said(tag, 'emoji', english)
  /** The one that Tab reaches; arrows go on from it. */
  let at = 0
  let box: Element | null = null
  dress(room)
  style(css)

  const field = () => root.querySelector<HTMLTextAreaElement>('.field textarea')
  const buttons = () => box?.querySelectorAll<HTMLElement>('button')

  /** The focus is in the set while it is open, and goes back to the composer. */
  function hold(element: Element | null): void {
    if (!element && box?.contains(root.activeElement)) field()?.focus()
    box = element
    buttons()?.[at]?.focus()
  }
  function insert(emoji: string): void {
    const text = room.draft()
    const { selectionStart: from = text.length, selectionEnd: to = from } = field() ?? {}
    room.write(text.slice(0, from) + emoji + text.slice(to))
    const end = from + emoji.length
    field()?.setSelectionRange(end, end)
  }
  function key(event: TargetedKeyboardEvent<HTMLElement>): void {
    const forward = root.querySelector('.panel')?.getAttribute('dir') === 'rtl' ? -1 : 1
    const steps: Record<string, number> = {
      ArrowRight: forward,
      ArrowLeft: -forward,
      ArrowDown: COLUMNS,
      ArrowUp: -COLUMNS,
    }
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    if (!set[at + step]) return
    at += step
    room.redraw()
    buttons()?.[at]?.focus()
  }
  return {
    foot({ consent }) {
      if (room.asked !== 'emoji' || !consent) return null
      return (
        <fieldset class="emoji" aria-label={words.emoji} onKeyDown={key} ref={hold}>
          {set.map((emoji, i) => (
            <button
              key={emoji}
              type="button"
              aria-label={words.names[i]}
              tabIndex={i === at ? 0 : -1}
              onFocus={() => {
                at = i
              }}
              onClick={() => insert(emoji === '❤' ? '❤️' : emoji)}
            >
              {emoji === '❤' ? '❤️' : emoji}
            </button>
          ))}
          <button type="button" class="shut" aria-label={words.close} onClick={() => ask('')}>
            <Glyph of="close" />
          </button>
        </fieldset>
      )
    },
  }
}
