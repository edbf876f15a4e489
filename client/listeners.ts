export interface Listeners<Events> {
  on<K extends keyof Events>(event: K, fn: (value: Events[K]) => void): () => void
  emit<K extends keyof Events>(event: K, value: Events[K]): void
  clear(): void
}

/** Who wants to know of what. A listener that throws is reported to the page's console and disturbs nobody. */
export function createListeners<Events>(): Listeners<Events> {
  const all = new Map<keyof Events, Set<(value: never) => void>>()
  return {
    on(event, fn) {
      const set = all.get(event) ?? new Set()
      all.set(event, set.add(fn))
      return () => void set.delete(fn)
    },
    emit(event, value) {
      for (const fn of all.get(event) ?? []) {
        try {
          ;(fn as (value: unknown) => void)(value)
        } catch (error) {
          console.error('Sapa:', error)
        }
      }
    },
    clear: () => all.clear(),
  }
}
