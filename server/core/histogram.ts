import type { Histogram } from '../../protocol/report.ts'
import type { Span } from './spans.ts'

/** Five seconds a bin, up to two minutes: the bins up to the target are exactly those answered within it. */
export function histogram(spans: readonly Span[], binMs = 5000, bins = 24): Histogram {
  const result: Histogram = {
    binMs,
    bins: Array.from({ length: bins }, () => 0),
    over: 0,
    waiting: 0,
    abandoned: 0,
  }
  for (const { status, ms } of spans) {
    if (status !== 'answered') result[status]++
    else {
      const bin = Math.max(0, Math.ceil(ms / binMs) - 1)
      const count = result.bins[bin]
      if (count === undefined) result.over++
      else result.bins[bin] = count + 1
    }
  }
  return result
}
