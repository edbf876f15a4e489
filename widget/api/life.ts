import type { Asked, VisitorClient } from '../../client/view.ts'
import type { Cart } from '../../protocol/context.ts'
import type { Embed } from '../ui/embed.ts'

/** What a verb does in its turn. A function that it resolves to runs after that, and only its caller waits for it. */
export type Verb = (first: unknown, second: unknown) => Promise<unknown>

/** A table of verbs; each part of the API brings one. */
export type Verbs = Record<string, Verb>

type Told = 'cart' | 'track' | 'page' | 'order' | 'send'

/** What the verbs share until the widget is shut down. */
export interface Life {
  embed: Embed
  host: HTMLElement
  /** What the page told that triggers look at. */
  cart: Cart | null
  tracked: Set<string>
  /** Tells those in `told`; `before` is for who comes later. */
  tell(what: Told): void
  told: Set<(what: Told) => void>
  before: Set<Told>
  /** Called when the visitor is another one from here on. */
  forgets: Set<() => void>
  isOpen(): boolean
  /** Begins to connect. */
  connected(): Promise<VisitorClient>
  /**
   * Hands it to the client. The caller waits for the answer where there is a line; where there is none yet it is kept for
   * it, and what is refused then is an `error` event. `done` is called when the relay has it.
   */
  ask(verb: string, client: VisitorClient, what: Asked, done?: () => void): unknown
  emit(event: string, detail?: unknown): void
  /** An `error` event. */
  fail(verb: string | null, error: unknown): void
}

export function createLife(embed: Embed): Life {
  const host = embed.root.host as HTMLElement
  const life: Life = {
    embed,
    host,
    cart: null,
    tracked: new Set(),
    tell(what) {
      life.before.add(what)
      for (const hear of life.told) hear(what)
    },
    told: new Set(),
    before: new Set(),
    forgets: new Set(),
    isOpen: () => embed.button.ariaExpanded === 'true',
    async connected() {
      const client = await embed.client()
      client.connect()
      return client
    },
    ask(verb, client, what, done = () => {}) {
      const { link } = client.view
      if (link.state === 'stopped') throw new Error(`sapa('${verb}'): ${link.reason}`)
      const asked = client.ask(what)
      asked.then(done, error => life.fail(verb, error))
      return link.state === 'online' ? () => asked : undefined
    },
    emit: (event, detail) => void host.dispatchEvent(new CustomEvent(event, { detail })),
    fail: (verb, error) => life.emit('error', { verb, message: String(error) }),
  }
  return life
}
