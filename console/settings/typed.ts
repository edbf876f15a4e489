import type { Hours } from '../../protocol/hours.ts'
import { holidaysText, isZone, rangesText, readHolidays, readRanges } from './ranges.ts'

/** Business hours as somebody types them. */
export interface Typed {
  open: boolean
  timezone: string
  /** Seven days, Monday first. */
  days: string[]
  holidays: string
}

const OFFICE = '08:00-17:00'

/** What a form holds to begin with; where there are no hours yet, those it may be like, or a shop’s usual ones. */
export function typedOf(hours: Hours, like: Hours): Typed {
  if (!hours && like) return { ...typedOf(like, null), open: false }
  if (!hours) {
    const days = [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, '', '']
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    return { open: false, timezone: timeZone, days, holidays: '' }
  }
  return {
    open: true,
    timezone: hours.timezone,
    days: hours.week.map(rangesText),
    holidays: holidaysText(hours.holidays),
  }
}

/** The hours as typed, or that some of it cannot be read. */
export function hoursOf(typed: Typed): Hours | 'unread' {
  if (!typed.open) return null
  const timezone = typed.timezone.trim()
  const days = typed.days.map(readRanges)
  const week = days.flatMap(day => (day.ok ? [day.value] : []))
  const holidays = readHolidays(typed.holidays)
  if (!isZone(timezone) || week.length < days.length || !holidays.ok) return 'unread'
  return { timezone, week, holidays: holidays.value }
}
