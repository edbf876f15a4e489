import type { Device } from './device.ts'

const REPEAT_MS = 3000
const QUIET_MS = 5000

/** Tells the other side that somebody types: at once, again every 3 s, and that it stopped after 5 s without a key. */
export function createTypist(
  device: Device,
  send: (said: { on: boolean; text?: string }) => void,
): { typed(on: boolean, text?: string): void } {
  let saidAt: number | null = null
  let cancel = () => {}

  function stop() {
    cancel()
    if (saidAt !== null) send({ on: false })
    saidAt = null
  }
  return {
    typed(on, text) {
      if (!on) return stop()
      cancel()
      cancel = device.after(QUIET_MS, stop)
      if (saidAt !== null && device.now() - saidAt < REPEAT_MS) return
      saidAt = device.now()
      send({ on, ...(text && { text }) })
    },
  }
}

/** Who types, by conversation, forgotten when nothing more is heard of it. */
export function createTypingWatch(
  device: Device,
  changed: () => void,
): { set(c: string, name: string | null): void; get(c: string): string | null; all(): string[] } {
  const typing = new Map<string, { name: string; cancel: () => void }>()

  function clear(c: string) {
    typing.get(c)?.cancel()
    if (typing.delete(c)) changed()
  }
  return {
    set(c, name) {
      if (name === null) return clear(c)
      typing.get(c)?.cancel()
      typing.set(c, { name, cancel: device.after(REPEAT_MS + QUIET_MS, () => clear(c)) })
      changed()
    },
    get: c => typing.get(c)?.name ?? null,
    all: () => [...typing.keys()],
  }
}
