import type { Words } from '../words/english.ts'
import { span } from '../words/format.ts'

/** A share in per cent, cut and not rounded: 99.96 % is not "100 %". A dash where there is none. */
export function percentText(share: number | null, locale: string, digits: 0 | 1 = 1): string {
  if (share === null) return '–'
  const per = 10 ** (digits + 2)
  // A share such as 0.29 is a hair less in floating point.
  const cut = Math.floor(share * per + 1e-9) / per
  const shape = { style: 'percent', maximumFractionDigits: digits } as const
  return new Intl.NumberFormat(locale, shape).format(cut)
}

/** A percentile in words: a time, "unanswered" where it falls on one that never was, a dash where there is nothing. */
export function timeText(
  ms: number | null,
  share: number | null,
  words: Words,
  locale: string,
): string {
  // In one piece: a narrow column must not part a number from its unit.
  if (ms !== null) return span(ms, words, locale).replaceAll(' ', '\u00a0')
  return share === null ? '–' : words.report.endless
}
