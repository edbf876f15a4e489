import { expect, test } from 'vitest'
import { defaultLadder, ladderFor } from '../protocol/ladder.ts'
import { plainWidget } from '../protocol/people.ts'
import { DEMO_SITE, ensureDemo } from './demo.ts'
import { createMemoryStore } from './store/memory.ts'

const own = ['http://localhost:8080', 'http://127.0.0.1:8080']

test('[O] the first start makes the demo site, embeddable from the relay itself', async () => {
  const store = createMemoryStore()
  await ensureDemo(store, own)
  expect(await store.sites()).toEqual([
    {
      id: DEMO_SITE,
      name: 'Rumah Mode',
      origins: own,
      targetMs: 60_000,
      ladder: defaultLadder,
      hours: null,
      channel: null,
      widget: plainWidget,
      triggers: [],
    },
  ])
})

test('[O] a later start at another address keeps what people chose and adds the address', async () => {
  const store = createMemoryStore()
  const chosen = {
    id: DEMO_SITE,
    name: 'Mine',
    origins: ['https://mine.example'],
    targetMs: 30_000,
    ladder: ladderFor(30_000),
    hours: null,
    channel: null,
    widget: { ...plainWidget, away: false },
    triggers: [],
  }
  await store.putSite(chosen)
  await ensureDemo(store, own)
  expect(await store.sites()).toEqual([{ ...chosen, origins: ['https://mine.example', ...own] }])
})

test('[O] after many addresses the site keeps the newest fifty origins', async () => {
  const store = createMemoryStore()
  for (let port = 1; port <= 60; port++) await ensureDemo(store, [`http://localhost:${port}`])
  const [site] = await store.sites()
  expect(site?.origins).toHaveLength(50)
  expect(site?.origins.at(-1)).toBe('http://localhost:60')
})
