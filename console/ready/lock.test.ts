import { describe, expect, it } from 'vitest'
import { createLock } from './lock.ts'

function scene(before: PermissionState | 'missing', answer: PermissionState = 'granted') {
  const made: Detector[] = []
  class Detector extends EventTarget {
    screenState: 'locked' | 'unlocked' | null = 'unlocked'
    stopped = false
    static requestPermission = async () => answer
    constructor() {
      super()
      made.push(this)
    }
    async start({ signal }: { threshold: number; signal: AbortSignal }) {
      signal.addEventListener('abort', () => {
        this.stopped = true
      })
    }
    turn(to: 'locked' | 'unlocked') {
      this.screenState = to
      this.dispatchEvent(new Event('change'))
    }
  }
  let locked = 0
  const lock = createLock({
    detector: before === 'missing' ? null : Detector,
    granted: async () => (before === 'missing' ? 'denied' : before),
    locked: () => locked++,
  })
  return { lock, made, locked: () => locked }
}
const turn = () => new Promise(resolve => setImmediate(resolve))

describe('lock', () => {
  it('[R7] tells of a locked screen where that was allowed before, and of nothing else', async () => {
    const { made, locked } = scene('granted')
    await turn()
    made[0]?.turn('locked')
    made[0]?.turn('unlocked')
    expect(locked()).toBe(1)
  })

  it('[R7] asks nobody by itself, and watches once it was allowed', async () => {
    const { lock, made, locked } = scene('prompt')
    await turn()
    expect(made).toHaveLength(0)
    await lock.ask()
    await lock.ask()
    expect(made).toHaveLength(1)
    made[0]?.turn('locked')
    expect(locked()).toBe(1)
    lock.end()
    expect(made[0]?.stopped).toBe(true)
  })

  it('[R7] leaves it at a refusal, and at a browser that cannot tell', async () => {
    const refused = scene('prompt', 'denied')
    await refused.lock.ask()
    expect([refused.lock.permission.value, refused.made.length]).toEqual(['denied', 0])
    const missing = scene('missing')
    await missing.lock.ask()
    expect(missing.lock.permission.value).toBe('none')
  })
})
