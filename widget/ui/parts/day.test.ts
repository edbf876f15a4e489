import { expect, test } from 'vitest'
import { dayOf } from '../days.ts'
import { dayName } from './day.tsx'

const noon = new Date().setHours(12, 0, 0, 0)
const before = (days: number) => new Date(noon).setDate(new Date(noon).getDate() - days)

test('[W8] today and yesterday are called so, in the language of the chat', () => {
  expect([dayName(noon, 'en'), dayName(before(1), 'en')]).toEqual(['today', 'yesterday'])
  expect([dayName(noon, 'id'), dayName(before(1), 'id')]).toEqual(['hari ini', 'kemarin'])
  expect(dayName(before(1), 'ar')).toBe('أمس')
})

test('[W8] an earlier day has its weekday and date', () => {
  const at = before(9)
  expect(dayName(at, 'en')).toBe(
    new Date(at).toLocaleDateString('en', { weekday: 'long', day: 'numeric', month: 'long' }),
  )
})

test('[W8] a day begins at midnight of the visitor, whatever the hours between', () => {
  const midnight = new Date(noon).setHours(0, 0, 0, 0)
  expect(dayName(midnight, 'en')).toBe('today')
  expect(dayName(midnight - 1, 'en')).toBe('yesterday')
  expect(dayOf(midnight)).not.toBe(dayOf(midnight - 1))
  expect(dayOf(midnight)).toBe(dayOf(noon))
})
