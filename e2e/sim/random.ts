export interface Random {
  /** 0 ≤ x < 1. */
  next(): number
  chance(p: number): boolean
  /** A whole number, 0 ≤ x < n. */
  below(n: number): number
  pick<T>(list: readonly T[]): T | undefined
}

/** The same seed, the same numbers (mulberry32, T. Ettinger 2017). */
export function createRandom(seed: number): Random {
  let a = seed | 0
  function next(): number {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number) => Math.floor(next() * n)
  return { next, chance: p => next() < p, below, pick: list => list[below(list.length)] }
}
