import { describe, expect, it } from 'vitest'
import { english } from './english.ts'
import { ago, dayName, languageName, midnight, money, roughly, span, timeOfDay } from './format.ts'
import { indonesian } from './indonesian.ts'

describe('span', () => {
  it('[R12] shows seconds with a tenth, by the language', () => {
    expect(span(24_120, english, 'en')).toBe('24.1 s')
    expect(span(24_120, indonesian, 'id')).toBe('24,1 dtk')
    expect(span(0, english, 'en')).toBe('0.0 s')
  })

  it('[R11] is cut, never rounded up to the target', () => {
    expect(span(59_999, english, 'en')).toBe('59.9 s')
  })

  it('[R12] shows minutes from 100 s and hours from 60 min', () => {
    expect(span(99_999, english, 'en')).toBe('99.9 s')
    expect(span(192_000, english, 'en')).toBe('3 min 12 s')
    expect(span(3_900_000, english, 'en')).toBe('1 h 5 min')
  })
})

describe('short times', () => {
  it('[C2] says roughly how long', () => {
    expect(roughly(12_900, english)).toBe('12 s')
    expect(roughly(192_000, english)).toBe('3 min')
    expect(roughly(3 * 3_600_000, english)).toBe('3 h')
  })

  it('[C2] says how long ago', () => {
    const now = 1_795_000_000_000
    expect(ago(now - 59_000, now, english, 'en')).toBe('now')
    expect(ago(now - 4 * 60_000, now, english, 'en')).toBe('4 min')
    expect(ago(now - 2 * 3_600_000, now, indonesian, 'id')).toBe('2 jam')
  })

  it('[C3] names the days by the calendar, not by 24 hours', () => {
    const noon = midnight(1_795_000_000_000) + 12 * 3_600_000
    expect(dayName(noon - 11 * 3_600_000, noon, english, 'en')).toBe('Today')
    expect(dayName(noon - 13 * 3_600_000, noon, english, 'en')).toBe('Yesterday')
    expect(dayName(noon - 40 * 3_600_000, noon, english, 'en')).not.toBe('Yesterday')
  })
})

describe('what a page said', () => {
  it('[C6] tells the time where the visitor is, and survives a zone that is none', () => {
    const at = Date.UTC(2026, 10, 22, 12, 0)
    expect(timeOfDay(at, 'en-GB', 'Asia/Jakarta')).toBe('19:00')
    expect(timeOfDay(at, 'en-GB', 'Mars/Base')).toBe(timeOfDay(at, 'en-GB'))
  })

  it('[C6] reads a language tag in words, and keeps one that is none', () => {
    expect(languageName('id', 'en')).toBe('Indonesian')
    expect(languageName('not a tag', 'en')).toBe('not a tag')
  })

  it('[C6] writes amounts in their currency, and keeps a code that nobody knows', () => {
    const plain = (text: string) => text.replace(/\s/g, ' ')
    expect(plain(money(249_000, 'IDR', 'id'))).toBe('Rp 249.000')
    expect(money(12.5, 'EUR', 'en')).toBe('€12.50')
    expect(money(12, 'EUR', 'en')).toBe('€12')
    expect(money(1200, 'points', 'en')).toBe('1,200 points')
  })
})
