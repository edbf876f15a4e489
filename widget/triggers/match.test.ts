import { expect, test } from 'vitest'
import type { When } from '../../protocol/trigger.ts'
import { match, type Sight } from './match.ts'

const sight: Sight = {
  url: 'https://shop.example/blouse/pink?size=m',
  referrer: 'https://search.example/?q=blouse',
  seconds: 12.4,
  scroll: 60,
  idle: 3,
  exit: false,
  cart: 250,
  returning: false,
  device: 'phone',
  hours: 'open',
  events: new Set(['size-guide']),
}
const holds = (when: When, now: Partial<Sight> = {}) =>
  match(when, { ...sight, ...now }).every(condition => condition.holds)

test.each<[When, boolean]>([
  [{ url: '/blouse/' }, true],
  [{ url: '/blouse/*size=m' }, true],
  [{ url: 'size=*blouse' }, false],
  [{ url: '/blouse*/blouse' }, false],
  [{ url: '.' }, true],
  [{ url: '/shirt' }, false],
  [{ referrer: 'search.example' }, true],
  [{ referrer: 'ads.example' }, false],
  [{ seconds: 12 }, true],
  [{ seconds: 13 }, false],
  [{ scroll: 60 }, true],
  [{ scroll: 61 }, false],
  [{ idle: 3 }, true],
  [{ idle: 4 }, false],
  [{ exit: true }, false],
  [{ cart: { min: 250 } }, true],
  [{ cart: { min: 251 } }, false],
  [{ cart: { max: 249 } }, false],
  [{ cart: { min: 1, max: 250 } }, true],
  [{ returning: false }, true],
  [{ returning: true }, false],
  [{ device: 'phone' }, true],
  [{ device: 'desktop' }, false],
  [{ hours: 'open' }, true],
  [{ hours: 'closed' }, false],
  [{ event: 'size-guide' }, true],
  [{ event: 'size' }, false],
  [{ url: '/blouse', seconds: 13 }, false],
  [{ url: '/blouse', seconds: 12, device: 'phone' }, true],
])('%j: %s', (when, expected) => {
  expect(holds(when)).toBe(expected)
})

test('what nobody has told yet does not hold', () => {
  expect(holds({ cart: { max: 100 } }, { cart: null })).toBe(false)
  expect(holds({ hours: 'closed' }, { hours: null })).toBe(false)
})

test('each condition tells what was wanted, and what is', () => {
  expect(match({ seconds: 20, event: 'x' }, sight)).toEqual([
    { condition: 'seconds', wanted: 20, value: 12.4, holds: false },
    { condition: 'event', wanted: 'x', value: ['size-guide'], holds: false },
  ])
})
