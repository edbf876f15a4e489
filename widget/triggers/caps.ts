import { encode } from '../../client/encode.ts'
import type { Cap } from '../../protocol/trigger.ts'

const DAY_MS = 24 * 3600_000
/** Longer than another tab's write takes to be seen here, there and back. */
const PAUSE_MS = 50
/** A trigger brought a conversation or an order for this long. */
const CREDIT_MS = 7 * DAY_MS

/** What the triggers keep in a browser, for all its tabs. */
interface Kept {
  /** By this number the relay knows that two things happened in one browser, and nothing else of it. */
  key: string
  /** When each trigger was met, and by which claim. */
  met: Record<string, { at: number; by: string }[]>
  /** The day of the first visit, kept where a trigger asks whether there was an earlier one. */
  day?: string
}

/** How often this browser met each trigger. */
export interface Caps {
  /** Counts one more unless that would be too many; of several tabs at once only as many as are left are told true. */
  claim(id: string, cap: Cap): Promise<boolean>
  /** How often within the days of its cap. */
  met(id: string, cap: Cap): number
  /** Whether it belongs to the share that is never shown it: always the same for one browser. */
  isHeld(id: string, holdout: number): boolean
  /** The key of a browser that met a trigger lately; null of another. */
  credit(): string | null
  /** Whether this browser was here on an earlier day; from now on it is known. */
  isReturning(): boolean
}

export function createCaps(env: {
  /** Throws, or forgets, where storage is denied: then this page alone counts. */
  read(): string | null
  write(text: string): void
  /** One tab at a time; null where the browser cannot. */
  lock: ((work: () => Promise<boolean>) => Promise<boolean>) | null
  now(): number
  pause(ms: number): Promise<void>
  newId(): string
}): Caps {
  const { now, newId } = env
  let memory: Kept | null = null
  /** False while storage takes nothing, full perhaps: what it then still holds is old. */
  let works = true

  function look(): Kept | null {
    if (!works) return memory
    try {
      const text = env.read()
      const kept: Partial<Kept> | null = text === null ? null : JSON.parse(text)
      if (kept && typeof kept.key === 'string' && kept.met) return kept as Kept
    } catch {
      // Storage is denied, or holds what we did not write.
    }
    return memory
  }
  function put(kept: Kept): void {
    memory = kept
    try {
      env.write(encode(kept))
      works = true
    } catch {
      // Storage is denied or full: this page remembers.
      works = false
    }
  }
  function lately(kept: Kept | null, id: string, { days }: Cap): { at: number; by: string }[] {
    return (kept?.met[id] ?? []).filter(({ at }) => at > now() - days * DAY_MS)
  }
  async function claim(id: string, cap: Cap): Promise<boolean> {
    const by = newId()
    for (;;) {
      const kept = look()
      const before = lately(kept, id, cap)
      if (before.length >= cap.times) return false
      const met = { ...kept?.met, [id]: [...before, { at: now(), by }] }
      put({ ...kept, key: kept?.key ?? newId(), met })
      if (env.lock) return true
      // Another tab that had not seen this may have written over it: what nobody writes over for a while stands.
      let seen: string
      do {
        seen = read()
        await env.pause(PAUSE_MS)
      } while (read() !== seen)
      if (lately(look(), id, cap).some(claimed => claimed.by === by)) return true
    }
  }
  const read = () => encode(look())
  return {
    claim: (id, cap) => (env.lock ? env.lock(() => claim(id, cap)) : claim(id, cap)),
    met: (id, cap) => lately(look(), id, cap).length,
    isHeld: (id, holdout) => share(`${look()?.key}:${id}`) < holdout,
    credit() {
      const kept = look()
      const all = Object.values(kept?.met ?? {}).flat()
      return kept && all.some(({ at }) => at > now() - CREDIT_MS) ? kept.key : null
    },
    isReturning() {
      const kept = look()
      const today = new Date(now()).toDateString()
      if (!kept?.day) put({ met: {}, key: newId(), ...kept, day: today })
      return !!kept?.day && kept.day !== today
    },
  }
}

/** A number from 0 to 1 that is always the same for one text: FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/. */
function share(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  // Its upper bits hardly change with the last letters; a last mixing spreads these over all.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32
}

/** In this browser, for one site. */
export function browserCaps(site: string): Caps {
  const key = `sapa:${site}:triggers`
  return createCaps({
    read: () => localStorage.getItem(key),
    write: text => localStorage.setItem(key, text),
    // A sandboxed page may ask for none; storage is denied it as well.
    lock: navigator.locks ? work => navigator.locks.request(key, work).catch(work) : null,
    now: () => Date.now(),
    pause: ms => new Promise(done => setTimeout(done, ms)),
    newId: () => crypto.getRandomValues(new Uint32Array(4)).join('-'),
  })
}
