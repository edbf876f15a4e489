import { effect, untracked } from '@preact/signals'
import { createTicker } from './clock/ticker.ts'
import type { Desk } from './desk.ts'
import { createKept, type Kept } from './kept.ts'
import type { Desktop } from './notice/desktop.ts'
import type { Sound } from './notice/sound.ts'
import { createCalls } from './offer/calls.ts'
import { createIdle } from './ready/idle.ts'
import { createLock, type DetectorKind } from './ready/lock.ts'
import { createReady } from './ready/ready.ts'
import type { Seat } from './room.ts'
import { createDrafts } from './thread/drafts.ts'

const TICK_MS = 250
const MINUTES_MS = 15_000

/** Everything that belongs to a signed-in agent in this tab; `end` lets go of the window. */
export function createSeat(env: {
  desk: Desk
  kept: Kept
  sound: Sound
  desktop: Desktop
  window: Window & typeof globalThis & { IdleDetector?: DetectorKind }
}): Seat & { end(): void } {
  const { desk, kept, sound, desktop, window } = env
  const { client } = desk
  const now = (): number => client.now()

  /** Away by itself only who is online: a reason chosen before stays. */
  const fall = (why: 'idle' | 'locked'): void => {
    if (client.view.me?.availability === 'online') void client.available(false, why)
  }
  const calls = createCalls({
    me: desk.me.id,
    view: desk.view,
    current: desk.current,
    timesOf: desk.timesOf,
    show: c => desk.show(c),
  })
  const idle = createIdle({
    inputs: window,
    others: new window.BroadcastChannel(`sapa:input:${desk.me.id}`),
    kept,
    now: () => Date.now(),
    every(ms, fn) {
      const timer = setInterval(fn, ms)
      return () => clearInterval(timer)
    },
    fell: () => fall('idle'),
  })
  const lock = createLock({
    detector: window.IdleDetector ?? null,
    async granted() {
      // Not among the names that TypeScript knows.
      const name = 'idle-detection' as PermissionName
      return (await window.navigator.permissions.query({ name })).state
    },
    locked: () => fall('locked'),
  })
  const ready = createReady({
    client,
    sound,
    desktop,
    kept,
    session: createKept({
      get localStorage() {
        return window.sessionStorage
      },
    }),
    device: {
      now: () => Date.now(),
      after: (ms, fn) => void setTimeout(fn, ms),
      newId: () => window.crypto.randomUUID(),
    },
  })

  // The greeting was written before this console counted: who is online in it has another one.
  let alone = false
  let counted = false
  const endArrival = effect(() => {
    const { me } = desk.view.value
    if (!me || counted) return
    counted = me.availability !== 'offline'
    if (alone && me.availability === 'online') untracked(() => void ready.arrive())
    alone = !counted
  })

  return {
    desk,
    drafts: createDrafts({ agent: desk.me.id, kept }),
    calls,
    ready,
    idle,
    lock,
    ticker: createTicker({ now, everyMs: TICK_MS }),
    minutes: createTicker({ now, everyMs: MINUTES_MS }),
    end() {
      calls.end()
      idle.end()
      lock.end()
      endArrival()
    },
  }
}
