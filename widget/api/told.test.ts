// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { createStage } from './stage.ts'

const cart = {
  items: [{ id: 'b', title: 'Blouse', quantity: 1, price: 5 }],
  total: 5,
  currency: 'IDR',
}
const idle = { link: { state: 'idle' } } as const

test('[R6] set passes on what was named', async () => {
  const { sapa, calls } = createStage()
  await sapa('set', { department: 'sales', language: null, priority: 3 })
  expect(calls).toEqual([{ t: 'wish', wish: { department: 'sales', language: null, priority: 3 } }])
})

test('[A] what is told before there is a line goes out as one when there is one, before any message', async () => {
  const { sapa, calls } = createStage(idle)
  await sapa('set', { department: 'sales', attributes: { vip: true, tier: 1 } })
  await sapa('set', { priority: 1, attributes: { tier: 2 } })
  await sapa('cart', null)
  await sapa('cart', cart)
  await sapa('track', 'size-guide', { of: 'blouse' })
  await sapa('send', 'pink?')
  expect(calls).toEqual([
    'connect',
    { t: 'wish', wish: { department: 'sales', priority: 1 } },
    { t: 'context', attributes: { vip: true, tier: 2 }, cart },
    { t: 'context', event: { name: 'size-guide', props: { of: 'blouse' } } },
    'pink?',
  ])
})

test('[A] of a page that tracks without end the newest twenty are kept', async () => {
  const { sapa, calls } = createStage(idle)
  for (let i = 1; i <= 1000; i++) void sapa('track', `e${i}`)
  await sapa('send', 'x')
  const names = calls.flatMap(call => (call as { event?: { name: string } }).event?.name ?? [])
  expect([names.length, names[0], names.at(-1)]).toEqual([20, 'e981', 'e1000'])
})

test('[A] a page of a router is told once the line is up', async () => {
  const { sapa, calls, change } = createStage(idle)
  await sapa('page', { url: 'https://shop.example/a', title: 'A' })
  await sapa('page', { url: 'https://shop.example/b', title: 'B' })
  change({ link: { state: 'connecting' } })
  expect(calls).toEqual([])
  change({ link: { state: 'online' } })
  change({ unread: 0 })
  expect(calls).toEqual([{ page: { url: 'https://shop.example/b', title: 'B' } }])
})

test('[A] an order opens the line by itself and resolves when the relay has it', async () => {
  const { sapa, calls, relay } = createStage(idle)
  let accept = () => {}
  relay.answer = () =>
    new Promise(done => {
      accept = done
    })
  let stored = false
  const done = sapa('order', { id: '#7', total: 5, currency: 'IDR' }).then(() => {
    stored = true
  })
  await expect.poll(() => calls.length).toBe(2)
  expect([calls, stored]).toEqual([
    ['connect', { t: 'context', order: { id: '#7', total: 5, currency: 'IDR' } }],
    false,
  ])
  accept()
  await done
})

test('[W15] an order before the visitor consented opens none', async () => {
  const { sapa, calls } = createStage({ ...idle, consent: false })
  await sapa('order', { id: '#7', total: 5, currency: 'IDR' })
  expect(calls).toEqual([{ t: 'context', order: { id: '#7', total: 5, currency: 'IDR' } }])
})

test('[A] what the relay takes of a cart is what the page is asked for, and no more of it', async () => {
  const { sapa, calls } = createStage()
  const items = [{ ...cart.items[0], sku: 'internal' }]
  await sapa('cart', { ...cart, items, note: 'internal' })
  expect(calls).toEqual([{ t: 'context', cart }])
})
