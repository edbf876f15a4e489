import type { Words } from './english.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A span as people read it: "24.1 s" below 100 s, then "3 min 12 s", then "1 h 5 min". */
export function span(ms: number, words: Words, language: string): string {
  const { unit } = words
  // Cut, not rounded: 59.96 s inside a target of 60 s must not read as 60.0.
  const tenths = Math.floor(Math.max(0, ms) / 100)
  if (tenths < 1000) {
    const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
    return unit.s(new Intl.NumberFormat(language, digits).format(tenths / 10))
  }
  const seconds = Math.floor(tenths / 10)
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  if (hours > 0) return `${unit.h(String(hours))} ${unit.min(String(minutes))}`
  return `${unit.min(String(minutes))} ${unit.s(String(seconds % 60))}`
}

/** A span in one rough number: "41 s", "12 min", "3 h". */
export function roughly(ms: number, words: Words): string {
  const { unit } = words
  if (ms < 100_000) return unit.s(String(Math.max(0, Math.floor(ms / 1000))))
  if (ms < 100 * MINUTE) return unit.min(String(Math.floor(ms / MINUTE)))
  return unit.h(String(Math.floor(ms / HOUR)))
}

/** How long ago, as short as an inbox wants it: "now", "4 min", "2 h", then the date. */
export function ago(at: number, now: number, words: Words, language: string): string {
  const ms = now - at
  if (ms < MINUTE) return words.inbox.now
  if (ms < HOUR) return words.unit.min(String(Math.floor(ms / MINUTE)))
  if (ms < DAY) return words.unit.h(String(Math.floor(ms / HOUR)))
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }).format(at)
}

/** The time of day, in the reader's zone or in `timeZone`. An unknown zone reads as the reader's. */
export function timeOfDay(at: number, language: string, timeZone?: string): string {
  const shape = { hour: '2-digit', minute: '2-digit' } as const
  try {
    return new Intl.DateTimeFormat(language, timeZone ? { ...shape, timeZone } : shape).format(at)
  } catch (error) {
    // The zone is what the page said; only a wrong one may be forgiven.
    if (!(error instanceof RangeError)) throw error
    return new Intl.DateTimeFormat(language, shape).format(at)
  }
}

/** The time of day to the second, for what a minute is counted in. */
export function secondOfDay(at: number, language: string): string {
  const shape = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const
  return new Intl.DateTimeFormat(language, shape).format(at)
}

/** Date and time, for what happens once. */
export function moment(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(at)
}

/** The calendar day of `at`: "Today", "Yesterday", or its date. */
export function dayName(at: number, now: number, words: Words, language: string): string {
  const day = midnight(at)
  if (day === midnight(now)) return words.thread.today
  if (day === midnight(midnight(now) - HOUR)) return words.thread.yesterday
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(new Date(at).getFullYear() === new Date(now).getFullYear() ? {} : { year: 'numeric' }),
  }).format(at)
}

/** The start of the local day that `at` belongs to, epoch milliseconds. */
export function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}

/** A language tag in words: "id" reads "Indonesian" or "Indonesia"; an unreadable tag stays as it is. */
export function languageName(tag: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return tag
  }
}

/** A day of the week by its name, Monday 0. */
export function weekdayName(
  day: number,
  language: string,
  weekday: 'long' | 'short' = 'long',
): string {
  // 1 January 2024 was a Monday.
  const at = Date.UTC(2024, 0, 1 + day)
  return new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format(at)
}

/** An amount in a currency, such as "Rp 249.000"; of one that is not known, the number and its code. */
export function money(amount: number, currency: string, language: string): string {
  try {
    const whole = Number.isInteger(amount) ? { maximumFractionDigits: 0 } : {}
    return new Intl.NumberFormat(language, { style: 'currency', currency, ...whole }).format(amount)
  } catch (error) {
    // The code is what the page said.
    if (!(error instanceof RangeError)) throw error
    return `${new Intl.NumberFormat(language).format(amount)} ${currency}`
  }
}

/** A span to the millisecond: "12.345 s". */
export function exactly(ms: number, words: Words, language: string): string {
  const digits = { minimumFractionDigits: 3, maximumFractionDigits: 3 }
  return words.unit.s(new Intl.NumberFormat(language, digits).format(ms / 1000))
}
