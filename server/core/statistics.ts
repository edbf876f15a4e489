import type { FirstResponse, Ledger } from '../../protocol/report.ts'

/** Printed beside every number that uses it. */
export const FIRST_RESPONSE_DEFINITION: string =
  'From the relay’s receipt of the first visitor message of an episode to its receipt of the first public message that a ' +
  'human agent sent in it, in milliseconds of the relay’s clock. Automatic replies never stop the clock. Episodes still ' +
  'waiting past their target and abandoned ones count as unanswered; those still inside their target are not counted yet.'

/** The first-response numbers of a set of ledgers. Percentiles are nearest-rank (NIST Handbook 2.6.2, type 1 of Hyndman & Fan 1996). */
export function firstResponse(
  query: { site: string | null; from: number; to: number },
  ledgers: Ledger[],
): FirstResponse {
  const count = (status: Ledger['status']) => ledgers.filter(l => l.status === status).length
  const decided = ledgers.filter(l => l.status !== 'waiting' || l.waitedMs > l.targetMs)
  const within = decided.filter(isWithin).length
  const times = decided.map(l => l.firstResponseMs ?? Number.POSITIVE_INFINITY)
  return {
    definition: FIRST_RESPONSE_DEFINITION,
    ...query,
    episodes: ledgers.length,
    answered: count('answered'),
    waiting: count('waiting'),
    abandoned: count('abandoned'),
    within,
    share: decided.length ? within / decided.length : null,
    p50Ms: percentile(times, 0.5),
    p90Ms: percentile(times, 0.9),
    ledgers,
  }
}

/** The smallest value that at least the share `p` of the values do not exceed; null when it is endless or there are none. */
export function percentile(values: readonly number[], p: number): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)]
  return value !== undefined && Number.isFinite(value) ? value : null
}

function isWithin(l: Ledger): boolean {
  return l.firstResponseMs !== null && l.firstResponseMs <= l.targetMs
}
