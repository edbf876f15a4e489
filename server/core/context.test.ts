import { expect, it } from 'vitest'
import { type Context, noContext } from '../../protocol/context.ts'
import { limits } from '../../protocol/limits.ts'
import { type Told, tell, visit } from './context.ts'

const all = (...told: Told[]): Context =>
  told.reduce<Context>((context, one, i) => tell(context, one, i) ?? context, noContext)
const names = (n: number, from = 0) =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => [`a${from + i}`, true]))
const order = (id: string, total = 1) => ({ id, total, currency: 'IDR' })

it('[A] merges attributes, replaces the cart, and leaves what is not named', () => {
  const cart = { items: [], total: 5, currency: 'IDR' }
  const context = all({ attributes: { a: 1, b: 2 }, cart }, { attributes: { b: 3, c: true } })
  expect(context).toEqual({ ...noContext, attributes: { a: 1, b: 3, c: true }, cart })
  expect(tell(context, { cart: null }, 9)?.cart).toBeNull()
  expect(tell(context, { referrer: 'https://search.example/' }, 9)).toEqual({
    ...context,
    referrer: 'https://search.example/',
  })
})

it('[A] takes fifty attributes and not one more, in whatever portions', () => {
  const full = all({ attributes: names(limits.contextParts) })
  expect(tell(full, { attributes: { a0: false } }, 1)?.attributes.a0).toBe(false)
  expect(tell(full, { attributes: names(1, limits.contextParts) }, 1)).toBeNull()
})

it('[A] keeps the newest twenty orders, each once, and the newest fifty events', () => {
  const orders = all(...Array.from({ length: 21 }, (_, i) => ({ order: order(`o${i}`) }))).orders
  expect(orders.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, i) => `o${i + 1}`))
  const twice = all({ order: order('x') }, { order: order('y') }, { order: order('x', 7) }).orders
  expect(twice).toEqual([
    { ...order('y'), at: 1 },
    { ...order('x', 7), at: 2 },
  ])
  const event = (i: number) => ({ event: { name: `e${i}`, props: {} } })
  const { events } = all(...Array.from({ length: 51 }, (_, i) => event(i)))
  expect(events).toHaveLength(50)
  expect(events.at(0)).toEqual({ name: 'e1', props: {}, at: 1 })
})

it('[C6] remembers the twenty pages before this one, and not the same twice in a row', () => {
  const page = (i: number) => ({ url: `https://shop.example/${i}`, title: `${i}` })
  let visitor = visit({ page: null, context: noContext }, page(0))
  expect(visitor).toEqual({ page: page(0), context: noContext })
  visitor = visit(visitor, { ...page(0), title: 'new title' })
  expect(visitor).toMatchObject({ page: { title: 'new title' }, context: { pages: [] } })
  for (let i = 1; i <= 21; i++) visitor = visit(visitor, page(i))
  expect(visitor.page).toEqual(page(21))
  expect(visitor.context.pages).toEqual(Array.from({ length: 20 }, (_, i) => page(i + 1)))
})

it('[P] a context is never longer than the limit: the oldest goes first, and what is too long alone is refused', () => {
  const props = Object.fromEntries(
    Object.keys(names(10)).map(name => [name, 'x'.repeat(limits.contextChars)]),
  )
  let context: Context = noContext
  for (let i = 0; i < 12; i++) {
    const next = tell(context, { event: { name: `e${i}`, props } }, i)
    if (!next) throw new Error('refused')
    context = next
    expect(JSON.stringify(context).length).toBeLessThanOrEqual(limits.contextTotal)
  }
  expect(context.events.at(-1)?.name).toBe('e11')
  expect(context.events.length).toBeGreaterThan(3)
  const item = { id: 'x'.repeat(300), title: 'x'.repeat(300), quantity: 1, price: 1 }
  const cart = { items: Array.from({ length: 50 }, () => item), total: 1, currency: 'IDR' }
  expect(tell(context, { cart }, 20)).toBeNull()
})
