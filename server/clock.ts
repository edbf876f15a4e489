import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from './core/ports.ts'

/** The machine's own time. */
export const systemClock: Clock = {
  now: Date.now,
  after(ms, fn) {
    // Node counts whole milliseconds from the turn's beginning: without one more, a timer may come before its time.
    const timer = setTimeout(fn, ms + 1)
    return () => clearTimeout(timer)
  },
}

/** Time that stands still until it is told to move. */
export interface TestClock extends Clock {
  /** Moves on by `ms`: each timer fires at its moment, in order, and has its consequences before the next. */
  advance(ms: number): Promise<void>
}

/** Turns of the event loop in which what a timer set off asks for something, or is told and timed anew. */
const TURNS = 50

/**
 * A clock that begins at `start` (epoch ms). While `busy`, what a timer set off is not over. Movements that overlap
 * happen one after the other.
 */
export function createTestClock(start: number, busy: () => boolean = () => false): TestClock {
  let now = start
  let moved: Promise<void> = Promise.resolve()
  const timers = new Set<{ at: number; fn: () => void }>()

  async function settle() {
    for (let quiet = 0; quiet < TURNS; quiet = busy() ? 0 : quiet + 1) await nextTurn()
  }
  async function move(ms: number) {
    // What arrived before the order to move has its timers set first.
    await settle()
    const until = now + ms
    for (;;) {
      // A set keeps the order of insertion and the sort is stable: of two at one moment the older fires first.
      const [next] = [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)
      if (!next) break
      timers.delete(next)
      now = Math.max(now, next.at)
      next.fn()
      await settle()
    }
    now = until
  }

  return {
    now: () => now,
    after(ms, fn) {
      const timer = { at: now + Math.max(0, ms), fn }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    advance(ms) {
      const done = moved.then(() => move(ms))
      moved = done.catch(() => {})
      return done
    },
  }
}

/** Does what `inner` does; `busy` as long as a call of it is not answered. */
export function watched<T extends object>(inner: T): { outer: T; busy: () => boolean } {
  let open = 0
  const outer = new Proxy(inner, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...given: unknown[]) => {
        const answer: unknown = Reflect.apply(value, target, given)
        if (!(answer instanceof Promise)) return answer
        open++
        return answer.finally(() => open--)
      }
    },
  })
  return { outer, busy: () => open > 0 }
}

/** What the process that started this one may say over their IPC channel. */
export interface Advance {
  type: 'advance'
  ms: number
}

/** Puts the clock under the control of the parent process: each `advance` is answered by `advanced` with the new time. */
export function obey(clock: TestClock, channel: Pick<NodeJS.Process, 'on' | 'send'>): void {
  channel.on('message', (message: unknown) => {
    if (!isAdvance(message)) return
    void clock
      .advance(message.ms)
      .then(() => channel.send?.({ type: 'advanced', now: clock.now() }))
  })
}

function isAdvance(message: unknown): message is Advance {
  if (typeof message !== 'object' || message === null) return false
  const { type, ms } = message as Partial<Advance>
  return type === 'advance' && typeof ms === 'number' && ms >= 0
}
