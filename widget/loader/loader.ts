import * as parts from 'virtual:parts'
import { createLauncher } from './launcher.ts'
import { once } from './once.ts'

type ClientModule = typeof import('../../client/visitor.ts')
type PanelModule = typeof import('../ui/mount.tsx')
type VerbsModule = typeof import('../ui/verbs.ts')

interface Sapa {
  (...call: unknown[]): Promise<unknown>
  /** Calls made before this script ran. */
  q?: ArrayLike<unknown>[]
  /** The site whose chat this page has. */
  site?: string
}

// Only while the script runs does the document know which tag it came from.
const script = document.currentScript as HTMLScriptElement | null
const page = window as unknown as { sapa?: Sapa }
const site = script?.dataset.site

if (!script || !site) console.error('Sapa: expected data-site="SITE" on its script tag')
else if (page.sapa?.site) console.warn(`Sapa: ignored, this page has ${page.sapa.site}`)
else start(script, site)

function start({ src, dataset }: HTMLScriptElement, site: string): void {
  const { root, button } = createLauncher(dataset)
  // While a conversation is open the client keeps this key in localStorage (`marker` in client/).
  const key = `sapa:${site}`
  const load = <T>(path: string) => import(/* @vite-ignore */ new URL(path, src).href) as Promise<T>
  const clientPart = () => load<ClientModule>(parts.client)
  const panelPart = () => load<PanelModule>(parts.panel)

  const client = once(async () =>
    (await clientPart()).createVisitor({
      url: new URL(src).origin,
      site,
      page: () => ({ url: location.href, title: document.title }),
      language: navigator.language,
    }),
  )
  const panel = once(async () => {
    // Both are asked for before either is awaited.
    const made = client()
    return (await panelPart()).mount(await made, root, key, dataset.color)
  })
  const verbs = once(async () => {
    const { createVerbs } = await load<VerbsModule>(parts.verbs)
    return createVerbs(client, panel, root.host)
  })

  const queue = page.sapa?.q || []
  const sapa: Sapa = (...call) => verbs().then(run => run(call))
  sapa.site = site
  page.sapa = sapa
  for (let i = 0; i < queue.length; i++) sapa.apply(0, queue[i] as unknown[]).catch(console.error)

  const warm = () => {
    // A preload that fails is not news: the click tries again and says so.
    clientPart().catch(Boolean)
    panelPart().catch(Boolean)
  }
  // A finger enters too, before it presses.
  button.onpointerenter = button.onfocus = warm
  button.onclick = () => panel().then(shown => shown.toggle(), console.error)

  const ready = () => document.documentElement.append(root.host)
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', ready)
  else ready()

  const resume = () => panel().then(shown => shown.resume(), console.error)
  try {
    if (localStorage.getItem(key)) (window.requestIdleCallback || setTimeout)(resume)
  } catch {
    // Storage is denied, so nothing was kept.
  }
}
