import type { Wait } from '../../protocol/episode.ts'
import type { Ledger } from '../../protocol/report.ts'

/** One wait of a visitor for a human message, measured. */
export interface Span {
  site: string
  department: string | null
  /** When the visitor wrote. */
  askedAt: number
  status: Ledger['status']
  /** Until the answer, or as long as it was seen to wait. */
  ms: number
  targetMs: number
  by: Ledger['answeredBy']
}

/** How many milliseconds of `from <= t < to` count, for a wait at this site and department. */
export type Measure = (of: Ledger, from: number, to: number) => number

/** Every millisecond counts. */
export const wallTime: Measure = (_, from, to) => Math.max(0, to - from)

/** The first response of each episode. */
export function firstSpans(ledgers: readonly Ledger[], measure: Measure): Span[] {
  return ledgers.map(of => firstSpan(of, measure))
}

/** The first response of an episode. */
export function firstSpan(of: Ledger, measure: Measure): Span {
  return {
    site: of.site,
    department: of.department,
    askedAt: of.startedAt,
    status: of.status,
    ms: measure(of, of.startedAt, of.startedAt + of.waitedMs),
    targetMs: of.targetMs,
    by: of.answeredBy,
  }
}

/**
 * Every later stretch of an episode from an unanswered visitor message to the next agent message, or to the resolution, or to
 * `now`; of one agent, or of all with null.
 */
export function nextSpans(
  of: Ledger,
  now: number,
  measure: Measure,
  agent: string | null = null,
): Span[] {
  const waits = of.waits.slice(1).filter(wait => agent === null || ownerOf(of, wait) === agent)
  return waits.map(({ askedAt, answeredAt, by }) => ({
    site: of.site,
    department: of.department,
    askedAt,
    status: statusOf(answeredAt, of.resolvedAt),
    ms: measure(of, askedAt, Math.max(askedAt, answeredAt ?? of.resolvedAt ?? now)),
    targetMs: of.targetMs,
    by,
  }))
}

/** Whether the first response of an episode is this agent’s to be counted; with null, whoever’s it is. */
export function isOf(of: Ledger, agent: string | null): boolean {
  const first = { askedAt: of.startedAt, by: of.answeredBy }
  return agent === null || ownerOf(of, first) === agent
}

/** Whose a stretch is: who answered it, or the last who held the episode while it ran; null when nobody did. */
function ownerOf(
  { holders }: Ledger,
  { askedAt, by }: Pick<Wait, 'askedAt' | 'by'>,
): string | null {
  const held = holders.findLast(({ endedAt }) => endedAt === null || endedAt > askedAt)
  return (by ?? held?.agent)?.id ?? null
}

function statusOf(answeredAt: number | null, resolvedAt: number | null): Span['status'] {
  if (answeredAt !== null) return 'answered'
  return resolvedAt === null ? 'waiting' : 'abandoned'
}
