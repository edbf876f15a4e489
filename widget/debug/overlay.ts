import type { Life, Verbs } from '../api/life.ts'
import { type Answered, question } from '../api/question.ts'
import type { Explained } from '../api/sapa.ts'
import css from './overlay.css?inline'
import { keptConversation, roleOf } from './socket.ts'
import { type Fact, noTriggers, reasons, type Seen, tell, verdict } from './told.ts'

const LOOK_MS = 1000
/** The relay is asked so often who could answer. */
const ASK_MS = 15_000

/** Shows what the widget does on this page and why, until it is closed or the widget is shut down. */
export function showOverlay(life: Life, verbs: Verbs): void {
  const { embed } = life
  const { signal } = embed.life
  // While the relay was asked the widget may have ended, or begun anew and asked for itself.
  if (signal.aborted || embed.root.host !== life.host) return
  const frame = embed.root.firstElementChild as HTMLElement
  const host = document.createElement('sapa-debug')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  const box = make('section', 'box')
  const body = make('div', 'body')
  const groups = make('div')
  const none = make('p')
  const list = make('div')
  const fold = make('button', '', 'Fold')
  const close = make('button', '', 'Close')
  /** What is drawn, so that only what has changed is drawn again. */
  const drawn = new Map<string, { summary: HTMLElement; into: HTMLElement; row: HTMLElement }>()
  const before = document.activeElement
  let answered: Answered | null = null
  let askedAt = -ASK_MS
  let busy = false
  let ended = false

  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  if (embed.options.theme) host.style.setProperty('--scheme', embed.options.theme)
  if (embed.options.z) host.style.setProperty('--sapa-z', embed.options.z)
  Object.assign(box, { lang: 'en', dir: 'ltr', tabIndex: -1, ariaLabel: 'Sapa debug' })
  fold.ariaExpanded = 'true'
  const head = make('header')
  head.append(make('h2', '', 'Sapa on this page'), fold, close)
  body.append(make('h3', '', 'Triggers'), none, list, groups)
  // What scrolls must be in reach of the keys.
  Object.assign(body, { tabIndex: 0, role: 'group', ariaLabel: 'What it does and why' })
  box.append(head, body)
  root.append(box)

  fold.onclick = () => {
    body.hidden = !body.hidden
    fold.ariaExpanded = `${!body.hidden}`
    fold.textContent = body.hidden ? 'Unfold' : 'Fold'
  }
  close.onclick = () => {
    const hadFocus = root.activeElement
    end()
    if (hadFocus) (before as Partial<HTMLElement> | null)?.focus?.()
  }
  for (const type of ['keydown', 'keypress', 'keyup'])
    box.addEventListener(type, event => {
      // Keys pressed here must not reach the page: there they would be its shortcuts.
      event.stopPropagation()
      if (type === 'keydown' && (event as KeyboardEvent).key === 'Escape') close.click()
    })

  function end(): void {
    ended = true
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
    host.remove()
  }
  async function see(): Promise<Seen> {
    const { site, url, options } = embed
    const client = await embed.client.made?.catch(() => undefined)
    return {
      ...{ site, url, options, answered, now: Date.now() },
      isOpen: life.isOpen(),
      isHidden: !!frame.hidden,
      view: client?.view ?? null,
      role: await roleOf(embed).catch(() => ({ role: 'alone' }) as const),
      conversation: client?.view.stored ? await keptConversation(site) : null,
      files: filesOf(url),
    }
  }
  async function look(): Promise<void> {
    if (busy || document.visibilityState === 'hidden') return
    busy = true
    try {
      if (performance.now() - askedAt >= ASK_MS) {
        askedAt = performance.now()
        answered = await question(embed).catch(() => null)
      }
      const seen = await see()
      const explained = (await verbs.explain?.(undefined, undefined)) as Explained[]
      if (ended) return
      draw(seen, explained)
      // A router may have cleared all of the page.
      if (!host.isConnected) put()
    } catch {
      // What cannot be seen now is looked for again at the next time.
    } finally {
      busy = false
    }
  }
  function put(): void {
    document.documentElement.append(host)
    // Whoever opens such an address wants to read this; what the page has focused itself is left alone.
    if (document.activeElement === document.body) box.focus({ preventScroll: true })
  }
  function draw(seen: Seen, explained: Explained[]): void {
    const told = tell(seen).map(([heading, facts]) => {
      const row = kept(heading, () => {
        const group = make('div')
        const into = make('dl')
        group.append(make('h3', '', heading), into)
        return { summary: group, into, row: group }
      })
      fill(row.into, facts)
      return row.row
    })
    if (groups.childElementCount !== told.length) groups.replaceChildren(...told)
    none.hidden = explained.length > 0
    say(none, noTriggers(seen))
    const rows = explained.map(one => {
      const { summary, into, row } = kept(`trigger ${one.id}`, () => {
        const row = make('details')
        const into = make('dl')
        const summary = make('summary')
        summary.append(make('b', '', one.id), make('span'))
        row.append(summary, into)
        return { summary, into, row }
      })
      row.className = one.state
      say(summary.lastElementChild as HTMLElement, verdict(one))
      fill(into, reasons(one))
      return row
    })
    // To put what is there in its place again would take its focus away.
    if (rows.some((row, i) => list.children[i] !== row) || list.childElementCount !== rows.length)
      list.replaceChildren(...rows)
  }
  function kept<T>(key: string, first: () => T): T {
    const all = drawn as unknown as Map<string, T>
    const one = all.get(key) ?? first()
    all.set(key, one)
    return one
  }

  const timer = setInterval(look, LOOK_MS)
  document.addEventListener('visibilitychange', look)
  signal.addEventListener('abort', end)
  void look()
}

function make(tag: string, name = '', text = ''): HTMLElement {
  const element = document.createElement(tag)
  if (name) element.className = name
  if (text) element.textContent = text
  return element
}

function say(into: HTMLElement, text: string): void {
  if (into.textContent !== text) into.textContent = text
}

/** The facts of one list; the lines stay, so that what is marked in them to be copied stays marked. */
function fill(into: HTMLElement, facts: Fact[]): void {
  while (into.childElementCount > facts.length) into.lastElementChild?.remove()
  for (const [i, { name, value, holds }] of facts.entries()) {
    let line = into.children[i]
    if (!line) {
      line = make('div')
      line.append(make('dt'), make('dd'))
      into.append(line)
    }
    const sign = holds === undefined ? '' : holds ? '✓ ' : '✗ '
    line.className = holds === undefined ? '' : holds ? 'holds' : 'fails'
    say(line.firstElementChild as HTMLElement, name)
    say(line.lastElementChild as HTMLElement, sign + value)
  }
}

/** Their names hold the hash of what is in them, which makes them its version. */
function filesOf(url: string): string[] {
  const all = performance.getEntriesByType('resource').map(({ name }) => name)
  const ours = all.filter(name => name === `${url}/sapa.js` || name.startsWith(`${url}/assets/`))
  return [...new Set(ours.map(name => name.slice(name.lastIndexOf('/') + 1)))]
}
