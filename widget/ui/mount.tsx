import { render, type VNode } from 'preact'
import type { VisitorView } from '../../client/view.ts'
import { limits } from '../../protocol/limits.ts'
import type { Embed, Panel } from './embed.ts'
import { createFollow } from './follow.ts'
import { createLate } from './late.ts'
import { createNews } from './news.ts'
import { Panel as View } from './panel.tsx'
import { isRare } from './rare.ts'
import type { Extras, Room } from './room.ts'
import css from './style/panel.css?inline'
import { followPage } from './surroundings.ts'
import { Thread } from './thread.tsx'
import { speak } from './words/speak.ts'

const more = () => import('./extras.ts')

/** Puts the panel, closed, beside the launcher; all of it goes when the life of `embed` ends. */
export async function mount(embed: Embed): Promise<Panel> {
  const { root, button, options, site } = embed
  const client = await embed.client()
  const { signal } = embed.life
  const frame = root.firstElementChild as HTMLElement
  const key = `sapa:${site}`
  const box = document.createElement('div')
  const badge = document.createElement('b')
  const name = button.ariaLabel
  style(css)
  badge.className = 'badge'
  button.ariaExpanded = 'false'
  button.append(badge)
  frame.style.colorScheme = options.theme ?? ''
  box.className = 'place'
  frame.append(box)
  // Keys written here must not reach the page: there they would be its shortcuts.
  for (const type of ['keydown', 'keypress', 'keyup'])
    box.addEventListener(type, event => event.stopPropagation())

  const follow = createFollow(() => redraw())
  const redraw = () => draw(true)
  let extras: () => Extras | undefined
  let rare = false
  let language: AbortController | undefined
  const room: Room = {
    ...(await say(options.lang || document.documentElement.lang || navigator.language)),
    client,
    follow,
    root,
    options,
    key,
    asked: '',
    ask(what) {
      room.asked = what === room.asked ? '' : what
      redraw()
    },
    redraw,
    style,
    dress: view => view,
    isPlaced: false,
    close: () => turn(false),
    draft: () => draft,
    write,
    emit: (type, detail) => root.host.dispatchEvent(new CustomEvent(type, { detail })),
    extras: () => (rare || room.asked ? extras() : undefined),
  }
  const news = createNews()
  let isOpen = false
  let draft = ''
  let drawn: VisitorView | null = null
  let thread: VNode

  /** The words of a language; the parts that hold those of another end. */
  async function say(wish: string): Promise<Pick<Room, 'words' | 'tag' | 'time' | 'signal'>> {
    const { tag, words } = await speak(wish)
    language?.abort()
    language = new AbortController()
    const country = navigator.language.startsWith(tag) ? navigator.language : tag
    frame.lang = tag
    extras = createLate(async () => (await more()).createExtras(room), redraw)
    const time = new Intl.DateTimeFormat(country, { hour: 'numeric', minute: '2-digit' })
    return { tag, words, time, signal: AbortSignal.any([signal, language.signal]) }
  }
  function style(text: string): CSSStyleSheet {
    const made = new CSSStyleSheet()
    made.replaceSync(text)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, made]
    return made
  }
  function draw(anew = false): void {
    const view = room.dress(client.view)
    const isNew = anew || view !== drawn
    follow.before(view)
    rare ||= (isNew && isRare(view)) || follow.isBehind() || draft.length > limits.textChars - 200
    // The same node again is not compared again: a key stroke costs the same in a long conversation.
    if (isNew) thread = <Thread view={view} room={room} />
    drawn = view
    const part = { view, room }
    const hadFocus = box.contains(root.activeElement)
    render(<View part={part} open={isOpen} draft={draft} news={news(view)} thread={thread} />, box)
    if (hadFocus && !root.activeElement) focus('.panel')
    const scroller = box.querySelector('.thread')
    if (scroller) follow.after(scroller)
    badge.textContent = view.unread ? `${view.unread}` : ''
    button.ariaLabel = name + (view.unread ? `, ${room.words.unread(view.unread)}` : '')
    room.extras()?.fill('drawn', view)
    look()
  }
  function look(): void {
    if (isOpen && client.view.unread && document.visibilityState === 'visible') client.read()
  }
  function focus(target: string): void {
    box.querySelector<HTMLElement>(target)?.focus({ preventScroll: true })
  }
  function write(text: string): void {
    draft = text
    client.typing(text !== '')
    draw()
  }
  function turn(on: boolean): void {
    const changed = on !== isOpen
    isOpen = on || room.isPlaced
    button.ariaExpanded = `${isOpen}`
    if (!isOpen && box.contains(root.activeElement)) button.focus()
    draw()
    if (!changed || room.isPlaced) return
    remember(key, on)
    room.emit(on ? 'open' : 'close')
  }
  function open(andFocus = true): void {
    client.connect()
    turn(true)
    // On a touch screen the keyboard would hide the greeting before it is read.
    if (andFocus) focus(matchMedia('(pointer: coarse)').matches ? '.panel' : 'textarea')
  }

  followPage(client, signal)
  client.subscribe(() => draw())
  document.addEventListener('visibilitychange', look, { signal })
  signal.addEventListener('abort', () => render(null, box))
  draw()
  return {
    open,
    close: room.close,
    toggle: () => (isOpen ? room.close() : open()),
    // Only called where storage can be read.
    resume: () => (sessionStorage.getItem(key) ? open(false) : client.connect()),
    compose: write,
    forget() {
      room.answer = undefined
      write('')
    },
    greet: async (...words) => (await more()).greet(room, ...words),
    async speak(language) {
      Object.assign(room, await say(language))
      redraw()
    },
    async place(selector) {
      await (await more()).place(room, selector)
      turn(true)
    },
  }
}

/** For the next page of this tab. */
function remember(key: string, on: boolean): void {
  try {
    sessionStorage[on ? 'setItem' : 'removeItem'](key, '1')
  } catch {
    // Storage is denied: the next page starts closed.
  }
}
