const DAY_MS = 86_400_000
const LONGEST_MS = 366 * DAY_MS

/** The range a report is asked for, epoch milliseconds: the last 24 hours unless told otherwise. */
export function rangeOf(
  asked: { from?: number | undefined; to?: number | undefined },
  now: number,
): { from: number; to: number } | { error: string } {
  // One past now: the range ends before `to`, and an episode of this millisecond counts.
  const to = asked.to ?? now + 1
  const from = asked.from ?? to - DAY_MS
  if (from >= to) return { error: 'from: expected a time before `to`' }
  if (to - from > LONGEST_MS) return { error: 'from: expected at most 366 days before `to`' }
  return { from, to }
}
