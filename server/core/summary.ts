import type { Difference, Summary } from '../../protocol/report.ts'
import { ranked } from './percentile.ts'
import type { Span } from './spans.ts'
import { median, survival } from './survival.ts'

/**
 * The numbers of a set of waits. A share leaves out only what nobody can know yet: a wait that still runs and has not passed the time in
 * question. The percentiles are over those that the headline share counts.
 */
export function summary(spans: readonly Span[]): Summary {
  const counts = { answered: 0, waiting: 0, abandoned: 0 }
  const target = tally(span => span.targetMs)
  const fixed = [15_000, 30_000, 60_000].map(ms => tally(() => ms))
  const times: number[] = []
  for (const span of spans) {
    counts[span.status]++
    for (const one of fixed) one.add(span)
    if (target.add(span))
      times.push(span.status === 'answered' ? span.ms : Number.POSITIVE_INFINITY)
  }
  const rank = ranked(times)
  const [share15 = null, share30 = null, share60 = null] = fixed.map(one => one.share())
  return {
    count: spans.length,
    ...counts,
    within: target.within(),
    share: target.share(),
    share15,
    share30,
    share60,
    p50Ms: rank(0.5),
    p90Ms: rank(0.9),
    p95Ms: rank(0.95),
    p99Ms: rank(0.99),
    medianMs: median(survival(observed(spans))),
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
function tally(limitOf: (span: Span) => number) {
  let known = 0
  let within = 0
  return {
    /** Whether it is known of this one. */
    add(span: Span): boolean {
      const inTime = span.ms <= limitOf(span)
      if (span.status === 'waiting' && inTime) return false
      known++
      if (span.status === 'answered' && inTime) within++
      return true
    },
    within: () => within,
    share: () => (known > 0 ? within / known : null),
  }
}
