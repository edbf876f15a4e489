import type { Difference, Summary } from '../../protocol/report.ts'
import { rankedIn } from './percentile.ts'
import type { Span } from './spans.ts'
import { medianOf, type Times, timesOf } from './survival.ts'

/**
 * The numbers of a set of waits. A share leaves out only what nobody can know yet: a wait that still runs and has not passed the time in
 * question. The percentiles are over those that the headline share counts.
 */
export function summary(spans: readonly Span[], times: Times = timesOf(observed(spans))): Summary {
  const counts = { answered: 0, waiting: 0, abandoned: 0 }
  const target = tally()
  const [in15, in30, in60] = [tally(), tally(), tally()]
  for (const span of spans) {
    counts[span.status]++
    target.add(span, span.targetMs)
    in15.add(span, 15_000)
    in30.add(span, 30_000)
    in60.add(span, 60_000)
  }
  // Every answer is known, and sorted already; the others that are known are endless.
  const rank = rankedIn(times.answers, target.known())
  return {
    count: spans.length,
    ...counts,
    within: target.within(),
    share: target.share(),
    share15: in15.share(),
    share30: in30.share(),
    share60: in60.share(),
    p50Ms: rank(0.5),
    p90Ms: rank(0.9),
    p95Ms: rank(0.95),
    p99Ms: rank(0.99),
    medianMs: medianOf(times),
  }
}

/** Now minus before for each number that both have. */
export function difference(now: Summary, before: Summary): Difference {
  const minus = (a: number | null, b: number | null) => (a === null || b === null ? null : a - b)
  return {
    count: minus(now.count, before.count),
    answered: minus(now.answered, before.answered),
    waiting: minus(now.waiting, before.waiting),
    abandoned: minus(now.abandoned, before.abandoned),
    within: minus(now.within, before.within),
    share: minus(now.share, before.share),
    share15: minus(now.share15, before.share15),
    share30: minus(now.share30, before.share30),
    share60: minus(now.share60, before.share60),
    p50Ms: minus(now.p50Ms, before.p50Ms),
    p90Ms: minus(now.p90Ms, before.p90Ms),
    p95Ms: minus(now.p95Ms, before.p95Ms),
    p99Ms: minus(now.p99Ms, before.p99Ms),
    medianMs: minus(now.medianMs, before.medianMs),
  }
}

/** The waits as survival analysis sees them: the unanswered are censored. */
export function observed(spans: readonly Span[]): { ms: number; answered: boolean }[] {
  return spans.map(({ ms, status }) => ({ ms, answered: status === 'answered' }))
}

/** Counts who was answered in time, among those of whom it is known. */
function tally() {
  let known = 0
  let within = 0
  return {
    add({ ms, status }: Span, limitMs: number): void {
      const inTime = ms <= limitMs
      if (status === 'waiting' && inTime) return
      known++
      if (status === 'answered' && inTime) within++
    },
    known: () => known,
    within: () => within,
    share: () => (known > 0 ? within / known : null),
  }
}
