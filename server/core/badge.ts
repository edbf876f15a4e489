import type { Badge } from '../../protocol/down.ts'
import { percentile } from './percentile.ts'
import type { Clock, Store } from './ports.ts'

export interface Badges {
  /** How fast the site answered lately; null under ten answers. Measured again at most once a minute. */
  of(site: string, targetMs: number): Promise<Badge | null>
}

/** The answers looked back on, the age beyond which they say nothing of today, and the fewest that say anything. */
const SAMPLE = 50
const OLDEST_MS = 7 * 24 * 3600_000
const FEWEST = 10
const FRESH_MS = 60_000

/** The honest badge: the median of the last human first replies. */
export function createBadges(env: { store: Pick<Store, 'answers'>; clock: Clock }): Badges {
  const { store, clock } = env
  const kept = new Map<string, { badge: Badge | null; at: number }>()

  async function measure(site: string, targetMs: number): Promise<Badge | null> {
    const since = clock.now() - OLDEST_MS
    const rows = await store.answers(site, SAMPLE)
    const times = rows.flatMap(({ episode }) =>
      episode.answeredAt !== null && episode.answeredAt > since
        ? [episode.answeredAt - episode.startedAt]
        : [],
    )
    const medianMs = times.length < FEWEST ? null : percentile(times, 0.5)
    return medianMs === null ? null : { medianMs, sample: times.length, slow: medianMs > targetMs }
  }
  return {
    async of(site, targetMs) {
      const last = kept.get(site)
      if (last && clock.now() - last.at < FRESH_MS) return last.badge
      const badge = await measure(site, targetMs)
      kept.set(site, { badge, at: clock.now() })
      return badge
    },
  }
}
