// @vitest-environment happy-dom
// biome-ignore-all lint/suspicious/noThenProperty: the protocol’s word; it is never awaited
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { VisitorView } from '../../client/view.ts'
import type { Trigger } from '../../protocol/trigger.ts'
import type { Life } from '../api/life.ts'
import type { Explained } from '../api/sapa.ts'
import { createStage, type Stage } from '../api/stage.ts'
import { showTeaser } from './teaser.ts'

const plain: Trigger = {
  id: 'welcome',
  on: true,
  when: { event: 'go' },
  then: { message: 'Can we help?' },
  cap: { times: 1, days: 1 },
  always: false,
  holdout: 0,
}

/** What the relay answers, and what it was asked and told over HTTP. */
const relay = { triggers: [] as Trigger[], open: true, online: 1, asked: 0, told: [] as unknown[] }
let stages: Stage[] = []

beforeEach(() => {
  Object.assign(relay, { triggers: [], open: true, online: 1, asked: 0, told: [] })
  localStorage.clear()
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (init.method === 'POST') {
      relay.told.push(JSON.parse(String(init.body)))
      return new Response(null, { status: 204 })
    }
    expect(url).toBe('https://relay.example/api/widget/s/triggers')
    relay.asked++
    const { triggers, open, online } = relay
    return Response.json({ triggers, open, online })
  })
})
afterEach(async () => {
  for (const { sapa } of stages) await sapa('shutdown')
  stages = []
  vi.unstubAllGlobals()
})

function page(view: Partial<VisitorView> = {}, options: Record<string, string> = {}) {
  const stage = createStage({ link: { state: 'idle' }, ...view }, options)
  stages.push(stage)
  const shown: string[] = []
  stage.host.addEventListener('trigger', event => shown.push((event as CustomEvent).detail.id))
  const explain = async (id = 'welcome') => {
    const all = (await stage.sapa('explain')) as Explained[]
    return all.find(one => one.id === id)
  }
  return { ...stage, stage, shown, explain, teaser: () => stage.frame.querySelector('.teaser') }
}
const settled = async (explain: () => Promise<Explained | undefined>, state: Explained['state']) =>
  expect.poll(async () => (await explain())?.state).toBe(state)

test('[A] a trigger of the settings shows its words beside the launcher and in the chat, and opens no line', async () => {
  relay.triggers = [plain]
  const { sapa, shown, teaser, calls, explain } = page({}, { triggers: '' })
  await settled(explain, 'waiting')
  await sapa('track', 'go')
  await settled(explain, 'shown')
  await expect.poll(() => teaser()?.textContent).toContain('Can we help?')
  expect([shown, calls]).toEqual([['welcome'], [{ greet: 'Can we help?' }]])
  teaser()?.querySelector('button')?.click()
  await expect.poll(() => calls.at(-1)).toBe('open')
  expect(teaser()).toBeNull()
})

test('[A] the words of another trigger take the place of the last, in the scheme of the tag', async () => {
  const { stage } = page({}, { theme: 'dark' })
  const life = { ...stage, embed: stage.embed } as unknown as Life
  showTeaser(life, 'First')
  showTeaser(life, 'Second')
  const teasers = () => [...stage.frame.querySelectorAll<HTMLElement>('.teaser')]
  await expect.poll(() => teasers().map(({ textContent }) => textContent)).toEqual(['Second×'])
  expect(teasers()[0]?.style.colorScheme).toBe('dark')
  expect(stage.embed.root.adoptedStyleSheets).toHaveLength(1)
})

test('[A] without data-triggers the settings are not asked for', async () => {
  relay.triggers = [plain]
  const { explain } = page()
  expect([await explain(), relay.asked]).toEqual([undefined, 0])
})

test.each([
  ['open', 'open'],
  [{ open: true }, 'open'],
] as const)('[A] then %j opens the chat', async (then, call) => {
  const { sapa, calls } = page()
  await sapa('trigger', { id: 'a', when: { event: 'go' }, then })
  await sapa('track', 'go')
  await expect.poll(() => calls).toEqual([call])
})

