import { expect, it } from 'vitest'
import { createBuckets } from './bucket.ts'

function given() {
  const clock = { at: 1_000_000, now: () => clock.at }
  return { clock, buckets: createBuckets({ clock, capacity: 3, refillPerSecond: 2 }) }
}

it('gives its capacity at once, then says how long until the next', () => {
  const { clock, buckets } = given()
  expect([1, 2, 3].map(() => buckets.take('k'))).toEqual([0, 0, 0])
  expect(buckets.take('k')).toBe(500)
  clock.at += 499
  const retryMs = buckets.take('k')
  expect(retryMs).toBeGreaterThan(0)
  clock.at += retryMs
  expect(buckets.take('k')).toBe(0)
  expect(buckets.take('k')).toBeGreaterThan(490)
})

it('keeps keys apart and never saves more than its capacity', () => {
  const { clock, buckets } = given()
  buckets.take('k')
  clock.at += 3_600_000
  expect([1, 2, 3, 4].map(() => buckets.take('k') > 0)).toEqual([false, false, false, true])
  expect(buckets.take('other')).toBe(0)
})

it('a clock that jumps back blocks nobody for long', () => {
  const { clock, buckets } = given()
  for (const _ of [1, 2, 3]) buckets.take('k')
  clock.at -= 3_600_000
  expect(buckets.take('k')).toBe(500)
  clock.at += 500
  expect(buckets.take('k')).toBe(0)
})

it('still limits a key after a flood of others made it forget full ones', () => {
  const { clock, buckets } = given()
  for (let i = 0; i < 10_000; i++) buckets.take(`flood-${i}`)
  clock.at += 60_000
  for (const _ of [1, 2, 3]) buckets.take('k')
  for (let i = 0; i < 25_000; i++) buckets.take(`again-${i}`)
  expect(buckets.take('k')).toBe(500)
})
