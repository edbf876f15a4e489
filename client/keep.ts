/** Small values that outlive the page, by key. */
export interface Keep {
  /** False while the browser refuses: then values live as long as the page. */
  stored(): boolean
  /** The values whose keys begin with `prefix`, in the order of the keys. */
  list<T>(prefix: string): Promise<T[]>
  /** Changes a value in one step, whatever other tabs do; resolves to the new value. */
  update<T>(key: string, change: (value: T | undefined) => T): Promise<T>
  /** Forgets all whose keys begin with `prefix`. */
  del(prefix: string): Promise<void>
}

const STORE = 'kept'

/** IndexedDB where the browser allows it; memory where it does not, and while it fails. */
export function createKeep(): Keep {
  const memory = createMemoryKeep()
  let db: Promise<IDBDatabase> | null = null
  let works = true

  async function attempt<T>(
    work: (store: IDBObjectStore, done: (value: T) => void) => void,
    otherwise: () => Promise<T>,
  ): Promise<T> {
    // Browsers close the database under a page that was in the background: the second try opens it anew.
    for (let tries = 0; tries < 2; tries++) {
      try {
        db ??= open()
        return await transact(await db, work)
      } catch {
        db = null
      }
    }
    works = false
    return otherwise()
  }

  return {
    stored: () => works,
    list: <T>(prefix: string) =>
      attempt<T[]>(
        (store, done) => {
          const asked = store.getAll(within(prefix))
          asked.onsuccess = () => done(asked.result)
        },
        () => memory.list<T>(prefix),
      ),
    update: <T>(key: string, change: (value: T | undefined) => T) =>
      attempt<T>(
        (store, done) => {
          const asked = store.get(key)
          asked.onsuccess = () => {
            const next = change(asked.result)
            // Only a write shows that there is room again.
            store.put(next, key).onsuccess = () => {
              works = true
            }
            done(next)
          }
        },
        () => memory.update(key, change),
      ),
    del: prefix =>
      attempt<void>(
        store => store.delete(within(prefix)),
        () => memory.del(prefix),
      ),
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open('sapa')
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE)
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = reject
  })
}

function transact<T>(
  db: IDBDatabase,
  work: (store: IDBObjectStore, done: (value: T) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(STORE, 'readwrite')
    let result: T
    work(transaction.objectStore(STORE), value => {
      result = value
    })
    transaction.oncomplete = () => resolve(result)
    transaction.onabort = reject
  })
}

function within(prefix: string): IDBKeyRange {
  return IDBKeyRange.bound(prefix, `${prefix}\uffff`)
}

/** The same in memory: for a browser that keeps nothing, for a visitor who was not asked yet, and for the simulator. */
export function createMemoryKeep(): Keep {
  const values = new Map<string, unknown>()
  const keys = (prefix: string) => [...values.keys()].filter(key => key.startsWith(prefix)).sort()
  return {
    stored: () => false,
    list: async <T>(prefix: string) => keys(prefix).map(key => values.get(key) as T),
    async update<T>(key: string, change: (value: T | undefined) => T) {
      const next = change(values.get(key) as T | undefined)
      values.set(key, next)
      return next
    },
    async del(prefix) {
      for (const key of keys(prefix)) values.delete(key)
    },
  }
}
