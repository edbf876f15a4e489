import type { Card } from './card.ts'

/** What must hold at once on a page; what is not named does not matter. */
export interface When {
  /** A part of the page's address; `*` stands for anything. */
  url?: string
  /** A part of the address the visitor came from. */
  referrer?: string
  /** Seconds on this page. */
  seconds?: number
  /** Per cent of the page that has been seen. */
  scroll?: number
  /** Seconds without a touch, a key or a move of the pointer. */
  idle?: number
  /** The pointer leaves the page at its top, or on a phone the visitor scrolls back up fast. */
  exit?: true
  /** What the cart is worth, as `sapa('cart')` said it. */
  cart?: { min?: number; max?: number }
  /** Whether this browser has been here on an earlier day. */
  returning?: boolean
  device?: 'phone' | 'desktop'
  /** Whether the shop's business hours run. */
  hours?: 'open' | 'closed'
  /** A name that `sapa('track')` said on this page. */
  event?: string
}

export type Then = { open: true } | { message: string } | { card: Card; message: string }

/** How often one browser may meet it, over all its tabs. */
export interface Cap {
  times: number
  days: number
}

/** A trigger of the site's settings. */
export interface Trigger {
  id: string
  on: boolean
  when: When
  then: Then
  cap: Cap
  /** Fires also while nobody could answer. */
  always: boolean
  /** Share of visitors, 0–0.5, who are never shown it, to measure what it brings. */
  holdout: number
}

/** What one trigger brought, by group of visitors. */
export interface Exposure {
  trigger: string
  group: 'shown' | 'held'
  /** Browsers that met the conditions. */
  visitors: number
  /** Of those, who began a conversation, and who ordered, within seven days. */
  conversations: number
  orders: number
}
