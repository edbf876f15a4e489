import { expect, test } from 'vitest'
import { defaultLadder } from '../../protocol/ladder.ts'
import { plainWidget } from '../../protocol/people.ts'
import type { Trigger } from '../../protocol/trigger.ts'
import { createScene } from '../scene.ts'

const DAY = 86_400_000
const key = 'browser-1'
const trigger: Trigger = {
  ...{ id: 'set', on: true, when: {} },
  // biome-ignore lint/suspicious/noThenProperty: the protocol's word; it is never awaited
  ...{ then: { open: true }, cap: { times: 1, days: 1 } },
  ...{ always: false, holdout: 0 },
}

async function shop() {
  const scene = await createScene()
  await scene.store.putSite({
    ...{ id: 'shop', name: 'Batik', origins: ['https://shop.example'], targetMs: 60_000 },
    ...{ ladder: defaultLadder, hours: null, channel: null, widget: plainWidget },
    triggers: [trigger],
  })
  const tell = (body: unknown, options: { address?: string; headers?: object } = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const headers = { Origin: 'https://shop.example', 'Content-Type': 'text/plain' }
    return scene.app.request(
      '/api/widget/shop/exposures',
      { method: 'POST', headers: { ...headers, ...options.headers }, body: text },
      { incoming: { socket: { remoteAddress: options.address ?? '10.0.0.1' } } },
    )
  }
  const met = (trigger = 'cart', group = 'shown') => tell({ kind: 'exposure', trigger, group, key })
  const cookie = await scene.signedIn('admin')
  const report = async (query = '') => {
    const from = scene.clock.now() - 100 * DAY
    const answer = await scene.get(`/api/triggers/report?from=${from}${query}`, { cookie })
    return (await answer.json()) as { triggers: Record<string, unknown>[]; detail?: string }
  }
  return { ...scene, tell, met, report, cookie }
}

test('[A] a page tells who met a trigger and what came of it, once each, also as it is left', async () => {
  const { tell, met, report } = await shop()
  for (let i = 0; i < 3; i++) expect((await met()).status).toBe(204)
  for (let i = 0; i < 2; i++) {
    const headers = { 'Content-Type': 'application/json' }
    const answer = await tell({ kind: 'conversation', key }, { headers })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  }
  await tell({ kind: 'exposure', trigger: 'cart', group: 'held', key: 'browser-2' })
  await tell({ kind: 'order', key: 'browser-3' })
  expect((await report()).triggers).toEqual([
    {
      ...{ site: 'shop', trigger: 'cart', conversationLift: null, orderLift: null },
      shown: { visitors: 1, conversations: 1, orders: 0 },
      held: { visitors: 1, conversations: 0, orders: 0 },
    },
  ])
})

test('[A] what comes more than seven days later is not the doing of the trigger', async () => {
  const { tell, met, report, clock } = await shop()
  await met('early')
  clock.advance(7 * DAY)
  await tell({ kind: 'conversation', key })
  clock.advance(1)
  await met('late')
  await tell({ kind: 'order', key })
  expect((await report()).triggers).toMatchObject([
    { trigger: 'early', shown: { conversations: 1, orders: 0 } },
    { trigger: 'late', shown: { conversations: 0, orders: 1 } },
  ])
})

test('[A] after 90 days nothing is kept of it', async () => {
  const { met, clock, store } = await shop()
  const kept = () => store.exposures({ site: null, from: 0, to: clock.now() })
  await met()
  clock.advance(90 * DAY)
  await store.prune(clock.now())
  expect(await kept()).toHaveLength(1)
  clock.advance(1)
  await store.prune(clock.now())
  expect(await kept()).toEqual([])
})

test('only pages of the site may tell, a kilobyte at most, and of what there is', async () => {
  const { tell, app } = await shop()
  const foreign = await tell({}, { headers: { Origin: 'https://other.example' } })
  expect(foreign.status).toBe(403)
  expect((await tell('x'.repeat(1025))).status).toBe(413)
  const exposure = { kind: 'exposure', trigger: 'cart', group: 'shown', key }
  for (const [body, detail] of [
    ['{', 'expected'],
    [{ kind: 'click', key }, 'expected exposure, conversation or order'],
    [{ ...exposure, group: 'both' }, 'group: expected shown or held'],
    [{ ...exposure, trigger: 'a b' }, 'trigger: expected the id'],
    [{ ...exposure, key: 'short' }, 'key: expected 8 to 64'],
    [{ ...exposure, more: 1 }, 'more: no such field'],
  ] as const) {
    const answer = await tell(body)
    expect(answer.status).toBe(400)
    expect((await answer.json()).detail).toContain(detail)
  }
  const asked = await app.request('/api/widget/shop/exposures', { method: 'OPTIONS' })
  expect([asked.status, asked.headers.get('access-control-allow-headers')]).toEqual([
    204,
    'Content-Type',
  ])
})

test('[P] an address that tells too much is told to wait', async () => {
  const { tell } = await shop()
  const order = { kind: 'order', key }
  for (let i = 0; i < 30; i++) expect((await tell(order)).status).toBe(204)
  const late = await tell(order)
  expect([late.status, late.headers.get('retry-after')]).toEqual([429, '1'])
  expect((await tell(order, { address: '10.0.0.2' })).status).toBe(204)
})

test('[P] invented triggers are passed over beyond 200, and never crowd out one that the site has set', async () => {
  const { met, report, store, clock } = await shop()
  const invented = { site: 'shop', key, group: 'shown', at: clock.now(), known: false } as const
  for (let i = 0; i < 200; i++) await store.expose({ ...invented, trigger: `t${i}` })
  expect((await met('one-more')).status).toBe(204)
  expect((await met('set')).status).toBe(204)
  const named = (await report()).triggers.map(line => line.trigger)
  expect(named).toHaveLength(201)
  expect(named).toContain('set')
})

test('the report is for admins, of a site that there is', async () => {
  const { get, signedIn, report, met } = await shop()
  expect((await get('/api/triggers/report')).status).toBe(401)
  const agent = await signedIn('agent')
  expect((await get('/api/triggers/report', { cookie: agent })).status).toBe(403)
  expect((await report('&site=none')).detail).toContain('There is no site none')
  await met()
  expect((await report('&site=shop')).triggers).toHaveLength(1)
})
