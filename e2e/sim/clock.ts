import type { Clock } from '../../server/core/ports.ts'

export interface TestClock extends Clock {
  /** Moves time on, running each timer at its moment and letting its consequences settle. */
  advance(ms: number): Promise<void>
  /** Timers that still wait. */
  timers(): number
}

/** Runs every promise that can run now. */
export function settle(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}

/** Time that only moves when told to. */
export function createTestClock(start: number = Date.UTC(2026, 10, 22, 9)): TestClock {
  let now = start
  let made = 0
  const timers = new Map<number, { at: number; fn: () => void }>()

  function earliest(until: number): [number, { at: number; fn: () => void }] | null {
    let best: [number, { at: number; fn: () => void }] | null = null
    for (const entry of timers)
      if (entry[1].at <= until && (best === null || entry[1].at < best[1].at)) best = entry
    return best
  }

  return {
    now: () => now,
    after(ms, fn) {
      const id = ++made
      timers.set(id, { at: now + Math.max(0, ms), fn })
      return () => void timers.delete(id)
    },
    async advance(ms) {
      const until = now + ms
      for (let next = earliest(until); next; next = earliest(until)) {
        const [id, { at, fn }] = next
        timers.delete(id)
        now = Math.max(now, at)
        fn()
        await settle()
      }
      now = until
    },
    timers: () => timers.size,
  }
}
