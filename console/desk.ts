import {
  computed,
  effect,
  type ReadonlySignal,
  type Signal,
  signal,
  untracked,
} from '@preact/signals'
import type { AgentClient, AgentView, Link, Outcome } from '../client/view.ts'
import { type Conversation, isAllHands } from '../protocol/conversation.ts'
import type { Row } from '../protocol/down.ts'
import type { ConversationId } from '../protocol/events.ts'
import { type Times, timesAt } from '../protocol/ladder.ts'
import type { Visitor } from '../protocol/people.ts'
import type { Api, Me } from './api.ts'
import { arrange, belongs, type Tab, tabs } from './inbox/order.ts'
import type { Route } from './route.ts'

export type Why = Extract<Outcome, { ok: false }>['why']

const OPEN_CHATS = 6
const PAGE = 40
/** A line that is ended again this soon was ended for another reason: the person is told. */
const REVIVE_MS = 10_000

/** What an agent works at: the client's view as signals, and what is open on this screen. */
export interface Desk {
  client: AgentClient
  me: Me
  view: ReadonlySignal<AgentView>
  tab: Signal<Tab>
  /** The rows of the chosen tab, in order. */
  listed: ReadonlySignal<Row[]>
  /** What everybody may answer now; listed over every tab and in none of them. */
  hands: ReadonlySignal<Row[]>
  counts: ReadonlySignal<Record<Tab, number>>
  /** The chat on screen. */
  current: ReadonlySignal<ConversationId | null>
  /** Chats one click away, oldest first. */
  chats: ReadonlySignal<ConversationId[]>
  /** Why the last action on a chat was refused. */
  refused: ReadonlySignal<ReadonlyMap<ConversationId, Why>>
  /** How far the resolved ones are loaded. */
  older: ReadonlySignal<'loading' | 'failed' | 'more' | 'all'>
  /** What the conversation's episode runs by; without one of its own, what its site has set. */
  timesOf(state: Conversation): Times
  take(c: ConversationId): Promise<void>
  resolve(c: ConversationId): Promise<void>
  /** Shows a chat; rows and visitors that came by HTTP are made known first. */
  show(c: ConversationId, rows?: Row[], visitors?: Visitor[]): void
  /** Takes a chat off the bar above the thread. */
  putAway(c: ConversationId): void
  /** Shows the open chat `by` places further along the bar. */
  step(by: 1 | -1): void
  loadOlder(): Promise<void>
  end(): void
}

/** Sets up a desk over a connected client; `end` undoes all of it. */
export function createDesk(env: { client: AgentClient; me: Me; api: Api; route: Route }): Desk {
  const { client, me, api, route } = env
  const view = signal(client.view)
  const tab = signal<Tab>('mine')
  const opened = signal<ConversationId[]>([])
  const refused = signal<ReadonlyMap<ConversationId, Why>>(new Map())
  const older = signal<'loading' | 'failed' | 'more' | 'all'>('loading')

  const rows = computed(() => view.value.rows)
  const sites = computed(() => new Map(view.value.sites.map(site => [site.id, site])))
  const timesOf = ({ site, episode }: Conversation): Times =>
    episode?.due ?? timesAt(sites.value.get(site))
  const current = computed(() => {
    const place = route.place.value
    return place.at === 'inbox' ? place.chat : null
  })

  const note = (c: ConversationId, outcome: Outcome): void => {
    const next = new Map(refused.peek())
    if (outcome.ok) next.delete(c)
    else next.set(c, outcome.why)
    refused.value = next
  }

  /** Everything resolved since then is loaded. */
  let loadedTo = Number.POSITIVE_INFINITY
  const loadOlder = async (): Promise<void> => {
    older.value = 'loading'
    const before = Math.min(client.now() + 1000, loadedTo)
    const answer = await api.resolved(Math.floor(before), PAGE)
    if (!answer.ok) {
      older.value = 'failed'
      return
    }
    client.learn(answer.value.rows, answer.value.visitors)
    loadedTo = Math.min(loadedTo, ...answer.value.rows.map(row => row.state.lastAt))
    older.value = answer.value.rows.length < PAGE ? 'all' : 'more'
  }

  /** After a change of password the relay ends every socket of mine, though this browser stays signed in. */
  let revivedAt = Number.NEGATIVE_INFINITY
  const whyLost = async (): Promise<void> => {
    const known = await api.me()
    const now = client.now()
    const dead = client.view.link.state === 'stopped'
    if (!known.ok || !dead || now - revivedAt < REVIVE_MS) return
    revivedAt = now
    client.connect()
  }

  const ends = [
    client.subscribe(() => {
      view.value = client.view
    }),
    effect(() => {
      const c = current.value
      if (c !== null) untracked(() => open(c))
    }),
    // The relay's greeting holds open chats only.
    onState(view, ['online'], () => {
      loadedTo = Number.POSITIVE_INFINITY
      void loadOlder()
    }),
    // A cookie that died looks like any lost line to a socket: only HTTP can tell the two apart.
    onState(view, ['waiting', 'stopped'], () => void whyLost()),
  ]

  function open(c: ConversationId): void {
    client.open(c)
    if (!opened.value.includes(c)) opened.value = [...opened.value, c].slice(-OPEN_CHATS)
  }

  const show = (c: ConversationId): void => route.go({ at: 'inbox', chat: c })
  const chats = computed(() => opened.value.filter(c => rows.value.has(c)))

  return {
    client,
    me,
    view,
    tab,
    listed: computed(() =>
      arrange(rows.value.values(), tab.value, me.id, timesOf).filter(
        ({ state }) => !isAllHands(state),
      ),
    ),
    hands: computed(() =>
      arrange(rows.value.values(), 'all', me.id, timesOf).filter(({ state }) => isAllHands(state)),
    ),
    counts: computed(() => {
      const all = [...rows.value.values()]
      const count = (of: Tab): number => all.filter(row => belongs(row, of, me.id)).length
      return Object.fromEntries(tabs.map(of => [of, count(of)])) as Record<Tab, number>
    }),
    current,
    chats,
    refused,
    older,
    timesOf,
    take: async c => note(c, await client.take(c)),
    resolve: async c => note(c, await client.resolve(c)),
    show(c, learned = [], visitors = []) {
      if (learned.length > 0) client.learn(learned, visitors)
      show(c)
    },
    putAway(c) {
      const at = chats.value.indexOf(c)
      opened.value = opened.value.filter(other => other !== c)
      if (current.value !== c) return
      route.go({ at: 'inbox', chat: chats.value[Math.min(at, chats.value.length - 1)] ?? null })
    },
    step(by) {
      const all = chats.value
      const at = all.indexOf(current.value ?? '')
      const next = all.at((at + by + all.length) % all.length)
      if (next !== undefined) show(next)
    },
    loadOlder,
    end() {
      for (const end of ends) end()
      client.close()
    },
  }
}

/** Calls `fn` each time the line gets into one of these states. */
function onState(
  view: ReadonlySignal<AgentView>,
  states: readonly Link['state'][],
  fn: () => void,
): () => void {
  const state = computed(() => view.value.link.state)
  return effect(() => {
    if (states.includes(state.value)) untracked(fn)
  })
}