test('[A] a function of the page may be condition and consequence; one that throws is an error event', async () => {
  const { sapa, stage, explain } = page()
  const errors: unknown[] = []
  stage.host.addEventListener('error', (event: CustomEventInit) => errors.push(event.detail))
  let isReady = false
  const then = vi.fn(() => {
    throw new Error('shop bug')
  })
  await sapa('trigger', { id: 'welcome', when: () => isReady, then })
  expect((await explain())?.conditions).toEqual([
    { condition: 'when', wanted: true, value: false, holds: false },
  ])
  isReady = true
  await sapa('track', 'anything')
  await settled(explain, 'shown')
  expect(then).toHaveBeenCalledOnce()
  expect(errors).toEqual([{ verb: 'trigger', message: 'Error: shop bug' }])
})

test('[A] the off function of a trigger takes it back', async () => {
  const { sapa, explain } = page()
  const off = (await sapa('trigger', plainOf({}))) as () => void
  expect(await explain()).toBeDefined()
  off()
  expect(await explain()).toBeUndefined()
})

test('[R1] while nobody could answer nothing fires, and the relay is not asked again at once', async () => {
  relay.online = 0
  const { sapa, shown, explain, teaser } = page()
  await sapa('trigger', plainOf({}))
  await sapa('track', 'go')
  await expect.poll(async () => (await explain())?.why).toBe('nobody could answer')
  relay.online = 1
  await sapa('track', 'go')
  expect([shown, teaser(), relay.asked]).toEqual([[], null, 1])
  expect(localStorage.length).toBe(0)
})

test('[R1] one that fires always asks nobody', async () => {
  relay.online = 0
  const { sapa, explain } = page()
  await sapa('trigger', plainOf({ always: true }))
  await sapa('track', 'go')
  await settled(explain, 'shown')
  expect(relay.asked).toBe(0)
})

test('[A] a browser meets it as often as its cap says, over all its tabs', async () => {
  const first = page()
  await first.sapa('trigger', plainOf({}))
  await first.sapa('track', 'go')
  await settled(first.explain, 'shown')
  const second = page()
  await second.sapa('trigger', plainOf({}))
  await second.sapa('track', 'go')
  await expect
    .poll(async () => (await second.explain())?.why)
    .toBe('this browser has met it 1 times within 1 days')
  expect(second.shown).toEqual([])
})

test('[A] one trigger a page: the next waits for the next page', async () => {
  const { sapa, shown, explain } = page()
  await sapa('trigger', plainOf({}))
  await sapa('trigger', plainOf({ id: 'other' }))
  await sapa('track', 'go')
  await settled(explain, 'shown')
  expect(await explain('other')).toMatchObject({
    state: 'blocked',
    why: "on this page it was the turn of 'welcome'",
  })
  await sapa('page')
  await sapa('track', 'go')
  await settled(() => explain('other'), 'shown')
  expect(shown).toEqual(['welcome', 'other'])
})

test.each<[string, (stage: Stage) => unknown, string]>([
  ['the chat is open', ({ sapa }) => sapa('open'), 'the chat is open'],
  ['the widget is hidden', ({ sapa }) => sapa('hide'), 'the widget is hidden'],
  [
    'a conversation is open, which this page has not heard of yet',
    async () => localStorage.setItem('sapa:s', '1'),
    'a conversation is open',
  ],
])('[A] nothing fires while %s', async (_, begin, why) => {
  const { stage, sapa, shown, explain } = page()
  await begin(stage)
  await sapa('trigger', plainOf({}))
  await sapa('track', 'go')
  await expect.poll(async () => (await explain())?.why).toBe(why)
  expect([(await explain())?.state, shown, relay.asked]).toEqual(['blocked', [], 0])
})

test('[A] a chat that was opened while the relay was asked is left alone', async () => {
  const { sapa, shown, explain, stage } = page()
  const ask = globalThis.fetch
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    stage.embed.button.ariaExpanded = 'true'
    return ask(url, init)
  })
  await sapa('trigger', plainOf({}))
  await sapa('track', 'go')
  await expect.poll(async () => (await explain())?.why).toBe('the chat is open')
  expect([shown, relay.asked, localStorage.length]).toEqual([[], 1, 0])
})

