// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import { plainWidget } from '../../../protocol/people.ts'
import { fresh, resolved, stage } from './fake.tsx'
import { createRating } from './rating.tsx'

const site = (likely: number) => ({
  site: {
    ...fresh.site,
    name: 'Batik',
    targetMs: 1,
    channel: null,
    badge: null,
    widget: { ...plainWidget, likely },
  },
})
const shown = (more = {}, how = {}) =>
  stage(createRating, { state: resolved, ...site(0), ...more }, how)

beforeEach(() => sessionStorage.clear())

test('[W13] a resolved chat is rated 1–5 with a comment, and thanked for', async () => {
  const { press, type, told, emitted, said, box, focused } = await shown()
  expect(said()).toBe('How was this chat?')
  await press('4 of 5')
  type('What was good', ' quick ')
  await press('Send')
  const rating = { score: 4, comment: 'quick', likely: null }
  expect([told, emitted]).toEqual([[['rate', rating]], [['rating', rating]]])
  expect(box.querySelector('.rating')?.textContent).toBe('Thank you for telling us.')
  expect(focused()?.textContent).toBe('Thank you for telling us.')
  expect(said()).toBeNull()
})

test('[W13] without a star nothing can be sent', async () => {
  const { buttons } = await shown()
  expect(buttons().slice(5)).toEqual(['Skip'])
})

test('[W13] whose share it is, is asked 0–10 as well', async () => {
  const { press, told, emitted } = await shown(site(1))
  await press('5 of 5')
  await press('Send')
  await press('9')
  expect(told).toEqual([
    ['rate', { score: 5, comment: null, likely: null }],
    ['rate', { score: null, comment: null, likely: 9 }],
  ])
  expect(emitted).toHaveLength(2)
})

test('[W13] the share is kept: about a tenth of a thousand chats, and each the same every time', async () => {
  const { see, press, box } = await shown(site(0.1))
  let asked = 0
  for (let i = 0; i < 300; i++) {
    see({
      state: resolved,
      visitor: { id: `visitor ${i}`, name: null, email: null, external: null },
    })
    await press('3 of 5')
    box.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
    await new Promise<void>(done => setImmediate(done))
    if (box.querySelector('.scale')) asked++
  }
  expect(asked).toBeGreaterThan(15)
  expect(asked).toBeLessThan(50)
})

test('[W13] it can be skipped, and is not asked again on the next page', async () => {
  const { press, box, room } = await shown()
  await press('Skip')
  expect(box.querySelector('.rating')).toBeNull()
  const next = await stage(other => createRating({ ...other, key: room.key }), {
    state: resolved,
    ...site(0),
  })
  expect(next.box.querySelector('.rating')).toBeNull()
})

test('[W13] nothing is asked of a chat that was rated, unanswered, long ago, or where the shop does not want it', async () => {
  const event = { type: 'rated', score: 1, comment: null, likely: null } as const
  const before = Date.now() - 2 * 24 * 3600_000
  const episode = resolved.episode
  for (const view of [
    { log: [{ seq: 9, at: 0, event }] },
    { state: { ...resolved, episode: episode && { ...episode, answeredAt: null } } },
    { state: { ...resolved, episode: episode && { ...episode, resolvedAt: before } } },
    { site: fresh.site && { ...fresh.site, widget: { ...plainWidget, rating: false } } },
    { state: { status: 'new' } as const },
  ]) {
    const { box } = await shown(view)
    expect(box.querySelector('.rating'), JSON.stringify(view)).toBeNull()
  }
})

test('[W13] the rating of an earlier episode is none of this one', async () => {
  const event = { type: 'rated', score: 1, comment: null, likely: null } as const
  const { box } = await shown({ log: [{ seq: 1, at: 0, event }] })
  expect(box.querySelector('.rating')).not.toBeNull()
})

test('[W13] a rating that was refused says so and can be sent again', async () => {
  const { press, told, box } = await shown({}, { refuses: true })
  await press('2 of 5')
  await press('Send')
  expect(box.querySelector('[role=alert]')?.textContent).toContain('try again')
  await press('Send')
  expect(told).toHaveLength(2)
})
