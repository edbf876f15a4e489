import type { Message } from '../../client/view.ts'
import type { Card } from '../../protocol/card.ts'
import type { Cart, Context, Order } from '../../protocol/context.ts'
import type { ConversationState } from '../../protocol/conversation.ts'
import type { AgentRef, Wish } from '../../protocol/events.ts'
import type { Page } from '../../protocol/people.ts'
import type { Cap, Then, When } from '../../protocol/trigger.ts'

/** The page's API: one function. Each call returns a promise, and calls are carried out in their order. */
export interface Sapa {
  (verb: 'open' | 'close' | 'toggle' | 'show' | 'hide' | 'shutdown' | 'reset'): Promise<void>
  /** Begins anew after a `shutdown`; with options, which count more than the tag's, also without one. */
  (verb: 'start', options?: StartOptions): Promise<void>
  /** Replaces what stands in the composer. */
  (verb: 'compose', text: string): Promise<void>
  /** Resolves when the message is in the log. */
  (verb: 'send', text: string): Promise<{ id: string; seq: number }>
  (verb: 'identify', who: Who): Promise<void>
  (verb: 'set', what: Wanted): Promise<void>
  /** The page that the visitor is on; the present address without one. */
  (verb: 'page', page?: Partial<Page>): Promise<void>
  (verb: 'cart', cart: Cart | null): Promise<void>
  /** A purchase. Resolves when the relay has it. */
  (verb: 'order', order: Omit<Order, 'at'>): Promise<void>
  (verb: 'track', name: string, props?: Context['attributes']): Promise<void>
  /** Resolves to a function that takes it back. */
  (verb: 'trigger', trigger: CustomTrigger): Promise<() => void>
  (verb: 'explain'): Promise<Explained[]>
  <K extends keyof Facts>(verb: 'get', what: K): Promise<Facts[K]>
  /** Resolves to the function that ends the listening. */
  <K extends keyof Events>(
    verb: 'on' | 'once',
    event: K,
    fn: (value: Events[K]) => void,
  ): Promise<() => void>
  (verb: 'locale', tag: string): Promise<void>
  (verb: 'theme', theme: Theme): Promise<void>
  /** What the visitor answered when asked for consent; false forgets all that this browser kept. */
  (verb: 'consent', given: boolean): Promise<void>
  (verb: 'export'): Promise<Exported>
  /** Deletes this visitor and all that was said, here and at the shop, for good. */
  (verb: 'erase'): Promise<void>
}

/** The options of the tag without their `data-`: `{ color: '#a0305c' }`. */
export type StartOptions = Record<string, string>

/** Who the visitor is. `id` is proven by the token: the `sub` of a JWT that the shop's server signed. */
export interface Who {
  id?: string
  name?: string
  email?: string
  token?: string
}

/** What is not named stays; null takes a wish back. */
export type Wanted = Partial<Wish> & { attributes?: Context['attributes'] }

/** What is not named stays; null takes it back. */
export interface Theme {
  /** A CSS colour. */
  color?: string | null
  /** A CSS length: of the panel's corners. */
  radius?: string | null
  /** A CSS font family. */
  font?: string | null
  /** A CSS length: how high above the bottom of the page everything stands. */
  lift?: string | null
  scheme?: 'light' | 'dark' | null
}

/** A trigger of the page's own. */
export interface CustomTrigger {
  id: string
  /** What must hold, all of it; a function is asked once a second. */
  when: When | (() => boolean)
  then: Then | 'open' | (() => void)
  /** Once a day without one. */
  cap?: Cap
  /** Fires also while nobody could answer. */
  always?: boolean
  /** Share of visitors, 0–0.5, who are never shown it, to measure what it brings. */
  holdout?: number
}

/** What became of one trigger, and why. */
export interface Explained {
  id: string
  /** `waiting` for its conditions; `blocked` although they hold; `held` back to be compared with. */
  state: 'off' | 'waiting' | 'blocked' | 'shown' | 'held'
  conditions: { condition: string; wanted: unknown; value: unknown; holds: boolean }[]
  /** Why it did not fire, as a sentence; null when it did. */
  why: string | null
  /** With how often this browser met it within its days. */
  cap: Cap & { met: number }
  /** Share of visitors who are never shown it. */
  holdout: number
  /** Fires also while nobody could answer. */
  always: boolean
}

export type Visitor = {
  id: string
  name: string | null
  email: string | null
  /** The id that the shop's server signed for. */
  external: string | null
}

type Status = ConversationState['status']

/** What `get` knows. None of it opens a line. */
export interface Facts {
  state: {
    open: boolean
    /** Whether anything is to be seen. */
    shown: boolean
    link: 'idle' | 'connecting' | 'online' | 'waiting' | 'stopped'
    status: Status
  }
  /** Agents who could answer now. */
  availability: { online: number }
  unread: number
  /** Null until there is one, and until this page has heard of it. */
  conversation: { status: Status; agent: AgentRef | null; messages: Message[] } | null
  /** Null until the relay was greeted. */
  visitor: Visitor | null
}

/** What `on` hears. */
export interface Events {
  /** The relay was greeted; at once when it was already. */
  ready: { online: number; visitor: Visitor }
  open: undefined
  close: undefined
  /** From an agent. */
  message: Message
  status: Status
  assigned: AgentRef
  /** The place in the queue; null when it waits no longer. */
  position: { position: number; etaMs: number | null } | null
  /** A person answered; `ms` after the question. */
  firstresponse: { ms: number; agent: AgentRef }
  unread: number
  /** 1–5 and a comment, or how likely it is, 0–10, that the visitor recommends the shop. */
  rating: { score: number | null; comment: string | null; likely: number | null }
  /** A trigger was shown. */
  trigger: { id: string }
  /** A button of a product card was pressed; `message` is its id. */
  card: { message: string; action: string; card: Extract<Card, { kind: 'product' }> }
  /** Something failed that no caller waits for; `verb` is null when it was no call. */
  error: { verb: string | null; message: string }
}

/** Everything of this visitor's that this page can read. */
export interface Exported {
  site: string
  exportedAt: string
  visitor: Visitor
  messages: {
    at: string
    from: 'visitor' | 'agent'
    name: string | null
    text: string
    card?: Card
    answer?: Record<string, string>
  }[]
}

declare global {
  interface Window {
    sapa: Sapa
  }
}
