import { Window } from 'happy-dom'
import { act, createElement, StrictMode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const tag = { src: 'https://chat.shop.example/sapa.js', site: 'shop' }
let browser: Window
let calls: unknown[][]

const turn = () => new Promise(done => setTimeout(done))

beforeEach(() => {
  vi.resetModules()
  browser = new Window({ url: 'https://shop.example/' })
  calls = []
  for (const name of ['document', 'navigator', 'Element', 'SVGElement', 'Node'] as const)
    vi.stubGlobal(name, browser[name])
  vi.stubGlobal('window', browser)
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  // The chat of a tag that is there already.
  const sapa = async (...call: unknown[]) => void calls.push(call)
  Object.assign(browser, { sapa: Object.assign(sapa, { site: 'shop' }) })
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await browser.happyDOM.close()
})

test('[A] the React component, in strict mode too, begins nothing anew, follows its options and shuts down when it goes', async () => {
  const { createRoot } = await import('react-dom/client')
  const { SapaChat } = await import('./react.ts')
  const place = browser.document.createElement('div') as unknown as HTMLElement
  const root = createRoot(place)
  const show = (more: object) =>
    act(async () =>
      root.render(createElement(StrictMode, null, createElement(SapaChat, { ...tag, ...more }))),
    )
  await show({})
  await turn()
  expect(calls).toEqual([])
  await show({ color: 'red' })
  expect(calls).toEqual([['start', { site: 'shop', color: 'red' }]])
  await act(async () => root.unmount())
  await turn()
  expect(calls.slice(1)).toEqual([['shutdown']])
  expect(place.childNodes).toHaveLength(0)
})

test('[A] the Vue component follows its options and shuts down when it goes', async () => {
  const { createApp, h, nextTick, ref } = await import('vue')
  const { SapaChat } = await import('./vue.ts')
  const color = ref<string>()
  const place = browser.document.createElement('div') as unknown as HTMLElement
  const app = createApp({ render: () => h(SapaChat, { ...tag, color: color.value }) })
  app.mount(place)
  await turn()
  expect(calls).toEqual([])
  color.value = 'red'
  await nextTick()
  expect(calls).toEqual([['start', { site: 'shop', color: 'red' }]])
  app.unmount()
  await turn()
  expect(calls.slice(1)).toEqual([['shutdown']])
})
