import type { Field } from './card.ts'
import type { Context } from './context.ts'
import type { AgentRef } from './events.ts'
import type { Hours } from './hours.ts'
import type { Ladder } from './ladder.ts'
import type { Trigger } from './trigger.ts'

/** Where a visitor is. */
export interface Page {
  url: string
  title: string
}

/** What an agent may know of a visitor. Name and e-mail are what the page said, proven only with `external`. */
export interface Visitor {
  id: string
  site: string
  name: string | null
  email: string | null
  /** The shop's own id of this person, signed by its server; null while it is anybody's word. */
  external: string | null
  context: Context
  page: Page | null
  /** BCP 47 tag of the visitor's browser. */
  language: string
  /** IANA time zone of the visitor's browser, for their local time. */
  timezone: string
  /** Browser and system in words, as told by the user agent: "Chrome on Android". */
  device: string
  firstSeenAt: number
  online: boolean
}

export type Role = 'agent' | 'admin'

/** `offline` is not chosen: it is what an agent without a connected console is. */
export type Availability = 'online' | 'away' | 'offline'

/** An agent on the board. */
export interface AgentLine extends AgentRef {
  role: Role
  availability: Availability
  /** Conversations held now, of `capacity` at once. */
  load: number
  capacity: number
  departments: string[]
  /** Primary language tags; none means every language. */
  languages: string[]
  /** Null while online or offline. */
  away: AwayCause | null
}

export interface Site {
  id: string
  name: string
  /** Origins whose pages may embed the widget, e.g. `https://shop.example`. */
  origins: string[]
  /** Milliseconds to the first response that the shop promises. */
  targetMs: number
  ladder: Ladder
  /** When the shop answers; null: always. */
  hours: Hours | null
  /** Another way to reach the shop, offered when the target has passed. */
  channel: { label: string; url: string } | null
  widget: WidgetSettings
  triggers: Trigger[]
}

/** What a shop chose for its widget; visitors get it with the welcome. */
export interface WidgetSettings {
  /** Asked before the first message; none: no form. */
  prechat: Field[]
  /** While nobody is there, asks for an e-mail address with the message. */
  away: boolean
  /** Asks for 1–5 and a comment once a chat is resolved. */
  rating: boolean
  /** Share, 0–1, of the rated chats that are asked as well whether they would recommend the shop. */
  likely: number
  /** Shows agents what the visitor writes before it is sent; the visitor is told. */
  sneakPeek: boolean
  /** The shop's privacy page, shown where data is asked for. */
  privacyUrl: string | null
}

export const plainWidget: WidgetSettings = {
  prechat: [],
  away: true,
  rating: true,
  likely: 0.1,
  sneakPeek: false,
  privacyUrl: null,
}

/** A group of agents that conversations can be addressed to. */
export interface Department {
  id: string
  name: string
  /** Replace those of the site for episodes that ask for this department, at every site; null: the site's count. */
  hours: Hours | null
}

/** Why an agent who was online is away. */
export type AwayCause = 'chosen' | 'idle' | 'locked' | 'unresponsive'
