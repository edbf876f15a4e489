// @vitest-environment happy-dom
// biome-ignore-all lint/suspicious/noThenProperty: the protocol’s word; it is never awaited
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Trigger } from '../../protocol/trigger.ts'
import { createLife } from '../api/life.ts'
import { createStage, type Stage } from '../api/stage.ts'
import type { Embed } from '../ui/embed.ts'
import { showOverlay } from './overlay.ts'

const trigger: Trigger = {
  ...{ id: 'welcome', on: true, always: false, holdout: 0 },
  ...{ when: { event: 'go' }, then: { message: 'Can we help?' }, cap: { times: 1, days: 7 } },
}
/** What the relay was asked, and how it answers. */
const relay = { status: 204, asked: [] as string[] }
const stages: Stage[] = []

beforeEach(() => {
  Object.assign(relay, { status: 204, asked: [] })
  localStorage.clear()
  vi.stubGlobal('fetch', async (url: string) => {
    relay.asked.push(url.replace('https://relay.example/api/widget/s/', ''))
    if (url.includes('/debug')) return new Response(null, { status: relay.status })
    return Response.json({ triggers: [trigger], open: true, online: 2 })
  })
})
afterEach(async () => {
  for (const { sapa } of stages.splice(0)) await sapa('shutdown')
  history.replaceState(null, '', '/')
  vi.unstubAllGlobals()
})

function page(search: string, options: Record<string, string> = { triggers: '' }) {
  history.replaceState(null, '', `/${search}`)
  const stage = createStage({}, options)
  stages.push(stage)
  const host = () => document.querySelector('sapa-debug')
  const find = (what: string) => host()?.shadowRoot?.querySelector<HTMLElement>(what)
  const button = (name: string) =>
    [...(host()?.shadowRoot?.querySelectorAll('button') ?? [])].find(
      ({ textContent }) => textContent === name,
    )
  return { ...stage, host, find, button }
}

test('[A] with a pass that the relay knows, an agent sees each trigger and why, and it follows', async () => {
  const { find, sapa } = page('?size=m&sapa-debug=pass-1')
  await expect.poll(() => find('details')?.textContent).toContain('event is [], expected "go"')
  expect(relay.asked).toContain('debug?token=pass-1')
  expect(find('.body')?.textContent).toContain('2 agents, business hours are open')
  await sapa('track', 'go')
  await expect.poll(() => find('details')?.className, { timeout: 4000 }).toBe('shown')
  expect(find('details')?.textContent).toContain('met 1 of 1 within 7 days')
})

test('[A] with a pass that the relay refuses nothing shows and nothing more is asked', async () => {
  relay.status = 403
  const { host, sapa } = page('?sapa-debug=made-up', {})
  await expect.poll(() => relay.asked).toEqual(['debug?token=made-up'])
  await sapa('close')
  expect([host(), relay.asked]).toEqual([null, ['debug?token=made-up']])
})

test.each(['', '?sapa-debug', '?sapa-debug=', '#sapa-debug=x'])(
  '[W2] an address that ends in "%s" asks the relay nothing',
  async search => {
    const { host, sapa } = page(search, {})
    await sapa('close')
    expect([host(), relay.asked]).toEqual([null, []])
  },
)

test('[A] it folds, and closes by its button and by Escape; the page gets none of its keys', async () => {
  const { host, find, button } = page('?sapa-debug=pass-1')
  await expect.poll(() => find('details')).toBeTruthy()
  const keys: string[] = []
  const hear = (event: KeyboardEvent) => keys.push(event.key)
  document.addEventListener('keydown', hear)
  button('Fold')?.click()
  expect([find('.body')?.hidden, button('Unfold')?.ariaExpanded]).toEqual([true, 'false'])
  button('Unfold')?.click()
  expect(find('.body')?.hidden).toBe(false)
  const press = (key: string) =>
    find('.body')?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, composed: true }),
    )
  press('c')
  expect(host()).not.toBeNull()
  press('Escape')
  expect([host(), keys]).toEqual([null, []])
  document.removeEventListener('keydown', hear)
})

test('[A] a shutdown takes it away, and a start brings it back after the relay was asked again', async () => {
  const { host, find, sapa } = page('?sapa-debug=pass-1')
  await expect.poll(() => find('details')).toBeTruthy()
  await sapa('shutdown')
  expect(host()).toBeNull()
  await sapa('start')
  await expect.poll(() => find('details')).toBeTruthy()
  expect(document.querySelectorAll('sapa-debug')).toHaveLength(1)
  expect(relay.asked.filter(path => path.startsWith('debug'))).toHaveLength(2)
})

test('[A] what cannot be explained for a moment is no error of the page, and is looked at again', async () => {
  const { embed, host, sapa } = createStage()
  stages.push({ sapa } as Stage)
  const life = createLife({ ...embed } as Embed)
  let asked = 0
  const explain = async () => {
    if (++asked === 1) throw new Error('not now')
    return []
  }
  showOverlay({ ...life, host }, { explain })
  const panel = () => document.querySelector('sapa-debug')
  await expect.poll(() => panel()?.isConnected, { timeout: 4000 }).toBe(true)
  expect(asked).toBe(2)
})
