import { expect, test } from 'vitest'
import { checkHours, dayOf, weekdayOf } from './timetable.ts'

const week = Array.from({ length: 7 }, () => [{ from: 540, to: 1020 }])
const shop = { timezone: 'Asia/Jakarta', week, holidays: [] }
const monday = (from: number, to: number) =>
  checkHours({ ...shop, week: week.map((day, i) => (i === 0 ? [{ from, to }] : day)) })

test('[R14] good hours have no errors: always open, overnight, all day, a holiday', () => {
  expect(checkHours(null)).toEqual([])
  expect(checkHours({ ...shop, holidays: [{ date: '2028-02-29', ranges: [] }] })).toEqual([])
  expect(monday(0, 1440)).toEqual([])
  expect(monday(1320, 1560)).toEqual([])
  expect(monday(0, 2880)).toEqual([])
})

test('[R14] each mistake is named in a sentence', () => {
  expect(checkHours({ ...shop, timezone: 'Asia/Bogor' })).toEqual([
    'There is no time zone “Asia/Bogor”; expected a name like Europe/Berlin',
  ])
  expect(checkHours({ ...shop, week: week.slice(1) })).toEqual([
    'The week has 6 days; expected 7, Monday first',
  ])
  expect(monday(1020, 540)).toEqual([
    'Monday, 17:00–09:00: must end after it begins; past midnight, add 24 hours',
  ])
  expect(monday(540, 540)).toHaveLength(1)
  expect(monday(1440, 1500)).toEqual(['Monday, 24:00–25:00: must begin within the day'])
  expect(monday(-60, 60)).toEqual(['Monday, -60–01:00: must begin within the day'])
  expect(monday(540, 2881)).toEqual(['Monday, 09:00–48:01: must end before the day after next'])
  expect(monday(540.5, 600)).toEqual(['Monday, 540.5–10:00: expected whole minutes'])
})

test('[R14] a holiday is a day that exists, once', () => {
  const holidays = (...dates: string[]) =>
    checkHours({ ...shop, holidays: dates.map(date => ({ date, ranges: [] })) })
  expect(holidays('2026-02-30')).toEqual([
    'There is no day “2026-02-30”; expected a date like 2026-12-25',
  ])
  expect(holidays('2026-2-3')).toHaveLength(1)
  expect(holidays('2027-02-29')).toHaveLength(1)
  expect(holidays('2026-12-25', '2026-12-25')).toEqual(['The holiday 2026-12-25 is there twice'])
  const ranges = [{ from: 60, to: 30 }]
  expect(checkHours({ ...shop, holidays: [{ date: '2026-12-25', ranges }] })).toHaveLength(1)
})

test('days are counted from 1970-01-01, weekdays from Monday', () => {
  expect(dayOf('1970-01-02')).toBe(1)
  expect(weekdayOf(0)).toBe(3)
  expect(weekdayOf(-3)).toBe(0)
  expect(weekdayOf(dayOf('2026-11-22') ?? 0)).toBe(6)
})
