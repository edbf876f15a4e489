import * as parts from 'virtual:parts'
import { createLauncher } from './launcher.ts'
import { once } from './once.ts'

type ClientModule = typeof import('../../client/visitor.ts')
type PanelModule = typeof import('../ui/mount.tsx')
type VerbsModule = typeof import('../ui/verbs.ts')
type DodgeModule = typeof import('../ui/dodge.ts')
type Embed = import('../ui/embed.ts').Embed

interface Sapa {
  (...call: unknown[]): Promise<unknown>
  /** Calls made before this script ran. */
  q?: ArrayLike<unknown>[]
  /** The site whose chat this page has. */
  site?: string
}

const page = window as unknown as { sapa?: Sapa }
// A module does not know its own tag, nor does one that another script put together.
const script = (document.currentScript ||
  document.querySelector('script[data-site][src*=sapa]')) as HTMLScriptElement | null
const site = script?.dataset.site

if (!script || !site) console.error('Sapa: expected data-site="SITE" on its script tag')
else if (page.sapa?.site)
  console.warn(`Sapa: data-site="${site}" is ignored, this page has ${page.sapa.site}`)
else begin(script, site)

function begin({ src, dataset }: HTMLScriptElement, site: string): void {
  const url = new URL(src).origin
  // While a conversation is open the client keeps this key in localStorage (`marker` in client/).
  const key = `sapa:${site}`
  const load = <T>(path: string) => import(/* @vite-ignore */ url + path) as Promise<T>
  const clientPart = () => load<ClientModule>(parts.client)
  const panelPart = () => load<PanelModule>(parts.panel)
  const idle = (fn: () => void) => (window.requestIdleCallback || setTimeout)(fn)

  const embed = { site, url, start } as Embed
  const verbs = once(async () => (await load<VerbsModule>(parts.verbs)).createVerbs(embed))
  const sapa: Sapa = (...call) => verbs().then(run => run(call))
  const queue = page.sapa?.q || []
  sapa.site = site
  page.sapa = sapa
  start()
  for (let i = 0; i < queue.length; i++) sapa.apply(0, queue[i] as unknown[]).catch(console.error)

  function start(more?: Embed['options']): void {
    const options = { ...dataset, ...more }
    const life = new AbortController()
    const { signal } = life
    const { root, button } = createLauncher(options)
    const { host } = root

    const client = once(async () => {
      const made = await (await clientPart()).createVisitor({
        url,
        site,
        // The count of what is unread is not the page's.
        page: () => ({ url: location.href, title: document.title.replace(/^\(\d+\) /, '') }),
        language: navigator.language,
        consent: options.consent == null,
      })
      signal.onabort = made.close
      return made
    })
    const panel = once(async () => {
      // Both are asked for before either is awaited.
      const made = client()
      return (await panelPart()).mount(await made, embed)
    })
    Object.assign(embed, { options, life, root, button, client, panel })

    // A preload that fails is not news: the click tries again and says so.
    const warm = () => {
      clientPart().catch(Boolean)
      panelPart().catch(Boolean)
    }
    // A finger enters too, before it presses.
    button.onpointerenter = button.onfocus = warm
    button.onclick = () => panel().then(shown => shown.toggle(), console.error)

    // Whatever stands under the launcher moves it; what that takes is fetched where it is needed.
    let isMoved = false
    const look = () => {
      isMoved = isMoved || covers(host, button)
      if (isMoved) load<DodgeModule>(parts.dodge).then(part => part.dodge(embed), Boolean)
    }
    // Under <html> no body can be swapped or transformed with it; a router that clears that too gets it back.
    const watch = new MutationObserver(() => requestAnimationFrame(put))
    function put(): void {
      if (signal.aborted) return
      const { documentElement: html, body } = document
      const home = options.inline ? document.querySelector(options.inline) : html
      if (home && host.parentNode !== home)
        if (home === html) html.append(host)
        else panel().then(shown => shown.place(home), console.error)
      watch.observe(document, { childList: true })
      watch.observe(html, { childList: true })
      watch.observe(body, { childList: true })
      look()
    }
    signal.addEventListener('abort', () => {
      watch.disconnect()
      host.remove()
    })
    addEventListener('resize', look, { signal })
    addEventListener('scrollend', look, { signal })
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', put, { signal })
    else put()
    embed.put = put

    idle(() => {
      if (signal.aborted) return
      if (options.triggers != null) verbs().catch(console.error)
      try {
        if (localStorage.getItem(key)) panel().then(shown => shown.resume(), console.error)
      } catch {
        // Storage is denied, so nothing was kept.
      }
    })
  }
}

/** Whether the launcher would lie on what somebody may want to read or press. */
function covers(host: Element, button: Element): boolean {
  const { x, y, width, height } = button.getBoundingClientRect()
  for (let at = 0.1; width && at < 1; at += 0.4)
    for (const element of document.elementsFromPoint(x + width * at, y + height * at))
      if (
        element !== host &&
        (element.closest('a,button,input,[data-sapa-avoid]') ||
          /fixed|sticky/.test(getComputedStyle(element).position))
      )
        return true
  return false
}
