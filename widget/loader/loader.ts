import parts from 'virtual:parts'
import type { VisitorClient } from '../../client/view.ts'
import type { Panel } from '../ui/mount.tsx'
import { keep, kept } from './kept.ts'
import { createLauncher } from './launcher.ts'
import { once } from './once.ts'

type ClientModule = typeof import('../../client/visitor.ts')
type PanelModule = typeof import('../ui/mount.tsx')
type VerbsModule = typeof import('../ui/verbs.ts')

interface Sapa {
  (...call: unknown[]): Promise<unknown>
  /** Calls made before this script ran. */
  q?: ArrayLike<unknown>[]
  /** Set by the loader that runs the page's chat. */
  site?: string
}

// Only while the script runs does the document know which tag it came from.
const script = document.currentScript as HTMLScriptElement | null
const page = window as unknown as { sapa?: Sapa; navigation?: EventTarget }

if (!script?.dataset.site)
  console.error(
    'Sapa: expected data-site on its tag: <script async src="https://RELAY/sapa.js" data-site="SITE"></script>',
  )
else if (page.sapa?.site) console.warn(`Sapa: this page has its chat (${page.sapa.site}) already`)
else start(script, script.dataset.site)

/** For promises that the page did not ask for and so cannot see fail. */
function complain(error: unknown): void {
  console.error('Sapa:', error)
}

function start(tag: HTMLScriptElement, site: string): void {
  const { lang, position, color, text } = tag.dataset
  const html = document.documentElement
  const language = lang || html.lang || navigator.language
  const rtl = getComputedStyle(html).direction === 'rtl'
  const known = /^#[\da-f]{6}$/i.test(color || '')
  if (color && !known) console.warn(`Sapa: expected data-color like "#0b6e5f", not "${color}"`)
  const accent = known ? color : undefined
  const atStart = !!position && (position === 'left') !== rtl
  const launcher = createLauncher({ language, rtl, start: atStart, color: accent, text })
  const { host, button } = launcher

  // In localStorage the client writes this key ('1') while a conversation is open (`marker` in client/);
  // in sessionStorage it is ours: the panel is open.
  const key = `sapa:${site}`
  const fetchPart = <T>(path: string) =>
    once(() => import(/* @vite-ignore */ new URL(path, tag.src).href) as Promise<T>)
  const fetchClient = fetchPart<ClientModule>(parts.client)
  const fetchPanel = fetchPart<PanelModule>(parts.panel)
  const fetchVerbs = fetchPart<VerbsModule>(parts.verbs)
  const where = () => ({ url: location.href, title: document.title })

  let isOpen = false
  let unread = 0

  const client = once(async (): Promise<VisitorClient> => {
    const { createVisitor } = await fetchClient()
    const url = new URL(tag.src).origin
    const made = await createVisitor({ url, site, page: where, language: navigator.language })
    made.subscribe(() => {
      unread = made.view.unread
      launcher.show(isOpen, unread)
    })
    const moved = () => made.page(where())
    addEventListener('popstate', moved)
    page.navigation?.addEventListener('currententrychange', moved)
    return made
  })

  const panel = once(async (): Promise<Panel> => {
    const [ui, visitor] = await Promise.all([fetchPanel(), client()])
    return ui.mount(launcher.root, visitor, { ...launcher, language, color: accent, close })
  })

  function toggled(open: boolean): void {
    isOpen = open
    launcher.show(open, unread)
    keep(key, open)
    host.dispatchEvent(new Event(open ? 'open' : 'close'))
  }

  async function open(focus = true): Promise<void> {
    button.setAttribute('aria-busy', 'true')
    try {
      const [ui, visitor] = await Promise.all([panel(), client()])
      visitor.connect()
      if (!isOpen) toggled(true)
      ui.show(true, focus)
    } finally {
      button.removeAttribute('aria-busy')
    }
  }

  async function close(): Promise<void> {
    if (!isOpen) return
    toggled(false)
    ;(await panel()).show(false)
  }

  const verbs = once(async () =>
    (await fetchVerbs()).createVerbs({ client, open, close, isOpen: () => isOpen, host }),
  )
  const sapa: Sapa = (...call) => verbs().then(run => run(call))
  sapa.site = site
  const queue = page.sapa?.q || []
  page.sapa = sapa
  for (let i = 0; i < queue.length; i++) sapa.apply(null, queue[i] as unknown[]).catch(complain)

  const warm = () => {
    // A failed preload is not news: the click tries again and says so.
    fetchClient().catch(Boolean)
    fetchPanel().catch(Boolean)
  }
  for (const intent of ['pointerenter', 'focus', 'touchstart'])
    button.addEventListener(intent, warm, { once: true, passive: true })
  button.addEventListener('click', () => (isOpen ? close() : open()).catch(complain))

  const ready = () => html.append(host)
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', ready)
  else ready()

  const resume = () => {
    if (kept('sessionStorage', key)) open(false).catch(complain)
    else client().then(visitor => visitor.connect(), complain)
  }
  if (kept('localStorage', key)) (window.requestIdleCallback || setTimeout)(resume)
}
