import type { Point, SurvivalPoint } from '../../protocol/report.ts'

/** One who waited: until the answer, or until it was last seen unanswered. */
export interface Observation {
  ms: number
  answered: boolean
}

/** The normal quantile of a two-sided 95 % band. */
const Z = 1.959963984540054

/** Waits as survival analysis sees them, each kind in order: until the answer, and until they were last seen unanswered. */
export interface Times {
  answers: Float64Array
  lost: Float64Array
}

/** Sorts waits by what became of them; sort once, and ask for every number. */
export function timesOf(observations: readonly Observation[]): Times {
  const answers = new Float64Array(observations.length)
  const lost = new Float64Array(observations.length)
  let [met, gone] = [0, 0]
  for (const { ms, answered } of observations) {
    if (answered) answers[met++] = ms
    else lost[gone++] = ms
  }
  return { answers: answers.subarray(0, met).sort(), lost: lost.subarray(0, gone).sort() }
}

/**
 * The share answered by each time at which somebody was, taking those without an answer as censored: E. L. Kaplan & P. Meier, JASA 53
 * (1958) 457. Who was last seen at the very time of an answer was still at risk then. `error` is Greenwood’s (1926); the band is his on
 * the log(−log) scale, which never leaves 0–1 (J. D. Kalbfleisch & R. L. Prentice, The Statistical Analysis of Failure Time Data, 1980, 1.3).
 */
export function survival(times: Times): SurvivalPoint[] {
  const points: SurvivalPoint[] = []
  for (const { ms, answered, atRisk, unanswered, greenwood } of steps(times))
    points.push({ ms, answered, atRisk, ...band(unanswered, greenwood) })
  return points
}

/** The share of the answered that was answered by then: the empirical distribution function. */
export function answeredOnly({ answers }: Times): Point[] {
  return Array.from(steps({ answers, lost: none }), ({ ms, answered }) => ({ ms, answered }))
}

/** When half are answered, by Kaplan–Meier; null when the curve ends before. */
export function medianOf(times: Times): number | null {
  for (const { ms, answered } of steps(times)) if (halfway(answered)) return ms
  return null
}

const none = new Float64Array(0)

function* steps({ answers, lost }: Times) {
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
    yield { ms, answered: 1 - unanswered, atRisk, unanswered, greenwood }
  }
}

/** A product of fractions may miss its half by a rounding error. */
function halfway(answered: number): boolean {
  return answered >= 0.5 - 1e-9
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
