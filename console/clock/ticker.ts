import { type ReadonlySignal, signal } from '@preact/signals'

/** One clock for all that counts on screen; it runs only while somebody watches. */
export interface Ticker {
  now: ReadonlySignal<number>
  /** Keeps the clock running; returns the function that lets go. */
  watch(): () => void
}

/** Ticks every `everyMs`; `now` is the time it tells. */
export function createTicker(env: { now(): number; everyMs: number }): Ticker {
  const now = signal(env.now())
  let watchers = 0
  let timer: ReturnType<typeof setInterval> | undefined

  const tick = (): void => {
    now.value = env.now()
  }

  return {
    now,
    watch() {
      if (watchers++ === 0) {
        tick()
        timer = setInterval(tick, env.everyMs)
      }
      let watching = true
      return () => {
        if (!watching) return
        watching = false
        if (--watchers === 0) clearInterval(timer)
      }
    },
  }
}
