// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import { fromAgent, type Stage, settled, stage } from './fake.tsx'
import { mute } from './mute.ts'
import { createSound } from './sound.ts'

let chimes = 0
const node = { connect() {}, gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} } }
const note = { connect() {}, start() {}, stop() {}, addEventListener() {}, frequency: { value: 0 } }
class Audio {
  currentTime = 0
  destination = {}
  constructor() {
    chimes++
  }
  createGain = () => node
  createOscillator = () => ({ ...note, frequency: { value: 0 } })
}
const stages: Stage[] = []

/** The locks of one browser, as far as a lock is had or not. */
function browser(acted = true): void {
  const held = new Set<string>()
  Object.assign(globalThis, { AudioContext: Audio })
  Object.defineProperty(navigator, 'userActivation', {
    configurable: true,
    value: { hasBeenActive: acted },
  })
  Object.defineProperty(navigator, 'locks', {
    configurable: true,
    value: {
      async request(name: string, _: object, fn: (lock: object | null) => Promise<void>) {
        if (held.has(name)) return fn(null)
        held.add(name)
        await fn({})
      },
    },
  })
  chimes = 0
}
async function tab(isOpen: boolean, start: Parameters<typeof stage>[1] = {}): Promise<Stage> {
  const made = await stage(room => {
    const panel = room.root.querySelector<HTMLElement>('.panel')
    if (panel) panel.hidden = !isOpen
    return createSound(Object.assign(room, { key: 'sapa:s' }), settled)
  }, start)
  stages.push(made)
  return made
}
afterEach(() => {
  for (const { life } of stages.splice(0)) life.abort()
  localStorage.clear()
})

test('[W7] of all tabs one sounds, once for each message', async () => {
  browser()
  const tabs = [await tab(false), await tab(false), await tab(false)]
  for (const each of tabs) each.hear(fromAgent('m'))
  await settled()
  await settled()
  expect(chimes).toBe(1)
  for (const each of tabs) each.hear(fromAgent('n'))
  await settled()
  await settled()
  expect(chimes).toBe(2)
})

test('[W7] the message that this part was fetched for sounds as well', async () => {
  browser()
  await tab(false, { entries: [fromAgent('m')], unread: 1 })
  await settled()
  await settled()
  expect(chimes).toBe(1)
})

test('[W7] none sounds where one of them shows the message', async () => {
  browser()
  const tabs = [await tab(false), await tab(true)]
  for (const each of tabs) each.hear(fromAgent('m'))
  await settled()
  await settled()
  expect(chimes).toBe(0)
})

test('none sounds before the visitor has touched the page, nor after the menu switched it off', async () => {
  browser(false)
  const untouched = await tab(false)
  untouched.hear(fromAgent('m'))
  await settled()
  await settled()
  expect(chimes).toBe(0)
  browser()
  const muted = await tab(false)
  mute(muted.room, true)
  muted.hear(fromAgent('n'))
  await settled()
  await settled()
  expect(chimes).toBe(0)
})

test('nothing sounds after a shutdown', async () => {
  browser()
  const { hear, life } = await tab(false)
  hear(fromAgent('m'))
  life.abort()
  await settled()
  await settled()
  expect(chimes).toBe(0)
})
