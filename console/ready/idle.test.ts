import { describe, expect, it } from 'vitest'
import { createKept } from '../kept.ts'
import { createIdle } from './idle.ts'

const MINUTE = 60_000

/** Time passes by `pass`, which looks every 15 s as the timer would. */
function scene(kept = createKept(denied)) {
  let now = 0
  let look = () => {}
  let fell = 0
  const inputs = new EventTarget()
  const posts: unknown[] = []
  const others = {
    postMessage: (value: unknown) => void posts.push(value),
    close() {},
    onmessage: null as BroadcastChannel['onmessage'],
  }
  const idle = createIdle({
    inputs,
    others,
    kept,
    now: () => now,
    every(_, fn) {
      look = fn
      return () => {
        look = () => {}
      }
    },
    fell: () => fell++,
  })
  return {
    idle,
    posts,
    input: () => inputs.dispatchEvent(new Event('keydown')),
    elsewhere: () => others.onmessage?.call({} as BroadcastChannel, new MessageEvent('message')),
    pass(ms: number) {
      for (const until = now + ms; now < until; now += 15_000) look()
      look()
    },
    sleep(ms: number) {
      now += ms
      look()
    },
    fell: () => fell,
  }
}
const denied = {
  get localStorage(): Storage {
    throw new DOMException('denied', 'SecurityError')
  },
}

describe('idle', () => {
  it('[R7] falls away once after ten minutes without input', () => {
    const { pass, fell, input } = scene()
    pass(9 * MINUTE)
    input()
    pass(9 * MINUTE)
    expect(fell()).toBe(0)
    pass(2 * MINUTE)
    pass(60 * MINUTE)
    expect(fell()).toBe(1)
    input()
    pass(10 * MINUTE)
    expect(fell()).toBe(2)
  })

  it('[R7] counts input in another tab of this browser, and tells of its own now and then', () => {
    const { pass, fell, elsewhere, input, posts } = scene()
    pass(9 * MINUTE)
    elsewhere()
    pass(9 * MINUTE)
    expect(fell()).toBe(0)
    input()
    input()
    expect(posts).toHaveLength(1)
  })

  it('[R7] knows at once after a sleep', () => {
    const { sleep, fell } = scene()
    sleep(11 * MINUTE)
    expect(fell()).toBe(1)
  })

  it('[R7] keeps what was chosen, and never falls when told so', () => {
    const kept = createKept(denied)
    scene(kept).idle.choose(0)
    const { idle, pass, fell } = scene(kept)
    expect(idle.minutes.value).toBe(0)
    pass(100 * MINUTE)
    expect(fell()).toBe(0)
    idle.choose(5)
    pass(MINUTE)
    expect(fell()).toBe(1)
    kept.setItem('sapa:idle', '7')
    expect(scene(kept).idle.minutes.value).toBe(10)
  })

  it('[R7] stops looking at the end', () => {
    const { idle, sleep, fell } = scene()
    idle.end()
    sleep(60 * MINUTE)
    expect(fell()).toBe(0)
  })
})
