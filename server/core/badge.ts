import type { Badge } from '../../protocol/down.ts'
import { percentile } from './percentile.ts'
import type { Clock, Store } from './ports.ts'

export interface Badges {
  /** How fast the site answered lately; null under ten answers. Measured again when a minute has passed. */
  of(site: string): Promise<Badge | null>
  /** What was measured last. */
  last(site: string): Badge | null
  /** The site has given a first reply: it is measured again, once for all replies of a few seconds. */
  answered(site: string): void
  close(): void
}

/** The answers looked back on, the age beyond which they say nothing of today, and the fewest that say anything. */
const SAMPLE = 50
const OLDEST_MS = 7 * 24 * 3600_000
const FEWEST = 10
const FRESH_MS = 60_000
const GATHER_MS = 3000

/** The honest badge: the median of the last human first replies. */
export function createBadges(env: {
  store: Pick<Store, 'answers'>
  clock: Clock
  targetOf: (site: string) => number
  /** Some site would be shown with another badge than before. */
  changed: () => void
  /** Lets work go on by itself; a failure is logged. */
  background: (work: Promise<unknown>) => void
}): Badges {
  const { store, clock, targetOf, changed, background } = env
  const kept = new Map<string, { badge: Badge | null; at: number }>()
  const timers = new Map<string, () => void>()
  let closed = false

  async function median(site: string): Promise<Badge | null> {
    const since = clock.now() - OLDEST_MS
    const rows = await store.answers(site, SAMPLE)
    const times = rows.flatMap(({ episode }) =>
      episode.answeredAt !== null && episode.answeredAt > since
        ? [episode.answeredAt - episode.startedAt]
        : [],
    )
    const medianMs = times.length < FEWEST ? null : percentile(times, 0.5)
    return medianMs === null
      ? null
      : { medianMs, sample: times.length, slow: medianMs > targetOf(site) }
  }
  async function measure(site: string): Promise<Badge | null> {
    const at = clock.now()
    const badge = await median(site)
    const before = kept.get(site)
    // A later measurement may have come back first.
    if (before && before.at > at) return before.badge
    kept.set(site, { badge, at })
    if (shown(badge) !== shown(before?.badge ?? null)) changed()
    return badge
  }
  return {
    async of(site) {
      const last = kept.get(site)
      return last && clock.now() - last.at < FRESH_MS ? last.badge : measure(site)
    },
    last: site => kept.get(site)?.badge ?? null,
    answered(site) {
      if (closed || timers.has(site)) return
      const cancel = clock.after(GATHER_MS, () => {
        timers.delete(site)
        background(measure(site))
      })
      timers.set(site, cancel)
    },
    close() {
      closed = true
      for (const cancel of timers.values()) cancel()
    },
  }
}

/** What a widget makes of a badge: two with the same need not both be told. */
export function shown(badge: Badge | null): string {
  if (!badge) return ''
  const { medianMs, slow } = badge
  const time =
    medianMs <= 90_000 ? `${Math.ceil(medianMs / 1000)} s` : `${Math.ceil(medianMs / 60_000)} min`
  return slow ? `slow ${time}` : time
}
