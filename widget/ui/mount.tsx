import { render, type VNode } from 'preact'
import type { VisitorClient, VisitorView } from '../../client/view.ts'
import { createFollow } from './follow.ts'
import { createLate } from './late.ts'
import { createNews } from './news.ts'
import { Panel as View } from './panel.tsx'
import type { Room } from './room.ts'
import css from './style/panel.css?inline'
import { followPage, followViewport } from './surroundings.ts'
import { Thread } from './thread.tsx'
import { speak } from './words/speak.ts'

/** The panel on its page. */
export interface Panel {
  /** Shows it and connects; moves the focus into it unless `focus` is false. */
  open(focus?: boolean): void
  close(): void
  toggle(): void
  /** Connects for a conversation of an earlier page, and opens if it was open there in this tab. */
  resume(): void
}

/**
 * Puts the panel, closed, beside the launcher in `root`, whose host then hears `open` and `close`. `key` of
 * sessionStorage is set while it is open; `color` is the shop's own, if any.
 */
export async function mount(
  client: VisitorClient,
  root: ShadowRoot,
  key: string,
  color: string | undefined,
): Promise<Panel> {
  const frame = root.firstElementChild as HTMLElement
  const button = frame.firstElementChild as HTMLElement
  const { tag, words } = await speak(frame.lang)
  const box = document.createElement('div')
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css + (color ? tinted : ''))
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  const badge = document.createElement('b')
  const name = button.ariaLabel
  badge.className = 'badge'
  button.append(badge)
  frame.lang = tag
  frame.append(box)
  // Keys written here must not reach the page: there they would be its shortcuts.
  for (const type of ['keydown', 'keypress', 'keyup'])
    box.addEventListener(type, event => event.stopPropagation())

  const country = navigator.language.startsWith(tag) ? navigator.language : tag
  const time = new Intl.DateTimeFormat(country, { hour: 'numeric', minute: '2-digit' })
  const follow = createFollow(() => redraw())
  const redraw = () => draw(true)
  const choice = createLate(
    () => import('./choice.tsx').then(part => part.createChoice(room, root, redraw)),
    redraw,
  )
  const room: Room = {
    client,
    words,
    tag,
    time,
    follow,
    close: () => turn(false),
    write,
    pace: createLate(() => import('./words/pace.ts').then(part => part.paceIn(tag)), redraw),
    failed: createLate(() => import('./failed.tsx').then(part => part.createFailed(room)), redraw),
    choice: view => isLate(view) && choice(),
  }
  const news = createNews()
  let isOpen = false
  let draft = ''
  let drawn: VisitorView | null = null
  let thread: VNode

  function draw(anew = false): void {
    const { view } = client
    follow.before(view)
    // The same node again is not compared again: a key stroke costs the same in a long conversation.
    if (anew || view !== drawn) thread = <Thread view={view} room={room} />
    drawn = view
    const part = { view, room }
    render(<View part={part} open={isOpen} draft={draft} news={news(view)} thread={thread} />, box)
    const scroller = box.querySelector('.thread')
    if (scroller) follow.after(scroller)
    badge.textContent = view.unread ? `${view.unread}` : ''
    button.ariaLabel = name + (view.unread ? `, ${words.unread(view.unread)}` : '')
    look()
  }
  function look(): void {
    if (isOpen && client.view.unread && document.visibilityState === 'visible') client.read()
  }
  function write(text: string): void {
    draft = text
    client.typing(text !== '')
    draw()
  }
  function turn(on: boolean): void {
    const changed = on !== isOpen
    isOpen = on
    button.ariaExpanded = `${on}`
    if (!on && box.contains(root.activeElement)) button.focus()
    draw()
    if (!changed) return
    remember(key, on)
    root.host.dispatchEvent(new Event(on ? 'open' : 'close'))
  }
  function open(focus = true): void {
    client.connect()
    turn(true)
    // On a touch screen the keyboard would hide the greeting before it is read.
    const target = matchMedia('(pointer: coarse)').matches ? '.panel' : 'textarea'
    if (focus) box.querySelector<HTMLElement>(target)?.focus({ preventScroll: true })
  }

  followViewport(sheet)
  followPage(client)
  client.subscribe(() => draw())
  document.addEventListener('visibilitychange', look)
  draw()
  return {
    open,
    close: room.close,
    toggle: () => (isOpen ? room.close() : open()),
    // Only called where storage can be read.
    resume: () => (sessionStorage.getItem(key) ? open(false) : client.connect()),
  }
}

/** Whether the target has passed and nobody has answered. */
function isLate({ state }: VisitorView): boolean {
  const episode = state.status !== 'new' && state.episode
  return !!episode && episode.step === 'breach' && !episode.answeredAt && !episode.resolvedAt
}

/** The shop's colour in both schemes; it may be too pale or too dark to be read or seen as a line, ink never is. */
const tinted =
  '.panel{--accent:inherit!important;--on-accent:inherit!important;--accent-ink:var(--ink)!important}'

/** For the next page of this tab. */
function remember(key: string, on: boolean): void {
  try {
    if (on) sessionStorage.setItem(key, '1')
    else sessionStorage.removeItem(key)
  } catch {
    // Storage is denied: the next page starts closed.
  }
}
