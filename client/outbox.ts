import type { Answer, Card } from '../protocol/card.ts'
import type { Refusal } from '../protocol/down.ts'
import type { ConversationId } from '../protocol/events.ts'
import type { Device } from './device.ts'

/** A message that is not known to be in the log yet. */
export interface Outgoing {
  id: string
  /** Where it goes, for a client that has several. */
  c?: ConversationId
  text: string
  answer?: Answer
  card?: Card
  at: number
  /** Keeps the order of writing across reloads. */
  order: string
  why: Refusal | null
}

export interface Outbox {
  /** Reads what earlier pages, and other tabs that ended, left under `prefix`. */
  load(prefix: string): Promise<void>
  items(): readonly Outgoing[]
  add(text: string, more?: Pick<Outgoing, 'c' | 'answer' | 'card'>): Outgoing
  /** The log has it, or it is no longer wanted. */
  remove(id: string): void
  reject(id: string, why: Refusal, retryMs?: number): void
  retry(id: string): void
  /** The line is up: sends the first. */
  flush(): void
  /** The line is down: what was under way is sent again later. */
  pause(): void
  /** Forgets everything. */
  clear(): void
}

/** An answer this late was lost on the way; sending again is harmless, the id is the same. */
const ANSWER_MS = 15_000
/** Gives every order as many digits, so that they sort as texts. */
const EVEN = 1e15

/**
 * Unsent messages of one conversation, in order, kept across reloads. One is under way at a time, so that a refusal or a
 * lost frame can never put a later message before an earlier one.
 */
export function createOutbox(env: {
  device: Device
  transmit: (item: Outgoing) => boolean
  changed: () => void
}): Outbox {
  const { device, transmit, changed } = env
  const items = new Map<string, Outgoing>()
  let underWay: { id: string; cancel: () => void } | null = null
  let prefix = ''
  /** Orders are times made unique: later ones are greater, also after a reload or when the clock jumps back. */
  let last = 0

  const key = (item: Outgoing) => `${prefix}${item.order}`
  function put(item: Outgoing) {
    items.set(item.id, item)
    if (prefix) void device.keep.update(key(item), () => item)
    changed()
  }
  function pause() {
    underWay?.cancel()
    underWay = null
  }
  function free(id: string) {
    if (underWay?.id === id) pause()
  }
  function flush() {
    const next = [...items.values()].find(({ why }) => why === null)
    if (!underWay && next && transmit(next)) wait(next.id, ANSWER_MS)
  }
  function wait(id: string, ms: number) {
    pause()
    const cancel = device.after(ms, () => {
      pause()
      flush()
    })
    underWay = { id, cancel }
  }
  function forget(item: Outgoing) {
    if (prefix) void device.keep.del(key(item))
  }
  function remove(id: string) {
    const item = items.get(id)
    if (!item) return
    items.delete(id)
    free(id)
    forget(item)
    changed()
    flush()
  }

  return {
    async load(from) {
      const kept = await device.keep.list<Outgoing>(from)
      prefix = from
      const before = [...items.values()]
      items.clear()
      for (const item of kept) {
        items.set(item.id, item)
        last = Math.max(last, Number.parseInt(item.order, 10))
      }
      for (const item of before) put(item)
      changed()
    },
    items: () => [...items.values()],
    add(text, more) {
      const at = device.now()
      const id = device.newId()
      last = Math.max(EVEN + at, last + 1)
      const item = { id, text, at, order: `${last}.${id}`, why: null, ...more }
      put(item)
      flush()
      return item
    },
    remove,
    reject(id, why, retryMs) {
      const item = items.get(id)
      if (!item) return
      if (retryMs === undefined) {
        free(id)
        put({ ...item, why })
        return flush()
      }
      if (underWay?.id === id) wait(id, retryMs)
    },
    retry(id) {
      const item = items.get(id)
      if (item) put({ ...item, why: null })
      flush()
    },
    flush,
    pause,
    clear() {
      const all = [...items.values()]
      items.clear()
      pause()
      for (const item of all) forget(item)
      changed()
    },
  }
}
