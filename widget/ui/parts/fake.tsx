import { render } from 'preact'
import type { Message, VisitorView } from '../../../client/view.ts'
import { noWish, type Resolved, type Waiting } from '../../../protocol/conversation.ts'
import { type Episode, startEpisode } from '../../../protocol/episode.ts'
import { plainWidget } from '../../../protocol/people.ts'
import type { Extra, Room, Slots } from '../room.ts'
import { words } from '../words/en.ts'

/** Lets what was awaited go on, fetched parts too. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise<void>(done => setImmediate(done))
}

const episode: Episode = startEpisode(
  { episode: null, wish: noWish },
  { seq: 2, at: 1000, event: { type: 'private' } },
)
const opened = {
  site: 's',
  visitor: 'v',
  openedAt: 1000,
  lastAt: 1000,
  assignments: 0,
  unansweredSince: null,
  read: { visitor: 0, agent: 0 },
  last: null,
  lastAgent: 'a',
  wish: noWish,
  episode,
}
export const waiting: Waiting = { ...opened, status: 'waiting', explained: false }
export const resolved: Resolved = {
  ...opened,
  status: 'resolved',
  episode: { ...episode, answeredAt: Date.now(), resolvedAt: Date.now() },
}

export const fresh: VisitorView = {
  link: { state: 'online' },
  state: { status: 'new' },
  entries: [],
  typing: null,
  unread: 0,
  online: 1,
  queue: null,
  site: { name: 'Batik', targetMs: 60_000, channel: null, badge: null, widget: plainWidget },
  visitor: { id: 'v', name: null, email: null, external: null },
  log: [],
  complete: true,
  history: 0,
  consent: true,
  stored: true,
}

export function fromAgent(id: string, more: Partial<Message> = {}): Message {
  return {
    kind: 'message',
    id,
    by: { role: 'agent', id: 'a', name: 'Ayu' },
    text: 'Hello',
    at: Date.now(),
    seq: 3,
    state: 'sent',
    why: null,
    ...more,
  }
}

export function fromVisitor(id: string, more: Partial<Message> = {}): Message {
  return fromAgent(id, { by: { role: 'visitor', id: 'v' }, ...more })
}

export interface Stage {
  room: Room
  box: HTMLElement
  /** What the client was told, oldest first. */
  told: unknown[]
  /** What the page heard. */
  emitted: unknown[]
  life: AbortController
  said(): string | null
  buttons(): (string | null)[]
  focused(): Element | null
  /** An agent's message arrives at the client. */
  hear(message: Message): void
  see(more: Partial<VisitorView>): void
  press(name: string): Promise<void>
  type(label: string, value: string): void
  submit(): Promise<void>
}

/** A panel that shows the slots of one part, with a client that writes down what it is told. */
export async function stage(
  create: (room: Room) => Extra | Promise<Extra>,
  start: Partial<VisitorView> = {},
  { tag = 'en', refuses = false }: { tag?: string; refuses?: boolean } = {},
): Promise<Stage> {
  const told: unknown[] = []
  const emitted: unknown[] = []
  const life = new AbortController()
  const subscribers = new Set<() => void>()
  let draft = ''
  const client = {
    view: { ...fresh, ...start },
    async send(text: string, answer?: unknown) {
      told.push(answer ? ['send', text, answer] : ['send', text])
    },
    async ask({ t, ...what }: { t: string }) {
      told.push([t, what])
      if (refuses) throw new Error('refused')
    },
    typing: (on: boolean, text?: string) => told.push(['typing', on, text]),
    agree: async (on: boolean) => void told.push(['agree', on]),
    reset: async () => void told.push(['reset']),
    connect() {},
    subscribe(fn: () => void) {
      subscribers.add(fn)
      return () => subscribers.delete(fn)
    },
  }
  const host = document.body.appendChild(document.createElement('div'))
  const root = host.attachShadow({ mode: 'open' })
  // As browsers have it: in happy-dom a focus that is elsewhere, or gone, makes this throw.
  const active = Object.getOwnPropertyDescriptor(ShadowRoot.prototype, 'activeElement')?.get
  Object.defineProperty(root, 'activeElement', {
    get() {
      try {
        const element: Element | null = active?.call(root) ?? null
        return element?.isConnected ? element : null
      } catch {
        return null
      }
    },
  })
  const box = root.appendChild(document.createElement('div'))
  // A link that is followed would leave the test.
  box.addEventListener(
    'click',
    event => (event.target as Element).closest('a') && event.preventDefault(),
  )
  let part: Extra = {}
  const room = {
    client,
    words,
    tag,
    root,
    options: {},
    key: `sapa:${Math.random()}`,
    signal: life.signal,
    asked: '',
    ask(what: string) {
      room.asked = what === room.asked ? '' : what
      draw()
    },
    redraw: () => draw(),
    style() {},
    close: () => told.push(['close']),
    draft: () => draft,
    write(text: string) {
      draft = text
      draw()
    },
    emit: (event: string, detail: unknown) => emitted.push([event, detail]),
  } as unknown as Room & { client: typeof client }

  function fill<K extends 'end' | 'foot' | 'cover' | 'menu'>(slot: K) {
    return (part[slot] as Slots[K] | undefined)?.(client.view)
  }
  function draw(): void {
    const { view } = client
    const cover = fill('cover')
    const hadFocus = box.contains(root.activeElement)
    render(
      <section class="panel" tabIndex={-1}>
        <div class="top">
          <button type="button" aria-expanded={room.asked === 'menu'} />
        </div>
        {fill('menu')}
        {view.entries.map(
          entry =>
            entry.kind === 'message' && (
              <div key={entry.id} class="message">
                {part.message?.(view, entry)}
              </div>
            ),
        )}
        {fill('end')}
        {fill('foot')}
        {cover || (
          <div class="field">
            <textarea value={draft} />
          </div>
        )}
      </section>,
      box,
    )
    // As the panel does it.
    if (hadFocus && !root.activeElement) box.querySelector<HTMLElement>('.panel')?.focus()
    part.drawn?.(view)
  }
  draw()
  part = await create(room)
  draw()
  await settled()

  const all = <E extends Element>(selector: string) => [...box.querySelectorAll<E>(selector)]
  return {
    room,
    box,
    told,
    emitted,
    life,
    said: () => part.said?.(client.view) ?? null,
    buttons: () => all<HTMLElement>('.panel > :not(.top) button').map(button => button.textContent),
    focused: () => root.activeElement,
    hear({ id, by, text, at }: Message) {
      const seq = client.view.log.length + 1
      const event = { type: 'message', id, by, text } as const
      client.view = { ...client.view, log: [...client.view.log, { seq, at, event }] }
      for (const fn of subscribers) fn()
    },
    see(more: Partial<VisitorView>) {
      client.view = { ...client.view, ...more }
      draw()
    },
    async press(name: string) {
      const button = all<HTMLElement>('button, a').find(
        each => (each.getAttribute('aria-label') ?? each.textContent) === name,
      )
      if (!button) throw new Error(`there is no button ${name}`)
      button.click()
      await settled()
    },
    type(label: string, value: string) {
      const control = all<HTMLInputElement>('.ask, .rating label')
        .find(ask => ask.textContent?.startsWith(label))
        ?.querySelector<HTMLInputElement>('input, textarea, select')
      if (!control) throw new Error(`there is no field ${label}`)
      control.value = value
      control.dispatchEvent(new Event('input', { bubbles: true }))
    },
    async submit() {
      box.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
      await settled()
    },
  }
}
