import type { Ledger } from '../../protocol/report.ts'

/** Whether the target passed without a human reply; one that still waits may have passed it since the report was made. */
export function isBreach(ledger: Ledger, now: number): boolean {
  if (ledger.status === 'waiting') return now - ledger.startedAt > ledger.targetMs
  return ledger.waitedMs > ledger.targetMs
}

/** The ledgers past their target and the others, newest first each. */
export function sorted(
  ledgers: readonly Ledger[],
  now: number,
): { breaches: Ledger[]; others: Ledger[] } {
  const newest = ledgers.toReversed()
  return {
    breaches: newest.filter(ledger => isBreach(ledger, now)),
    others: newest.filter(ledger => !isBreach(ledger, now)),
  }
}
