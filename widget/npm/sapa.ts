import type { Sapa } from '../api/sapa.ts'

export type * from '../api/sapa.ts'

/** What the tag says; an option of it that is not named here is `data-` and its name. */
export interface LoadOptions {
  /** Address of the loader: `https://chat.shop.example/sapa.js`. */
  src: string
  site: string
  /** Of the page's Content-Security-Policy, where that asks for one. */
  nonce?: string | undefined
  /** Hash of the loader, `sha384-…`: see docs/embedding.md on pinning. */
  integrity?: string | undefined
  lang?: string | undefined
  position?: 'left' | 'right' | undefined
  /** A CSS colour. */
  color?: string | undefined
  text?: string | undefined
  theme?: 'light' | 'dark' | undefined
  /** Selector of the element that the chat lives in, instead of a launcher. */
  inline?: string | undefined
  /** Nothing is kept, and no line opened, before the visitor agrees. */
  consent?: '' | undefined
  /** Triggers of the site's settings run on this page. */
  triggers?: '' | undefined
  [option: string]: string | undefined
}

type Settle = [resolve: (value: unknown) => void, reject: (error: unknown) => void]
type Call = unknown[]
type Page = Omit<Window, 'sapa'> & {
  /** The loader's function, which has a site, or a stub, which has a queue. */
  sapa?: ((...call: Call) => unknown) & { q?: Call[]; site?: string }
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL(url: string): string },
    ): { createScriptURL(url: string): string }
  }
}

let policy: { createScriptURL(url: string): string } | undefined
let wanted: HTMLScriptElement | null = null

/** The page's chat; what is called before `load` waits for it. Every call rejects where there is no page, on a server. */
export const sapa: Sapa = ((...call: Call) => {
  if (typeof window === 'undefined')
    return Promise.reject(new Error(`sapa('${call[0]}'): expected a browser, this is a server`))
  const page = window as unknown as Page
  page.sapa ??= stub()
  // A stub of the page itself may give nothing back; whoever answers it finds both functions behind the call.
  if (!page.sapa.site)
    return new Promise((...q: Settle) => void page.sapa?.(...call, { q } satisfies { q: Settle }))
  return page.sapa(...call)
}) as Sapa

/**
 * Puts the tag on the page, unless it is there; gives the page's chat. Throws on a server, and where the page has the chat
 * of another site. When the loader cannot be fetched, the calls that waited for it reject, and the next `load` tries again.
 */
export function load({ src, nonce, integrity, ...options }: LoadOptions): Sapa {
  if (typeof document === 'undefined')
    throw new Error('sapa: load expects a browser; call it where only a browser comes')
  const page = window as unknown as Page
  const tag = wanted ?? document.querySelector<HTMLScriptElement>('script[data-site][src*=sapa]')
  const present = page.sapa?.site ?? tag?.dataset.site
  if (present !== undefined && present !== options.site)
    throw new Error(`sapa: load expected site "${present}", which this page has`)
  if (present !== undefined) return sapa

  page.sapa ??= stub()
  const script = document.createElement('script')
  for (const [name, value] of Object.entries(options))
    if (value !== undefined) script.dataset[name] = value
  if (nonce) script.nonce = nonce
  if (integrity) {
    script.integrity = integrity
    script.crossOrigin = 'anonymous'
  }
  script.async = true
  script.onerror = () => {
    wanted = null
    script.remove()
    const waiting = page.sapa?.q?.splice(0) ?? []
    for (const call of waiting)
      settleOf(call)?.[1](new Error(`sapa('${call[0]}'): ${src} could not be loaded`))
  }
  // Under Trusted Types the address of a script is not a string.
  policy ??= page.trustedTypes?.createPolicy('sapa', { createScriptURL: url => url })
  script.src = policy ? policy.createScriptURL(src) : src
  wanted = script
  document.head.append(script)
  return sapa
}

function stub(): NonNullable<Page['sapa']> {
  const queue: Call[] = []
  return Object.assign((...call: Call) => void queue.push(call), { q: queue })
}

function settleOf(call: Call): Settle | undefined {
  return (call[call.length - 1] as { q?: Settle } | undefined)?.q
}
