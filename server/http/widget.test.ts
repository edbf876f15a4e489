import { expect, test } from 'vitest'
import { defaultLadder } from '../../protocol/ladder.ts'
import { plainWidget } from '../../protocol/people.ts'
import { createScene } from '../scene.ts'

const trigger = {
  id: 'cart',
  on: true,
  when: { url: '/cart' },
  // biome-ignore lint/suspicious/noThenProperty: the protocol's word; it is never awaited
  then: { open: true },
  cap: { times: 1, days: 7 },
  always: false,
  holdout: 0.1,
} as const

async function shop(base = 'http://localhost:8080') {
  const scene = await createScene({ base })
  const origins = ['https://shop.example', base]
  await scene.store.putSite({
    id: 'shop',
    name: 'Shop',
    origins,
    targetMs: 60_000,
    ladder: defaultLadder,
    hours: null,
    channel: null,
    widget: plainWidget,
    triggers: [trigger, { ...trigger, id: 'off', on: false }],
  })
  const ask = (site: string, headers: Record<string, string>) =>
    scene.get(`/api/widget/${site}`, { headers })
  return { ask }
}

test('[P] a page of the site may embed the widget', async () => {
  const { ask } = await shop()
  const answer = await ask('shop', { Origin: 'https://shop.example' })
  expect([answer.status, await answer.json()]).toEqual([200, { ok: true }])
})

test('[P] a page of another origin is told which origin is missing, in an answer it may read', async () => {
  const { ask } = await shop()
  const answer = await ask('shop', { Origin: 'https://other.example' })
  expect(answer.status).toBe(403)
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  const { detail } = (await answer.json()) as { detail: string }
  expect(detail).toContain('https://other.example is no origin of shop')
})

test('[P] a page that hides its origin is refused', async () => {
  const { ask } = await shop()
  expect((await ask('shop', {})).status).toBe(403)
  expect((await ask('shop', { Origin: 'null' })).status).toBe(403)
})

test("the relay's own demo shop, whose requests carry no Origin, is let in, also behind a proxy that ends TLS", async () => {
  const own = { 'Sec-Fetch-Site': 'same-origin' }
  const plain = await shop()
  expect((await plain.ask('shop', own)).status).toBe(200)
  const proxied = await shop('https://chat.shop.example')
  expect((await proxied.ask('shop', own)).status).toBe(200)
  expect((await proxied.ask('shop', { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
})

test('an unknown site is a 404 that any page may read', async () => {
  const { ask } = await shop()
  const answer = await ask('none', { Origin: 'https://shop.example' })
  expect(answer.status).toBe(404)
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
})

test('[A] a page of the site gets the triggers that are on, whether the shop is open and how many are there', async () => {
  const { ask } = await shop()
  const answer = await ask('shop/triggers', { Origin: 'https://shop.example' })
  expect(await answer.json()).toEqual({ triggers: [trigger], open: false, online: 2 })
  expect(answer.headers.get('cache-control')).toBe('max-age=60')
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  expect((await ask('shop/triggers', { Origin: 'https://other.example' })).status).toBe(403)
  const unknown = await ask('none/triggers', { Origin: 'https://shop.example' })
  expect([unknown.status, unknown.headers.get('cache-control')]).toEqual([404, 'no-store'])
})
