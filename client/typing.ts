import type { Device } from './device.ts'

const REPEAT_MS = 3000
const QUIET_MS = 5000
const TEXT_MS = 1000
/** Who types is forgotten when nothing more is heard of it for so long. */
export const HEARD_MS: number = REPEAT_MS + QUIET_MS

/**
 * Tells the other side that somebody types: at once, again every 3 s, and that it stopped after 5 s without a key. Text
 * goes along at most once a second, and the last of it always.
 */
export function createTypist(
  device: Device,
  send: (said: { on: boolean; text?: string }) => void,
): { typed(on: boolean, text?: string): void } {
  let saidAt = 0
  let cancelQuiet = () => {}
  let cancelLater = () => {}

  function typed(on: boolean, text?: string) {
    cancelQuiet()
    cancelLater()
    const say = () => {
      saidAt = on ? device.now() : 0
      send({ on, ...(text && { text }) })
    }
    if (!on) return void (saidAt && say())
    cancelQuiet = device.after(QUIET_MS, () => typed(false))
    const laterMs = saidAt + (text ? TEXT_MS : REPEAT_MS) - device.now()
    if (laterMs <= 0) say()
    else if (text) cancelLater = device.after(laterMs, say)
  }
  return { typed }
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
      typing.set(c, { name, cancel: device.after(HEARD_MS, () => clear(c)) })
      changed()
    },
    get: c => typing.get(c)?.name ?? null,
    all: () => [...typing.keys()],
  }
}
