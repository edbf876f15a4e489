import { expect, test } from 'vitest'
import { createScene } from '../scene.ts'

const DAY_MS = 86_400_000

async function desk() {
  const scene = await createScene()
  const cookie = await scene.signedIn('agent')
  const ask = (query: string) => scene.get(`/api/first-response${query}`, { cookie })
  const asked = () => scene.asked.reports.at(-1)
  return { ...scene, ask, asked }
}

test('[R11] without a range the report covers the last 24 hours of every site, up to this millisecond', async () => {
  const { ask, asked, clock } = await desk()
  const answer = await ask('')
  expect(answer.status).toBe(200)
  const to = clock.now() + 1
  expect(asked()).toEqual({ site: null, from: to - DAY_MS, to })
  expect(await answer.json()).toMatchObject({ definition: expect.any(String), share: null })
})

test('[R11] times are epoch milliseconds or ISO 8601', async () => {
  const { ask, asked, store } = await desk()
  await store.putSite({
    id: 'shop',
    name: 'Shop',
    origins: ['https://s.example'],
    targetMs: 60_000,
  })
  await ask('?site=shop&from=1000&to=2000')
  expect(asked()).toEqual({ site: 'shop', from: 1000, to: 2000 })
  await ask('?from=2026-11-21&to=2026-11-22T00:00:00%2B07:00')
  expect(asked()).toEqual({
    site: null,
    from: Date.UTC(2026, 10, 21),
    to: Date.UTC(2026, 10, 21, 17),
  })
})

test.each([
  ['?from=yesterday', 'from: expected epoch milliseconds or an ISO 8601 time'],
  ['?to=12%20May', 'to: expected epoch milliseconds or an ISO 8601 time'],
  ['?from=2000&to=2000', 'from: expected a time before `to`'],
  ['?from=0&to=31622400001', 'from: expected at most 366 days before `to`'],
])('the range %s is refused', async (query, detail) => {
  const { ask } = await desk()
  const answer = await ask(query)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ detail: expect.stringContaining(detail) })
})

test('an unknown site is a 404 and not an empty report', async () => {
  const { ask, asked } = await desk()
  expect((await ask('?site=none')).status).toBe(404)
  expect(asked()).toBeUndefined()
})

test('[C1] strangers get no report', async () => {
  const { get } = await createScene()
  expect((await get('/api/first-response')).status).toBe(401)
})
