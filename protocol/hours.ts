/** Open from minute `from` (0–1439) of a day until minute `to` (up to 2880): 22:00–02:00 is 1320–1560. */
export interface Range {
  from: number
  to: number
}

/** When somebody is there; null: always. Replace it as a whole, never change it in place. */
export type Hours = {
  /** IANA name, e.g. `Asia/Jakarta`. */
  timezone: string
  /** Seven days, Monday first. */
  week: Range[][]
  /** Days, `YYYY-MM-DD`, whose ranges replace those of the week; none: closed all day. */
  holidays: { date: string; ranges: Range[] }[]
} | null
