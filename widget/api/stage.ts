import type { Asked, VisitorClient, VisitorView } from '../../client/view.ts'
import type { Embed, Once, Panel } from '../ui/embed.ts'
import { createVerbs } from '../ui/verbs.ts'

const quiet: VisitorView = {
  link: { state: 'online' },
  state: { status: 'new' },
  entries: [],
  typing: null,
  unread: 2,
  online: 3,
  queue: null,
  site: null,
  visitor: { id: 'v', name: null, email: null, external: null },
  log: [],
  complete: true,
  history: 0,
  consent: true,
  stored: true,
}

/** A page for tests: the real verbs on a client and a panel that only note what they are asked. */
export interface Stage {
  sapa(...call: unknown[]): Promise<unknown>
  /** What client and panel were asked, in its order. */
  calls: unknown[]
  embed: Embed
  host: HTMLElement
  frame: HTMLElement
  /** What the relay answers to asks: it accepts unless this throws. */
  relay: { answer(what: Asked): void | Promise<void> }
  /** Changes what the client sees. */
  change(next: Partial<VisitorView>): void
  /** Who still listens to the client. */
  listening(): number
}

export function createStage(
  view: Partial<VisitorView> = {},
  options: Record<string, string> = {},
): Stage {
  const calls: unknown[] = []
  const subscribers = new Set<() => void>()
  const relay: Stage['relay'] = { answer() {} }
  let now: VisitorView = { ...quiet, ...view }

  function change(next: Partial<VisitorView>): void {
    now = { ...now, ...next }
    for (const fn of [...subscribers]) fn()
  }
  const client: VisitorClient = {
    get view() {
      return now
    },
    subscribe(fn) {
      subscribers.add(fn)
      return () => void subscribers.delete(fn)
    },
    connect() {
      calls.push('connect')
      if (now.link.state === 'idle') change({ link: { state: 'connecting' } })
    },
    async send(text) {
      calls.push(text)
      return { id: 'm1', seq: 7 }
    },
    async ask(what) {
      calls.push(what)
      await relay.answer(what)
    },
    async agree(on) {
      calls.push({ agree: on })
    },
    async reset() {
      calls.push('reset')
      change({ visitor: null, state: { status: 'new' } })
    },
    page: page => void calls.push({ page }),
    close() {
      calls.push('closed')
      subscribers.clear()
    },
    retry() {},
    discard() {},
    typing() {},
    read() {},
  }
  const embed = { site: 's', url: 'https://relay.example', options } as unknown as Embed
  embed.start = more => {
    const root = document.createElement('sapa-chat').attachShadow({ mode: 'open' })
    const frame = document.createElement('div')
    const button = document.createElement('button')
    frame.append(button)
    root.append(frame)
    document.documentElement.append(root.host)
    button.ariaExpanded = 'false'
    const turn = (to: boolean) => () => {
      calls.push(to ? 'open' : 'close')
      button.ariaExpanded = `${to}`
      root.host.dispatchEvent(new CustomEvent(to ? 'open' : 'close'))
    }
    const panel: Panel = {
      open: turn(true),
      close: turn(false),
      toggle() {},
      resume() {},
      compose: text => void calls.push({ compose: text }),
      forget: () => void calls.push('forget'),
      greet: async text => void calls.push({ greet: text }),
      speak: async tag => void calls.push({ speak: tag }),
      async place() {},
    }
    const life = new AbortController()
    Object.assign(embed, { options: { ...options, ...more }, root, button, life })
    Object.assign(embed, { client: made(client), panel: made(panel), put() {} })
  }
  embed.start()
  const run = createVerbs(embed)
  return {
    sapa: (...call) => run(call),
    calls,
    embed,
    relay,
    change,
    get host() {
      return embed.root.host as HTMLElement
    },
    get frame() {
      return embed.root.firstElementChild as HTMLElement
    },
    listening: () => subscribers.size,
  }
}

function made<T>(value: T): Once<T> {
  const get: Once<T> = () => {
    get.made ??= Promise.resolve(value)
    return get.made
  }
  return get
}
