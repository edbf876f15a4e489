import type { Clock } from './ports.ts'

export interface Buckets {
  /** Takes one token of `key`: 0 when there was one, else the milliseconds until there is. */
  take(key: string): number
}

const FORGET_ABOVE = 10_000

/** Token buckets by key: `capacity` at once, then `refillPerSecond`. Full buckets are forgotten, so memory is bounded. */
export function createBuckets(env: {
  clock: Pick<Clock, 'now'>
  capacity: number
  refillPerSecond: number
}): Buckets {
  const { clock, capacity, refillPerSecond } = env
  const buckets = new Map<string, { tokens: number; at: number }>()
  let forgetAbove = FORGET_ABOVE

  function level(bucket: { tokens: number; at: number }, now: number): number {
    const gained = (Math.max(0, now - bucket.at) / 1000) * refillPerSecond
    return Math.min(capacity, bucket.tokens + gained)
  }
  function forgetFull(now: number) {
    for (const [key, bucket] of buckets) if (level(bucket, now) >= capacity) buckets.delete(key)
    // Twice what is left, so that a flood of new keys does not look at all of them for each one.
    forgetAbove = Math.max(FORGET_ABOVE, 2 * buckets.size)
  }

  return {
    take(key) {
      const now = clock.now()
      const bucket = buckets.get(key)
      const tokens = bucket ? level(bucket, now) : capacity
      if (!bucket && buckets.size >= forgetAbove) forgetFull(now)
      const allowed = tokens >= 1
      buckets.set(key, { tokens: allowed ? tokens - 1 : tokens, at: now })
      return allowed ? 0 : Math.ceil(((1 - tokens) / refillPerSecond) * 1000)
    },
  }
}
