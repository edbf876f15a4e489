import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose'
import type { Clock } from '../core/ports.ts'

/** Keys are asked for again after this long, */
const FRESH_MS = 10 * 60_000
/** for an unknown one at once, but not more often than this, */
const COOL_MS = 30_000
/** and where that fails, those there are hold on for this long. */
const STALE_MS = 60 * 60_000

interface Held {
  keys: JWTVerifyGetKey | null
  at: number
  triedAt: number
  trying: Promise<void> | null
  /** Why the last try failed. */
  wrong: string
}

/** The public keys of shops, by address; each fetched once for all who ask. */
export interface Keys {
  /** The keys there are; `unknown` when a token names one that is not among them. Rejects with a sentence when there are none. */
  of(url: string, unknown: boolean): Promise<JWTVerifyGetKey>
}

export function createKeys(env: {
  clock: Pick<Clock, 'now'>
  /** Rejects with a sentence. */
  fetchText: (url: string) => Promise<string>
}): Keys {
  const held = new Map<string, Held>()

  async function refresh(url: string, one: Held) {
    one.triedAt = env.clock.now()
    try {
      one.keys = keysIn(await env.fetchText(url))
      one.at = env.clock.now()
      one.wrong = ''
    } catch (error) {
      one.wrong = error instanceof Error ? error.message : String(error)
    } finally {
      one.trying = null
    }
  }

  return {
    async of(url, unknown) {
      const fresh: Held = { keys: null, at: 0, triedAt: 0, trying: null, wrong: '' }
      const one = held.get(url) ?? fresh
      held.set(url, one)
      const now = env.clock.now()
      const wanted = unknown || !one.keys || now - one.at > FRESH_MS
      if (wanted && !one.trying && (one.triedAt === 0 || now - one.triedAt >= COOL_MS))
        one.trying = refresh(url, one)
      await one.trying
      if (one.keys && env.clock.now() - one.at <= STALE_MS) return one.keys
      throw new Error(`the keys at ${url} could not be read: ${one.wrong}`)
    },
  }
}

function keysIn(text: string): JWTVerifyGetKey {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    throw new Error('expected JSON such as {"keys": […]}')
  }
  const list = given && typeof given === 'object' && 'keys' in given ? given.keys : null
  if (!Array.isArray(list)) throw new Error('expected JSON such as {"keys": […]}')
  // A key set is public: a secret in it is nobody's secret, and signs nothing.
  const keys = list.filter(key => key && typeof key === 'object' && key.kty !== 'oct')
  return createLocalJWKSet({ keys } as JSONWebKeySet)
}
