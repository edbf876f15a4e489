import { type ReadonlySignal, signal } from '@preact/signals'
import type { Kept } from '../kept.ts'

const KEY = 'sapa:idle'
const LOOK_MS = 15_000
/** Other tabs of this browser need not hear of each key. */
const TELL_MS = 5000
const INPUTS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** Minutes without input after which an agent is set away; 0 is never. */
export const idleChoices = [5, 10, 20, 0] as const
export type IdleMinutes = (typeof idleChoices)[number]
const USUAL: IdleMinutes = 10

export interface Idle {
  minutes: ReadonlySignal<IdleMinutes>
  choose(minutes: IdleMinutes): void
  end(): void
}

/** Watches for input in every tab of this browser; calls `fell` once when there was none for the chosen time. */
export function createIdle(env: {
  /** Where input is seen. */
  inputs: EventTarget
  /** Tells other tabs, and hears from them. */
  others: Pick<BroadcastChannel, 'postMessage' | 'close' | 'onmessage'>
  kept: Kept
  now(): number
  every(ms: number, fn: () => void): () => void
  fell(): void
}): Idle {
  const kept = Number(env.kept.getItem(KEY) ?? USUAL)
  const minutes = signal<IdleMinutes>(idleChoices.find(choice => choice === kept) ?? USUAL)
  let lastAt = env.now()
  let toldAt = 0
  let down = false

  const touch = (): void => {
    lastAt = env.now()
    down = false
  }
  const input = (): void => {
    touch()
    if (lastAt - toldAt < TELL_MS) return
    toldAt = lastAt
    env.others.postMessage(null)
  }
  env.others.onmessage = touch
  for (const name of INPUTS) env.inputs.addEventListener(name, input, { passive: true })
  // A timer that looks, not one that waits: after a sleep the time is over at the first look.
  const endLook = env.every(LOOK_MS, () => {
    const limitMs = minutes.peek() * 60_000
    if (down || limitMs === 0 || env.now() - lastAt < limitMs) return
    down = true
    env.fell()
  })

  return {
    minutes,
    choose(next) {
      env.kept.setItem(KEY, String(next))
      minutes.value = next
    },
    end() {
      endLook()
      env.others.onmessage = null
      env.others.close()
      for (const name of INPUTS) env.inputs.removeEventListener(name, input)
    },
  }
}
