import type { ConversationId } from '../protocol/events.ts'
import type { Device } from './device.ts'
import { createOutbox, type Outbox, type Outgoing } from './outbox.ts'

/** A console's outboxes: one for each conversation, so that none waits for another's answer. */
export interface Outboxes {
  /** Reads what earlier pages left under `prefix`. */
  load(prefix: string): Promise<void>
  of(c: ConversationId): Outbox
  all(): Iterable<Outbox>
}

export function createOutboxes(env: {
  device: Device
  transmit: (c: ConversationId, item: Outgoing) => boolean
  changed: () => void
}): Outboxes {
  const { device, changed } = env
  const outboxes = new Map<ConversationId, Outbox>()
  let prefix: string | null = null

  function of(c: ConversationId): Outbox {
    const known = outboxes.get(c)
    if (known) return known
    const outbox = createOutbox({ device, transmit: item => env.transmit(c, item), changed })
    outboxes.set(c, outbox)
    if (prefix !== null) void outbox.load(under(c))
    return outbox
  }
  const under = (c: ConversationId) => `${prefix}${c}:`

  return {
    async load(from) {
      const kept = await device.keep.list<Outgoing>(from)
      for (const { c } of kept) if (c) of(c)
      prefix = from
      await Promise.all([...outboxes].map(([c, outbox]) => outbox.load(under(c))))
    },
    of,
    all: () => outboxes.values(),
  }
}
