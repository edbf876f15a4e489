import type { VNode } from 'preact'
import type { VisitorView } from '../../../client/view.ts'
import { forget } from '../forget.ts'
import type { Extra, Room } from '../room.ts'
import css from '../style/menu.css?inline'
import { english } from '../words/menu.ts'
import { said } from '../words/said.ts'
import { dress } from './dress.ts'
import { isMuted, mute } from './mute.ts'

/** Under the button with the three dots: emoji, sound, download and delete. */
export async function createMenu(room: Room): Promise<Extra> {
  const { client, tag, key, root, ask, redraw, signal, style } = room
  const words = await said(tag, 'menu', english)
  /** How far the visitor has got with deleting. */
  let erasing: 'no' | 'sure' | 'now' = 'no'
  let failed = false
  let news: string | null = null
  let box: HTMLElement | null = null
  dress(room)
  style(css)
  root.addEventListener('pointerdown', outside, { signal })

  function outside({ target }: Event): void {
    const isOurs = target instanceof Element && target.closest('.menu, [aria-expanded]')
    if (room.asked === 'menu' && !isOurs) ask('')
  }
  /** The focus is in the menu while it is open, and goes back to its button. */
  function hold(element: HTMLElement | null): void {
    if (element) first(element)
    else {
      if (box?.contains(root.activeElement))
        root.querySelector<HTMLElement>('.top [aria-expanded]')?.focus()
      erasing = 'no'
      failed = false
    }
    box = element
  }
  function first(within: HTMLElement | null): void {
    within?.querySelector('button')?.focus({ preventScroll: true })
  }
  function turn(to: typeof erasing): void {
    erasing = to
    redraw()
    first(box)
  }

  async function download(view: VisitorView): Promise<void> {
    ask('')
    const { save, transcript } = await import('./transcript.ts')
    const title = words.transcript(view.site?.name ?? room.words.chat)
    save(
      transcript(view, title, room.words, tag),
      `chat-${new Date().toISOString().slice(0, 10)}.txt`,
    )
  }
  async function erase(): Promise<void> {
    if (erasing === 'now') return
    failed = false
    turn('now')
    client.connect()
    try {
      await client.ask({ t: 'erase' })
      // That the visitor agreed is not about the chat.
      forget(key, 'agreed')
      await client.reset()
      room.write('')
      room.answer = undefined
      news = words.erased
      if (room.asked === 'menu') ask('')
    } catch {
      failed = true
      turn('sure')
    }
  }

  function item(text: string, act: () => void, on?: boolean): VNode {
    return (
      <button type="button" class="item" aria-pressed={on} onClick={act}>
        {text}
      </button>
    )
  }
  function items(view: VisitorView): VNode {
    const hasSaid = view.entries.length > 0
    return (
      <>
        {item(words.emoji, () => ask('emoji'))}
        {item(
          words.sound,
          () => {
            mute(room, !isMuted(room))
            redraw()
          },
          !isMuted(room),
        )}
        {hasSaid && item(words.download, () => download(view))}
        {view.state.status !== 'new' && item(words.erase, () => turn('sure'))}
      </>
    )
  }
  function question(): VNode {
    return (
      <div class="sure">
        <strong>{words.sure}</strong>
        {failed && (
          <span class="wrong" role="alert">
            {words.failed}
          </span>
        )}
        <div class="row">
          <button
            type="button"
            class="do"
            aria-disabled={erasing === 'now'}
            onClick={() => turn('no')}
          >
            {words.no}
          </button>
          <button type="button" class="do bad" aria-disabled={erasing === 'now'} onClick={erase}>
            {erasing === 'now' ? words.erasing : words.yes}
          </button>
        </div>
      </div>
    )
  }
  return {
    said: () => news,
    menu(view) {
      if (room.asked !== 'menu') return null
      news = null
      return (
        <div class="over">
          <section class="menu" aria-label={words.menu} ref={hold}>
            {erasing === 'no' ? items(view) : question()}
          </section>
        </div>
      )
    },
  }
}
