import type { Difference, Summary } from '../../protocol/report.ts'
import { ranked } from './percentile.ts'
import type { Span } from './spans.ts'
import { median, survival } from './survival.ts'

/**
 * The numbers of a set of waits. A share leaves out only what nobody can know yet: a wait that still runs and has not passed the time in
 * question. The percentiles are over those that the headline share counts.
 */
export function summary(spans: readonly Span[]): Summary {
  const decided = spans.filter(isDecided)
  const rank = ranked(decided.map(s => (s.status === 'answered' ? s.ms : Number.POSITIVE_INFINITY)))
  const count = (status: Span['status']) => spans.filter(s => s.status === status).length
  const within = decided.filter(s => isWithin(s, s.targetMs)).length
  return {
    count: spans.length,
    answered: count('answered'),
    waiting: count('waiting'),
    abandoned: count('abandoned'),
    within,
    share: decided.length ? within / decided.length : null,
    share15: share(spans, 15_000),
    share30: share(spans, 30_000),
    share60: share(spans, 60_000),
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

function share(spans: readonly Span[], ms: number): number | null {
  const known = spans.filter(s => s.status !== 'waiting' || s.ms > ms)
  return known.length ? known.filter(s => isWithin(s, ms)).length / known.length : null
}

function isDecided(span: Span): boolean {
  return span.status !== 'waiting' || span.ms > span.targetMs
}

function isWithin(span: Span, ms: number): boolean {
  return span.status === 'answered' && span.ms <= ms
}
