/** What this browser keeps for the console. */
export type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** The window's localStorage; where that is denied or full, what is written lives until the reload. */
export function createKept(env: { localStorage: Storage }): Kept {
  const memory = new Map<string, string>()
  const attempt = <T>(fn: (storage: Storage) => T, otherwise: T): T => {
    try {
      return fn(env.localStorage)
    } catch {
      // Denied by the browser's privacy settings or out of room: memory has it.
      return otherwise
    }
  }
  return {
    getItem: key => memory.get(key) ?? attempt(storage => storage.getItem(key), null),
    setItem(key, value) {
      memory.set(key, value)
      attempt(storage => storage.setItem(key, value), undefined)
    },
    removeItem(key) {
      memory.delete(key)
      attempt(storage => storage.removeItem(key), undefined)
    },
  }
}
