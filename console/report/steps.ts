import type { Point } from '../../protocol/report.ts'

/** Both curves at common times, from 0 to `toMs`: what a chart and a table of the two are drawn from. */
export interface Steps {
  ms: number[]
  answeredOnly: number[]
  survival: number[]
}

/** The share that a step curve has reached at `ms`. */
export function reached(curve: readonly Point[], ms: number): number {
  return curve.findLast(point => point.ms <= ms)?.answered ?? 0
}

/** Reads both curves at every time at which one of them steps. */
export function stepsOf(
  curves: { answeredOnly: readonly Point[]; survival: readonly Point[] },
  toMs: number,
): Steps {
  const times = [...curves.answeredOnly, ...curves.survival].map(({ ms }) => ms)
  const ms = [...new Set([0, ...times.filter(time => time > 0 && time < toMs), toMs])]
  ms.sort((a, b) => a - b)
  return read(curves, ms)
}

/** Reads both curves every `everyMs`, for a table that a person can read. */
export function rowsOf(
  curves: { answeredOnly: readonly Point[]; survival: readonly Point[] },
  toMs: number,
  everyMs: number,
): Steps {
  const ms = Array.from({ length: Math.floor(toMs / everyMs) }, (_, i) => (i + 1) * everyMs)
  return read(curves, ms)
}

function read(
  curves: { answeredOnly: readonly Point[]; survival: readonly Point[] },
  ms: number[],
): Steps {
  return {
    ms,
    answeredOnly: ms.map(time => reached(curves.answeredOnly, time)),
    survival: ms.map(time => reached(curves.survival, time)),
  }
}
