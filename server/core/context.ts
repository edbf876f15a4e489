import type { Cart, Context, Order, Tracked } from '../../protocol/context.ts'
import { limits } from '../../protocol/limits.ts'
import type { Page, Visitor } from '../../protocol/people.ts'

/** What is kept of each, the newest; attributes and the cart are bounded by `limits.contextParts`. */
const ORDERS_MAX = 20
const EVENTS_MAX = 50
const PAGES_MAX = 20

/** What a page tells at once; what is not named stays. */
export interface Told {
  attributes?: Context['attributes']
  cart?: Cart | null
  order?: Omit<Order, 'at'>
  event?: Omit<Tracked, 'at'>
  referrer?: string
}

/** The context with what a page told of it at `at`; null when that is more than is kept of a visitor. Pure. */
export function tell(before: Context, told: Told, at: number): Context | null {
  const attributes = { ...before.attributes, ...told.attributes }
  if (Object.keys(attributes).length > limits.contextParts) return null
  const { order, event } = told
  const orders = order
    ? [...before.orders.filter(({ id }) => id !== order.id), { ...order, at }]
    : before.orders
  const events = event ? [...before.events, { ...event, at }] : before.events
  return fitting({
    attributes,
    cart: told.cart === undefined ? before.cart : told.cart,
    orders: orders.slice(-ORDERS_MAX),
    events: events.slice(-EVENTS_MAX),
    pages: before.pages,
    referrer: told.referrer ?? before.referrer,
  })
}

/** Where the visitor is now; the page before, when it was another, joins those they came through. Pure. */
export function visit(
  { page: before, context }: Pick<Visitor, 'page' | 'context'>,
  page: Page,
): Pick<Visitor, 'page' | 'context'> {
  if (before === null || before.url === page.url) return { page, context }
  const pages = [...context.pages, before].slice(-PAGES_MAX)
  return { page, context: fitting({ ...context, pages }) ?? context }
}

/** Without the oldest events, pages and orders, as many as must go; null when what is left is still too much. */
function fitting(context: Context): Context | null {
  let over = JSON.stringify(context).length - limits.contextTotal
  if (over <= 0) return context
  const cut = <T>(list: readonly T[], keep: number): T[] => {
    let from = 0
    while (over > 0 && from < list.length - keep) {
      over -= JSON.stringify(list[from]).length + 1
      from++
    }
    return list.slice(from)
  }
  // The newest order and event are what was just told: they are not what goes.
  const events = cut(context.events, 1)
  const pages = cut(context.pages, 0)
  const orders = cut(context.orders, 1)
  return over > 0 ? null : { ...context, events, pages, orders }
}
