import type { Point, SurvivalPoint } from '../../protocol/report.ts'

/** One who waited: until the answer, or until it was last seen unanswered. */
export interface Observation {
  ms: number
  answered: boolean
}

/** The normal quantile of a two-sided 95 % band. */
const Z = 1.959963984540054

/**
 * The share answered by each time at which somebody was, taking those without an answer as censored: E. L. Kaplan & P. Meier, JASA 53
 * (1958) 457. Who was last seen at the very time of an answer was still at risk then. `error` is Greenwood’s (1926); the band is his on
 * the log(−log) scale, which never leaves 0–1 (J. D. Kalbfleisch & R. L. Prentice, The Statistical Analysis of Failure Time Data, 1980, 1.3).
 */
export function survival(observations: readonly Observation[]): SurvivalPoint[] {
  const answers = sortedTimes(observations, true)
  const lost = sortedTimes(observations, false)
  const points: SurvivalPoint[] = []
  let unanswered = 1
  let greenwood = 0
  let gone = 0
  for (let i = 0; i < answers.length; ) {
    const ms = answers[i] ?? 0
    while ((lost[gone] ?? Number.POSITIVE_INFINITY) < ms) gone++
    const atRisk = answers.length - i + lost.length - gone
    const before = i
    while (answers[i] === ms) i++
    const now = i - before
    unanswered *= 1 - now / atRisk
    greenwood += now / (atRisk * (atRisk - now))
    points.push({ ms, answered: 1 - unanswered, atRisk, ...band(unanswered, greenwood) })
  }
  return points
}

/** The share of the answered that was answered by then: the empirical distribution function. */
export function answeredOnly(observations: readonly Observation[]): Point[] {
  const times = observations.filter(one => one.answered)
  return survival(times).map(({ ms, answered }) => ({ ms, answered }))
}

/** The first time at which half are answered; null when the curve ends before. */
export function median(curve: readonly Point[]): number | null {
  // A product of fractions may miss its half by a rounding error.
  return curve.find(point => point.answered >= 0.5 - 1e-9)?.ms ?? null
}

/** The curve with at most one point in each `stepMs`, for a screen: right at every multiple of the step. */
export function thinned<P extends Point>(curve: readonly P[], stepMs: number): P[] {
  const step = (ms: number) => Math.ceil(ms / stepMs)
  return curve.flatMap((point, i) => {
    const next = curve[i + 1]
    const last = next === undefined || step(next.ms) > step(point.ms)
    return last ? [{ ...point, ms: step(point.ms) * stepMs }] : []
  })
}

function sortedTimes(observations: readonly Observation[], answered: boolean): Float64Array {
  const times = observations.filter(one => one.answered === answered)
  return Float64Array.from(times, one => one.ms).sort()
}

function band(
  unanswered: number,
  greenwood: number,
): Pick<SurvivalPoint, 'error' | 'low' | 'high'> {
  // At the last answer of an uncensored sample the sum is endless and says nothing.
  if (!Number.isFinite(greenwood)) return { error: null, low: null, high: null }
  const root = Math.sqrt(greenwood)
  const spread = Math.exp((Z * root) / -Math.log(unanswered))
  return {
    error: unanswered * root,
    low: 1 - unanswered ** (1 / spread),
    high: 1 - unanswered ** spread,
  }
}
