import fc from 'fast-check'
import { expect, test } from 'vitest'
import { percentile, ranked } from './percentile.ts'

test('[R11] the nearest rank is one of the values: worked by hand', () => {
  const five = [35, 20, 15, 50, 40]
  expect([0.05, 0.3, 0.4, 0.5, 1].map(ranked(five))).toEqual([15, 20, 20, 35, 50])
  expect([0.5, 0.9, 0.95, 0.99].map(ranked([9, 1, 2, 3, 4, 5, 6, 7, 8, 10]))).toEqual([
    5, 9, 10, 10,
  ])
  expect(percentile([7], 0)).toBe(7)
})

test('[R11] there is none of nothing, nor where it falls on an endless value', () => {
  expect(percentile([], 0.5)).toBeNull()
  const half = [1, 2, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  expect([0.25, 0.5, 0.51, 0.9].map(ranked(half))).toEqual([1, 2, null, null])
})

test('[R11] a whole rank stays that rank in floating point', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => i + 1)
  for (let k = 1; k <= 100; k++) expect(percentile(hundred, k / 100)).toBe(k)
})

test('[R11] at least the share is at or below it, and less than the share below it', () => {
  const values = fc.array(fc.oneof(fc.nat(50), fc.constant(Number.POSITIVE_INFINITY)), {
    minLength: 1,
    maxLength: 60,
  })
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 100 }), (list, percent) => {
      const before = [...list]
      const found = percentile(list, percent / 100)
      expect(list).toEqual(before)
      const naive = before
        .toSorted((a, b) => a - b)
        .find((v, _, all) => all.filter(x => x <= v).length * 100 >= percent * all.length)
      expect(found).toBe(naive === Number.POSITIVE_INFINITY ? null : naive)
    }),
  )
})
