import type { VisitorClient } from '../../client/view.ts'
import type { Context, Order, Tracked } from '../../protocol/context.ts'
import type { Wish } from '../../protocol/events.ts'
import type { Page } from '../../protocol/people.ts'
import type { Life, Verbs } from './life.ts'
import { cartOf, nameOf, orderOf, pageOf, properties, wantedOf } from './shapes.ts'

/** Of what was tracked before there is a line, the newest are kept. */
const KEPT_EVENTS = 20

/** What the page tells of its visitor. Opens no line but for an order; what is told before one is kept for it. */
export function createTold(life: Life): Verbs {
  const { embed, tell } = life
  let wish: Partial<Wish> = {}
  let attributes: Context['attributes'] = {}
  let cart: Context['cart'] | undefined
  let events: Omit<Tracked, 'at'>[] = []
  let page: Page | null = null
  let client: VisitorClient | undefined

  life.forgets.add(forget)

  function forget(): void {
    wish = {}
    attributes = {}
    cart = undefined
    events = []
    life.cart = null
  }
  /** Hands over what is kept as soon as a line is on its way: it then goes out before the first message. */
  function flush(): unknown {
    if (!client) return
    const { state } = client.view.link
    if (state === 'online' && page) {
      client.page(page)
      page = null
    }
    if (state === 'idle' || state === 'stopped') return
    const asks = [
      Object.keys(wish).length > 0 && ({ t: 'wish', wish } as const),
      (Object.keys(attributes).length > 0 || cart !== undefined) &&
        ({
          t: 'context',
          ...(Object.keys(attributes).length > 0 && { attributes }),
          ...(cart !== undefined && { cart }),
        } as const),
      ...events.map(event => ({ t: 'context', event }) as const),
    ]
    wish = {}
    attributes = {}
    cart = undefined
    events = []
    let waits: unknown
    for (const what of asks)
      if (what)
        waits =
          life.ask(what.t === 'wish' ? 'set' : 'context', client as VisitorClient, what) ?? waits
    return waits
  }
  async function keep(put: () => void): Promise<unknown> {
    put()
    if (!client) {
      client = await embed.client()
      client.subscribe(flush)
    }
    return flush()
  }
  return {
    async set(given) {
      const { attributes: more, ...wanted } = wantedOf(given)
      return keep(() => {
        wish = { ...wish, ...wanted }
        attributes = { ...attributes, ...more }
      })
    },
    async page(given) {
      const next = pageOf(given)
      life.tracked.clear()
      tell('page')
      return keep(() => {
        page = next
      })
    },
    async cart(given) {
      const next = cartOf(given)
      life.cart = next
      tell('cart')
      return keep(() => {
        cart = next
      })
    },
    async track(name, props) {
      const event = {
        name: nameOf(name),
        props: props === undefined ? {} : properties('track', 'props', props),
      }
      life.tracked.add(event.name)
      tell('track')
      return keep(() => {
        events = [...events, event].slice(-KEPT_EVENTS)
      })
    },
    async order(given) {
      const order: Omit<Order, 'at'> = orderOf(given)
      tell('order')
      const { view } = await embed.client()
      // The page after a purchase is often the last one: this alone opens a line.
      const buyer = view.consent ? await life.connected() : await embed.client()
      const { link } = buyer.view
      if (link.state === 'stopped') throw new Error(`sapa('order'): ${link.reason}`)
      const asked = buyer.ask({ t: 'context', order })
      asked.catch(error => life.fail('order', error))
      return view.consent ? () => asked : undefined
    },
  }
}
