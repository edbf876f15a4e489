import type { ConversationId } from '../../protocol/events.ts'

/** Where a waiting conversation stands; 1 is next. */
export interface Place {
  c: ConversationId
  position: number
  /** Milliseconds until somebody will have it; null while there is too little to measure by. */
  etaMs: number | null
}

/** Hand-overs looked back on, and how many make a rate worth telling. */
const WINDOW_MS = 15 * 60_000
const FEWEST = 3

export interface HandOvers {
  /** A waiting conversation of the site was handed to an agent. */
  note(site: string, at: number): void
  /** The mean milliseconds between two hand-overs lately; null when there were too few. */
  everyMs(site: string, now: number): number | null
}

/**
 * The measured rate of hand-overs. With k of them in the window, the expected time between two is the window's busy
 * length over k (the maximum-likelihood rate of a Poisson process); position p then waits p times as long.
 */
export function createHandOvers(): HandOvers {
  const times = new Map<string, number[]>()

  function recent(site: string, now: number): number[] {
    const kept = (times.get(site) ?? []).filter(at => at > now - WINDOW_MS)
    times.set(site, kept)
    return kept
  }
  return {
    note: (site, at) => void times.set(site, [...recent(site, at), at]),
    everyMs(site, now) {
      const kept = recent(site, now)
      const first = kept[0]
      if (first === undefined || kept.length < FEWEST) return null
      return (now - first) / (kept.length - 1)
    },
  }
}

/** The places of one site's waiting conversations, given in the order of the queue. */
export function places(waiting: readonly ConversationId[], everyMs: number | null): Place[] {
  return waiting.map((c, i) => {
    const position = i + 1
    return { c, position, etaMs: everyMs === null ? null : Math.round(everyMs * position) }
  })
}
