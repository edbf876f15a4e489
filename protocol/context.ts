import { limits } from './limits.ts'
import type { Page } from './people.ts'

/** What the page told of its visitor, for the agent to see. None of it is proven. */
export interface Context {
  attributes: Record<string, string | number | boolean>
  cart: Cart | null
  /** Newest last. */
  orders: Order[]
  events: Tracked[]
  /** Pages before the present one, newest last. */
  pages: Page[]
  referrer: string | null
}

export interface Cart {
  items: { id: string; title: string; quantity: number; price: number }[]
  total: number
  /** ISO 4217. */
  currency: string
}

export interface Order {
  id: string
  total: number
  currency: string
  at: number
}

/** A custom event of the page. */
export interface Tracked {
  name: string
  props: Record<string, string | number | boolean>
  at: number
}

export const noContext: Context = {
  attributes: {},
  cart: null,
  orders: [],
  events: [],
  pages: [],
  referrer: null,
}

/**
 * What is known of somebody who was two visitors: `told` is the later word. The newest of each list are kept; where both
 * together are more than is kept of one, the later word alone.
 */
export function joined(known: Context, told: Context): Context {
  const { contextParts, contextTotal } = limits
  const later = new Set(told.orders.map(({ id }) => id))
  const both: Context = {
    attributes: { ...known.attributes, ...told.attributes },
    cart: told.cart ?? known.cart,
    orders: [...known.orders.filter(({ id }) => !later.has(id)), ...told.orders].slice(-20),
    events: [...known.events, ...told.events].slice(-contextParts),
    pages: [...known.pages, ...told.pages].slice(-20),
    referrer: told.referrer ?? known.referrer,
  }
  const much = Object.keys(both.attributes).length > contextParts
  return much || JSON.stringify(both).length > contextTotal ? told : both
}
