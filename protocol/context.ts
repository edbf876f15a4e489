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
