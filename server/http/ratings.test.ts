import { expect, test } from 'vitest'
import { defaultLadder } from '../../protocol/ladder.ts'
import { plainWidget } from '../../protocol/people.ts'
import { createScene } from '../scene.ts'

const site = {
  ...{ id: 'shop', name: 'Shop', origins: [], targetMs: 60_000, ladder: defaultLadder },
  ...{ hours: null, channel: null, widget: plainWidget, triggers: [] },
}

test('[C8] ratings are for whoever is signed in', async () => {
  const { get } = await createScene()
  expect((await get('/api/ratings')).status).toBe(401)
})

test('[C8] a site and a range are asked for; without them, the last 24 hours of everything', async () => {
  const { get, signedIn, store, asked, clock } = await createScene()
  const cookie = await signedIn('agent')
  await store.putSite(site)
  const plain = await get('/api/ratings', { cookie })
  expect(await plain.json()).toMatchObject({ count: 0, definition: expect.stringMatching(/NPS/) })
  await get('/api/ratings?site=shop&from=2026-11-01T00:00:00Z&to=1795356000000', { cookie })
  expect(asked.ratings).toEqual([
    { site: null, from: clock.now() + 1 - 86_400_000, to: clock.now() + 1 },
    { site: 'shop', from: Date.UTC(2026, 10, 1), to: 1795356000000 },
  ])
})

test.each([
  ['?site=none', 404, 'There is no site none; GET /api/sites lists them'],
  ['?from=5&to=5', 400, 'from: expected a time before `to`'],
  ['?from=0', 400, 'from: expected at most 366 days before `to`'],
  [
    '?from=soon',
    400,
    'from: expected epoch milliseconds or an ISO 8601 time, such as 2026-11-22T00:00:00Z',
  ],
])('[C8] %s is refused with what was expected', async (search, status, detail) => {
  const { get, signedIn } = await createScene()
  const answer = await get(`/api/ratings${search}`, { cookie: await signedIn('agent') })
  expect(await answer.json()).toMatchObject({ status, detail })
})