test('[W15] without consent nothing fires and nothing is kept', async () => {
  const { sapa, explain } = page({}, { consent: '' })
  await sapa('trigger', plainOf({ when: { event: 'go', returning: false } }))
  await sapa('track', 'go')
  await expect.poll(async () => (await explain())?.why).toBe('the visitor has not consented')
  expect(localStorage.length).toBe(0)
})

test('[A] who is held back sees nothing and is counted like who is shown it', async () => {
  const groups: string[] = []
  for (let i = 0; i < 40; i++) {
    localStorage.clear()
    const { sapa, explain, shown, teaser } = page()
    await sapa('trigger', plainOf({ holdout: 0.5 }))
    await sapa('track', 'go')
    await expect.poll(async () => (await explain())?.state).toMatch(/shown|held/)
    const { state = '' } = (await explain()) ?? {}
    groups.push(state)
    expect(shown).toEqual(state === 'held' ? [] : ['welcome'])
    if (state === 'held') expect(teaser()).toBeNull()
    await sapa('shutdown')
  }
  expect(new Set(groups)).toEqual(new Set(['shown', 'held']))
  expect(relay.told).toEqual(
    groups.map(group => ({ kind: 'exposure', trigger: 'welcome', group, key: expect.any(String) })),
  )
})

test('[A] a conversation and an order after it are told under the same key', async () => {
  const { sapa, explain, change } = page()
  await sapa('trigger', plainOf({}))
  await sapa('order', { id: '#6', total: 5, currency: 'IDR' })
  expect(relay.told).toEqual([])
  await sapa('track', 'go')
  await settled(explain, 'shown')
  await sapa('send', 'pink?')
  change({ state: { status: 'waiting' } as VisitorView['state'] })
  await sapa('order', { id: '#7', total: 5, currency: 'IDR' })
  const [{ key }] = relay.told as [{ key: string }]
  expect(relay.told.slice(1)).toEqual([
    { kind: 'conversation', key },
    { kind: 'order', key },
  ])
})

test('[A] explain says of each condition what it is and what it should be', async () => {
  const { sapa, explain } = page()
  const when = { seconds: 60, cart: { min: 10 } }
  await sapa('trigger', plainOf({ when }))
  const [seconds, cart] = (await explain())?.conditions ?? []
  expect(seconds).toMatchObject({ condition: 'seconds', wanted: 60, holds: false })
  expect(cart).toEqual({ condition: 'cart', wanted: { min: 10 }, value: null, holds: false })
  expect((await explain())?.why).toMatch(/^seconds is [\d.]+, expected 60$/)
  await sapa('cart', { items: [], total: 12, currency: 'IDR' })
  expect((await explain())?.conditions[1]).toMatchObject({ value: 12, holds: true })
})

test('[A] seconds and idle come by themselves', async () => {
  const { sapa, explain } = page()
  await sapa('trigger', plainOf({ when: { seconds: 0.3, idle: 0.3 } }))
  expect((await explain())?.state).toBe('waiting')
  await settled(explain, 'shown')
})

test('[A] the pointer that leaves at the top is an exit, at the side it is none', async () => {
  const { sapa, explain } = page()
  await sapa('trigger', plainOf({ when: { exit: true } }))
  const leave = (clientY: number) =>
    document.documentElement.dispatchEvent(new MouseEvent('mouseleave', { clientY }))
  leave(300)
  expect((await explain())?.state).toBe('waiting')
  leave(-1)
  await settled(explain, 'shown')
})

test('[A] what fails to reach the relay is an error event and is tried again later', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch')
  })
  const { sapa, explain, stage } = page()
  const errors: unknown[] = []
  stage.host.addEventListener('error', (event: CustomEventInit) => errors.push(event.detail))
  await sapa('trigger', plainOf({}))
  await sapa('track', 'go')
  await expect.poll(async () => (await explain())?.why).toBe('TypeError: Failed to fetch')
  expect(errors).toEqual([{ verb: 'trigger', message: 'TypeError: Failed to fetch' }])
})

function plainOf(more: Partial<Trigger>): Partial<Trigger> {
  const { on: _, ...rest } = plain
  return { ...rest, ...more }
}
