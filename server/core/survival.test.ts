import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answeredOnly, medianOf, type Observation, survival, thinned, timesOf } from './survival.ts'

const seen = (answered: boolean) => (ms: number) => ({ ms, answered })

// Weeks in remission of children with acute leukaemia: Freireich et al., Blood 21 (1963) 699; as Gehan, Biometrika 52 (1965) 203.
const treated = [
  ...[6, 6, 6, 7, 10, 13, 16, 22, 23].map(seen(true)),
  ...[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(seen(false)),
]
const control = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23].map(
  seen(true),
)

describe('[R11] Kaplan–Meier on the 6-MP trial', () => {
  test('gives the estimates and Greenwood errors of Klein & Moeschberger, Survival Analysis (2003), table 4.1', () => {
    // Week, at risk, S(t), standard error.
    const published = [
      [6, 21, 0.857, 0.076],
      [7, 17, 0.807, 0.087],
      [10, 15, 0.753, 0.096],
      [13, 12, 0.69, 0.107],
      [16, 11, 0.627, 0.114],
      [22, 7, 0.538, 0.128],
      [23, 6, 0.448, 0.135],
    ]
    const round = (x: number) => Math.round(x * 1000) / 1000
    expect(
      survival(timesOf(treated)).map(p => [
        p.ms,
        p.atRisk,
        round(1 - p.answered),
        round(p.error ?? -1),
      ]),
    ).toEqual(published)
    expect(medianOf(timesOf(treated))).toBe(23)
  })

  test('the first two steps by hand: three of 21, then one of 17, since one of the 21 was lost at week 6', () => {
    const [six, seven] = survival(timesOf(treated))
    expect(1 - (six?.answered ?? 0)).toBeCloseTo(18 / 21, 12)
    expect(1 - (seven?.answered ?? 0)).toBeCloseTo((18 / 21) * (16 / 17), 12)
    const sum = 3 / (21 * 18) + 1 / (17 * 16)
    expect(seven?.error).toBeCloseTo((18 / 21) * (16 / 17) * Math.sqrt(sum), 12)
  })

  test('gives the 95 % band that Stata’s `sts list` prints for the control group (G. Rodríguez, Princeton, pop509/gehan)', () => {
    const [one, two] = survival(timesOf(control))
    // 0.9048 (0.0641) 0.6700–0.9753 and 0.8095 (0.0857) 0.5689–0.9239, of the unanswered.
    expect(1 - (one?.high ?? 0)).toBeCloseTo(0.67, 4)
    expect(1 - (one?.low ?? 0)).toBeCloseTo(0.9753, 4)
    expect(one?.error).toBeCloseTo(0.0641, 4)
    expect(1 - (two?.high ?? 0)).toBeCloseTo(0.5689, 4)
    expect(1 - (two?.low ?? 0)).toBeCloseTo(0.9239, 4)
    expect(two?.error).toBeCloseTo(0.0857, 4)
    expect(medianOf(timesOf(control))).toBe(8)
  })
})

test('[R11] of nobody, or nobody answered, the curve is empty and has no median', () => {
  expect(survival(timesOf([]))).toEqual([])
  expect(survival(timesOf([5, 9].map(seen(false))))).toEqual([])
  expect(medianOf(timesOf([5, 9].map(seen(false))))).toBeNull()
})

test('[R11] where all are answered the curve ends at 1 and has no band there', () => {
  const [half, all] = survival(timesOf([4, 9].map(seen(true))))
  expect(half).toMatchObject({ ms: 4, answered: 0.5, atRisk: 2 })
  expect(all).toEqual({ ms: 9, answered: 1, atRisk: 1, error: null, low: null, high: null })
})

const observations: fc.Arbitrary<Observation[]> = fc.array(
  fc.record({ ms: fc.nat(200), answered: fc.boolean() }),
  { maxLength: 60 },
)

test('[R11] without censoring Kaplan–Meier is the plain share answered by then', () => {
  fc.assert(
    fc.property(observations, list => {
      const times = list.filter(one => one.answered)
      for (const { ms, answered } of answeredOnly(timesOf(list)))
        expect(answered).toBeCloseTo(times.filter(t => t.ms <= ms).length / times.length, 9)
    }),
  )
})

test('[R11] the curve rises within 0–1, its band holds it, and its median is where it passes a half', () => {
  fc.assert(
    fc.property(observations, list => {
      const curve = survival(timesOf(list))
      expect(medianOf(timesOf(list))).toBe(curve.find(p => p.answered >= 0.5 - 1e-9)?.ms ?? null)
      let before = { ms: -1, answered: 0 }
      for (const point of curve) {
        expect(point.ms).toBeGreaterThan(before.ms)
        expect(point.answered).toBeGreaterThan(before.answered)
        expect(point.answered).toBeLessThanOrEqual(1)
        expect(point.atRisk).toBe(list.filter(one => one.ms >= point.ms).length)
        if (point.low !== null && point.high !== null) {
          expect(point.low).toBeGreaterThanOrEqual(0)
          expect(point.low).toBeLessThanOrEqual(point.answered)
          expect(point.high).toBeGreaterThanOrEqual(point.answered)
          expect(point.high).toBeLessThanOrEqual(1)
        }
        before = point
      }
    }),
  )
})

test('[R11] a thinned curve says the same at each step', () => {
  fc.assert(
    fc.property(observations, list => {
      const [exact, thin] = [survival(timesOf(list)), thinned(survival(timesOf(list)), 10)]
      for (let ms = 0; ms <= 200; ms += 10) {
        const at = (curve: typeof exact) => curve.findLast(p => p.ms <= ms)?.answered ?? 0
        expect(at(thin)).toBe(at(exact))
      }
      expect(thin.length).toBeLessThanOrEqual(21)
    }),
  )
})

test('[R11] the median of ten answered one after another is the fifth, whatever the rounding', () => {
  for (let n = 2; n <= 200; n += 2) {
    const times = Array.from({ length: n }, (_, i) => i + 1)
    expect(medianOf(timesOf(times.map(seen(true))))).toBe(n / 2)
  }
})
