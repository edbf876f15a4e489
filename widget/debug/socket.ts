import type { Embed } from '../ui/embed.ts'

/** How this tab comes by the one socket of its browser. */
export type Role =
  /** It holds the socket, for so many other tabs too. */
  | { role: 'holder'; others: number }
  | { role: 'guest' }
  | { role: 'none' }
  /** This browser has no locks, so that each tab has its own. */
  | { role: 'alone' }

/**
 * Looks at the locks of this origin, and takes part in nothing; the one of the line has the line's address as its name
 * (`openAlone` in client/).
 */
export async function roleOf(
  { url, site }: Pick<Embed, 'url' | 'site'>,
  locks: LockManager | undefined = navigator.locks,
): Promise<Role> {
  if (!locks) return { role: 'alone' }
  const line = `${url.replace(/^http/, 'ws')}/visitor?site=${encodeURIComponent(site)}`
  const probe = `sapa-debug:${crypto.getRandomValues(new Uint32Array(2)).join('')}`
  // A lock of our own tells which of the holders is this tab.
  return locks.request(probe, async () => {
    const { held = [], pending = [] } = await locks.query()
    const holder = held.find(({ name }) => name === line)
    if (!holder) return { role: 'none' }
    if (holder.clientId !== held.find(({ name }) => name === probe)?.clientId)
      return { role: 'guest' }
    return { role: 'holder', others: pending.filter(({ name }) => name === line).length }
  })
}

/** The conversation that this browser is in, as the client keeps it; null where it keeps nothing. Writes nothing. */
export async function keptConversation(site: string): Promise<string | null> {
  try {
    // To open a database that is not there would make it.
    if (!(await indexedDB.databases()).some(({ name }) => name === 'sapa')) return null
    const db = await done(indexedDB.open('sapa'))
    try {
      const store = db.transaction('kept').objectStore('kept')
      const kept: { c?: unknown } | undefined = await done(store.get(`${site}:identity`))
      return typeof kept?.c === 'string' ? kept.c : null
    } finally {
      db.close()
    }
  } catch {
    return null // storage is denied, so nothing was kept
  }
}

function done<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
}
