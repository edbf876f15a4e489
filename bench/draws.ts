import { createRandom, type Random } from '../e2e/sim/random.ts'

/** A lognormal distribution by its median and its spread on the log scale. */
export interface Lognormal {
  median: number
  sigma: number
}

/** The standard normal quantile of 0.9. */
const Z90 = 1.2815515655446004

/** The lognormal distribution with this median and 90th percentile. */
export function lognormal(median: number, p90: number): Lognormal {
  return { median, sigma: Math.log(p90 / median) / Z90 }
}

export function meanOf({ median, sigma }: Lognormal): number {
  return median * Math.exp(sigma ** 2 / 2)
}

/** One value of a lognormal distribution (G. E. P. Box & M. E. Muller, Ann. Math. Stat. 29 (1958) 610). */
export function drawLognormal(random: Random, { median, sigma }: Lognormal): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.next()))
  return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * random.next()))
}

export function drawExponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random.next())
}

/** The numbers that belong to `keys`, whoever asks first: policies that meet in the same place draw the same. */
export function keyed(...keys: number[]): Random {
  let hash = 0x9e3779b9
  for (const key of keys) {
    hash = Math.imul(hash ^ (key + 1), 0x85ebca6b)
    hash ^= hash >>> 13
    hash = Math.imul(hash, 0xc2b2ae35)
    hash ^= hash >>> 16
  }
  return createRandom(hash)
}
