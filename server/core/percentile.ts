/**
 * The smallest value that at least the share `p` of the values do not exceed; null when it is endless or there are none.
 * Nearest rank: type 1 of Hyndman & Fan, The American Statistician 50 (1996) 361.
 */
export function percentile(values: readonly number[], p: number): number | null {
  return ranked(values)(p)
}

/** `percentile` for several shares of the same values, which are sorted once. */
export function ranked(values: readonly number[]): (p: number) => number | null {
  return rankedIn(Float64Array.from(values).sort(), values.length)
}

/** The same over `count` values, of which those in `sorted` are the smallest and all others endless. */
export function rankedIn(sorted: Float64Array, count: number): (p: number) => number | null {
  return p => {
    // 0.07 · 100 is a hair more than 7 in floating point; it means the 7th.
    const rank = Math.ceil(p * count - 1e-9)
    const value = sorted[Math.max(0, rank - 1)]
    return value !== undefined && Number.isFinite(value) ? value : null
  }
}
