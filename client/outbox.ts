import type { Answer, Card } from '../protocol/card.ts'
import type { Refusal } from '../protocol/down.ts'
import type { ConversationId } from '../protocol/events.ts'
import type { Device } from './device.ts'

/** A message that is not known to be in the log yet. */
export interface Outgoing {
  id: string
  c: ConversationId
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
  add(c: ConversationId, text: string, answer?: Answer, more?: { card: Card }): Outgoing
  /** The log has it, or it is no longer wanted. */
  remove(id: string): void
  reject(id: string, why: Refusal, retryMs?: number): void
  retry(id: string): void
  /** The line is up: sends the first of each conversation. */
  flush(): void
  /** The line is down: what was under way is sent again later. */
  pause(): void
  /** Moves everything into another conversation. */
  move(to: ConversationId): void
  /** Forgets everything. */
  clear(): void
}

/** An answer this late was lost on the way; sending again is harmless, the id is the same. */
const ANSWER_MS = 15_000

/**
 * Unsent messages, in order, kept across reloads. One of each conversation is under way at a time, so that a refusal or
 * a lost frame can never put a later message before an earlier one.
 */
export function createOutbox(env: {
  device: Device
  transmit: (item: Outgoing) => boolean
  changed: () => void
}): Outbox {
  const { device, transmit, changed } = env
  const items = new Map<string, Outgoing>()
  const underWay = new Map<ConversationId, { id: string; cancel: () => void }>()
  let prefix: string | null = null
  /** Orders are times made unique: later ones are greater, also after a reload or when the clock jumps back. */
  let last = 0

  const key = (item: Outgoing) => `${prefix}${item.order}`
  function put(item: Outgoing) {
    items.set(item.id, item)
    if (prefix !== null) void device.keep.update(key(item), () => item)
    changed()
  }
  function free(id: string) {
    for (const [c, current] of underWay) {
      if (current.id !== id) continue
      current.cancel()
      underWay.delete(c)
    }
  }
  function send(item: Outgoing) {
    if (underWay.has(item.c) || !transmit(item)) return
    const cancel = device.after(ANSWER_MS, () => {
      underWay.delete(item.c)
      flush()
    })
    underWay.set(item.c, { id: item.id, cancel })
  }
  function flush() {
    const heads = new Map<ConversationId, Outgoing>()
    for (const item of items.values())
      if (item.why === null && !heads.has(item.c)) heads.set(item.c, item)
    for (const item of heads.values()) send(item)
  }
  function pause() {
    for (const { cancel } of underWay.values()) cancel()
    underWay.clear()
  }
  function forget(item: Outgoing) {
    if (prefix !== null) void device.keep.del(key(item))
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
    add(c, text, answer, more) {
      const at = device.now()
      const id = device.newId()
      last = Math.max(at, last + 1)
      const order = `${String(last).padStart(15, '0')}.${id}`
      const item = { id, c, text, at, order, why: null, ...(answer && { answer }), ...more }
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
      const current = underWay.get(item.c)
      if (current?.id !== id) return
      current.cancel()
      current.cancel = device.after(retryMs, () => {
        underWay.delete(item.c)
        flush()
      })
    },
    retry(id) {
      const item = items.get(id)
      if (item) put({ ...item, why: null })
      flush()
    },
    flush,
    pause,
    move(to) {
      for (const item of [...items.values()]) if (item.c !== to) put({ ...item, c: to })
    },
    clear() {
      const all = [...items.values()]
      items.clear()
      pause()
      for (const item of all) forget(item)
      changed()
    },
  }
}
