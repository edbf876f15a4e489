import { createStore, del, entries, get, set, type UseStore, update } from 'idb-keyval'

/** Small values that outlive the page, by key. */
export interface Keep {
  /** False once the browser refused: from then on values live as long as the page. */
  stored(): boolean
  get<T>(key: string): Promise<T | undefined>
  set(key: string, value: unknown): Promise<void>
  del(key: string): Promise<void>
  /** Changes a value in one step, whatever other tabs do; resolves to the new value. */
  update<T>(key: string, change: (value: T | undefined) => T): Promise<T>
  /** The entries whose keys begin with `prefix`, in the order of the keys. */
  entries<T>(prefix: string): Promise<[string, T][]>
}

/** IndexedDB where the browser allows it, memory where it does not. */
export function createKeep(): Keep {
  const memory = createMemoryKeep()
  let db: UseStore | null = null
  let denied = false

  async function attempt<T>(use: (store: UseStore) => Promise<T>, otherwise: () => Promise<T>) {
    if (denied) return otherwise()
    try {
      db ??= createStore('sapa', 'kept')
      return await use(db)
    } catch {
      denied = true
      return otherwise()
    }
  }

  return {
    stored: () => !denied,
    get: <T>(key: string) =>
      attempt<T | undefined>(
        store => get<T>(key, store),
        () => memory.get<T>(key),
      ),
    set: (key, value) =>
      attempt(
        store => set(key, value, store),
        () => memory.set(key, value),
      ),
    del: key =>
      attempt(
        store => del(key, store),
        () => memory.del(key),
      ),
    update: <T>(key: string, change: (value: T | undefined) => T) =>
      attempt<T>(
        async store => {
          let next: T | undefined
          await update<T>(
            key,
            value => {
              next = change(value)
              return next
            },
            store,
          )
          return next as T
        },
        () => memory.update(key, change),
      ),
    entries: <T>(prefix: string) =>
      attempt<[string, T][]>(
        async store =>
          ordered((await entries<string, T>(store)).filter(([key]) => key.startsWith(prefix))),
        () => memory.entries<T>(prefix),
      ),
  }
}

/** The same in memory: for a browser that keeps nothing, and for the simulator. */
export function createMemoryKeep(): Keep {
  const values = new Map<string, unknown>()
  return {
    stored: () => false,
    get: async <T>(key: string) => values.get(key) as T | undefined,
    async set(key, value) {
      values.set(key, value)
    },
    async del(key) {
      values.delete(key)
    },
    async update<T>(key: string, change: (value: T | undefined) => T) {
      const next = change(values.get(key) as T | undefined)
      values.set(key, next)
      return next
    },
    entries: async <T>(prefix: string) =>
      ordered([...values].filter(([key]) => key.startsWith(prefix)) as [string, T][]),
  }
}

function ordered<T>(list: [string, T][]): [string, T][] {
  return list.sort(([a], [b]) => (a < b ? -1 : 1))
}
