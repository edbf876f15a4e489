import type { Bus } from '../core/ports.ts'

/** What a memory bus may be told; `lose` is asked once for each delivery and drops it by answering true. */
export interface MemoryBusOptions {
  lose?: (topic: string) => boolean
}

/** A bus within one process: hints arrive after the code that published them has finished. */
export function createMemoryBus({ lose = () => false }: MemoryBusOptions = {}): Bus {
  // Keyed by a fresh object: one function subscribed twice is two subscriptions.
  const topics = new Map<string, Set<{ fn: (data: string) => void }>>()

  return {
    publish(topic, data) {
      for (const subscription of topics.get(topic) ?? []) {
        if (lose(topic)) continue
        // A microtask each: a subscriber that throws is reported by the runtime and disturbs nobody else.
        queueMicrotask(() => {
          if (topics.get(topic)?.has(subscription)) subscription.fn(data)
        })
      }
    },
    subscribe(topic, fn) {
      const subscription = { fn }
      const all = topics.get(topic) ?? new Set()
      topics.set(topic, all.add(subscription))
      return () => {
        all.delete(subscription)
        if (all.size === 0 && topics.get(topic) === all) topics.delete(topic)
      }
    },
    async close() {
      topics.clear()
    },
  }
}
