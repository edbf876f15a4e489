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
  q?: Iterable<unknown>[]
  /** The site whose chat this page has. */
  site?: string
}

const page = window as unknown as { sapa?: Sapa }
// A module does not know its own tag, nor does one that another script put together.
const script = (document.currentScript ||
  document.querySelector('[data-site][src*=sapa]')) as HTMLScriptElement | null
const site = script?.dataset.site

if (!script || !site) console.error('Sapa: no data-site')
else if (page.sapa?.site) console.warn(`Sapa: this page has ${page.sapa.site}`)
else embedOn(script, site)

function embedOn({ src, dataset }: HTMLScriptElement, site: string): void {
  const url = new URL(src).origin
  const load = <T>(path: string) => import(/* @vite-ignore */ url + path) as Promise<T>
  const clientPart = () => load<ClientModule>(parts.client)
  const panelPart = () => load<PanelModule>(parts.panel)

  const embed = { site, url, start } as Embed
  const verbs = once(async () => (await load<VerbsModule>(parts.verbs)).createVerbs(embed))
  const sapa: Sapa = (...call) => verbs().then(run => run(call))
  const queue = page.sapa?.q || []
  sapa.site = site
  page.sapa = sapa
  start()
  for (const call of queue) sapa(...call).catch(console.error)

  function start(more?: Embed['options']): void {
    const options = { ...dataset, ...more }
    const life = new AbortController()
    const launcher = createLauncher(options)
    const {
      button,
      root: { host },
    } = launcher

    const client = once(async () =>
      (await clientPart()).createVisitor({
        url,
        site,
        page: () => ({ url: location.href, title: document.title }),
        language: navigator.language,
        consent: options.consent == null,
      }),
    )
    const panel = once(async () => {
      // Both are asked for before either is awaited.
      client().catch(Boolean)
      return (await panelPart()).mount(embed)
    })
    // A preload that fails is not news: the click tries again and says so.
    const warm = () => {
      clientPart().catch(Boolean)
      panelPart().catch(Boolean)
    }
    // A finger enters too, before it presses.
    button.onpointerenter = button.onfocus = warm
    button.onclick = () => panel().then(shown => shown.toggle(), console.error)

    // Under <html> no body can be swapped or transformed with it; a router that clears that too gets it back.
    const watch = new MutationObserver(() => requestAnimationFrame(put))
    function put(): unknown {
      if (life.signal.aborted) return watch.disconnect()
      if (options.inline)
        panel().then(shown => shown.place(options.inline as string), console.error)
      else if (!host.isConnected) document.documentElement.append(host)
      for (const node of [document, document.documentElement, document.body])
        if (node) watch.observe(node, { childList: true })
      // What it takes to stand elsewhere is fetched where the launcher would lie on something.
      const { x, y } = button.getBoundingClientRect()
      for (const element of document.elementsFromPoint(x + 28, y + 42))
        if (
          element !== host &&
          (element.closest('a,button,input,[data-sapa-avoid]') ||
            // Fixed or sticky.
            /x|k/.test(getComputedStyle(element).position))
        )
          return load<DodgeModule>(parts.dodge).then(part => part.dodge(embed), Boolean)
    }
    addEventListener('resize', put, life)
    addEventListener('scrollend', put, life)
    Object.assign(embed, launcher, { options, life, client, panel, put })
    // Later than what a page paints first, or makes of the HTML that its server sent.
    const begin = () => {
      if (life.signal.aborted) return
      put()
      // The API itself runs the triggers, and asks the relay whether an agent looks at what they do.
      if (options.triggers != null || /sapa-debug/.test(location.href)) verbs().catch(Boolean)
      try {
        // While a conversation is open the client keeps this key (`mark` in client/device.ts).
        if (localStorage.getItem(`sapa:${site}`))
          panel().then(shown => shown.resume(), console.error)
      } catch {
        // Storage is denied, so nothing was kept.
      }
    }
    ;(window.requestIdleCallback || setTimeout)(begin, { timeout: 1000 } as number & object)
  }
}
