import { describe, expect, it } from 'vitest'
import { difference, ENOUGH, triggersReport } from './lift.ts'

describe('[A] the difference of two shares', () => {
  // Newcombe 1998, table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('%i of %i less %i of %i has the published interval', (a, m, b, n, low, high) => {
    const { difference: d, from, to } = difference({ hits: a, of: m }, { hits: b, of: n })
    expect(d).toBeCloseTo(a / m - b / n, 12)
    expect(from).toBeCloseTo(low, 4)
    expect(to).toBeCloseTo(high, 4)
  })

  it('worked by hand: 20 of 100 against 10 of 100 is ten points, from 0.1 to 19.9', () => {
    // Wilson: 20/100 → 0.1334–0.2888, 10/100 → 0.0552–0.1744.
    // √(0.0666² + 0.0744²) = 0.0998 below, √(0.0888² + 0.0448²) = 0.0995 above.
    const { difference: d, from, to } = difference({ hits: 20, of: 100 }, { hits: 10, of: 100 })
    expect([d, from, to].map(x => Math.round(x * 1000))).toEqual([100, 0, 199])
  })
})

const range = { site: null, from: 0, to: 10 }
const count = (group: 'shown' | 'held', visitors: number, conversations = 0, orders = 0) => ({
  ...{ site: 'shop', trigger: 'cart', group, visitors, conversations, orders },
})

describe('[A] the report of triggers', () => {
  it('sets those who were shown it against those who were held back', () => {
    const { triggers } = triggersReport(range, [
      count('shown', 100, 20, 5),
      count('held', 100, 10, 5),
    ])
    expect(triggers).toMatchObject([
      {
        ...{
          site: 'shop',
          trigger: 'cart',
          shown: { visitors: 100, conversations: 20, orders: 5 },
        },
        ...{ conversationLift: { difference: 0.1 }, orderLift: { difference: 0 } },
      },
    ])
  })

  it('says no lift while either group is too small, and keeps sites apart', () => {
    const few = triggersReport(range, [count('shown', 900), count('held', ENOUGH - 1)])
    expect(few.triggers).toMatchObject([{ conversationLift: null, orderLift: null }])
    const none = triggersReport(range, [count('shown', 900), { ...count('held', 900), site: 'b' }])
    expect(none.triggers.map(({ site, held }) => [site, held.visitors])).toEqual([
      ['shop', 0],
      ['b', 900],
    ])
    expect(triggersReport(range, [count('shown', 30), count('held', 30)]).triggers).toMatchObject([
      { orderLift: { difference: 0 } },
    ])
  })
})
