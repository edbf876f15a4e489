import type { Histogram } from '../../protocol/report.ts'

/** One bar: how many answers took longer than `fromMs` and at most `toMs`. */
export interface Bar {
  fromMs: number
  toMs: number
  count: number
  /** Whether all of it is inside the target; null when there is no one target. */
  within: boolean | null
}

/** The bins as bars, up to the last one with an answer, but at least to the target and a minute. */
export function barsOf({ binMs, bins }: Histogram, targetMs: number | null): Bar[] {
  const last = bins.findLastIndex(count => count > 0)
  const shown = Math.max(last + 1, Math.ceil(Math.max(targetMs ?? 0, 60_000) / binMs))
  return bins.slice(0, shown).map((count, i) => {
    const toMs = (i + 1) * binMs
    return { fromMs: i * binMs, toMs, count, within: targetMs === null ? null : toMs <= targetMs }
  })
}

/** The target that all these have, or null when they differ or there are none. */
export function oneTarget(targets: readonly number[]): number | null {
  const [first, ...rest] = targets
  return first !== undefined && rest.every(other => other === first) ? first : null
}
