import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Times } from '../../protocol/ladder.ts'
import { defaultLadder, ladderErrors } from '../../protocol/ladder.ts'
import { isLink } from './channel.tsx'
import { readLanguages } from './languages.ts'
import { holidaysText, isZone, rangesText, readHolidays, readRanges } from './ranges.ts'
import { aboutTimes, msOf, timeFields, wrongTimes } from './rungs.ts'
import { hoursOf, typedOf } from './typed.ts'

describe('hours', () => {
  it('[R14] are read as people write them: several ranges, over midnight, the whole day', () => {
    const read = (text: string) => {
      const answer = readRanges(text)
      return answer.ok ? answer.value.map(({ from, to }) => [from, to]) : answer.why
    }
    expect(read('08:00-12:00, 13:00-17:30')).toEqual([
      [480, 720],
      [780, 1050],
    ])
    expect(read('22:00 – 02:00')).toEqual([[1320, 1560]])
    expect(read('00:00-24:00')).toEqual([[0, 1440]])
    expect(read('0:00-0:00')).toEqual([[0, 1440]])
    expect(read('8.30-9.00;')).toEqual([[510, 540]])
    expect(read(' ')).toEqual([])
  })

  it('[R14] that cannot be read name the piece and what is wrong with it', () => {
    expect(readRanges('08:00-12:00, noon')).toEqual({ ok: false, why: 'no-range', text: 'noon' })
    for (const bad of ['8-12', '08:60-09:00', '24:00-25:00', '08:00-49:00', '08:00'])
      expect(readRanges(bad), bad).toMatchObject({ why: 'no-range' })
    expect(readRanges('08:00-12:00, 11:00-13:00')).toMatchObject({
      why: 'overlap',
      text: '11:00-13:00',
    })
  })

  it('[R14] written as text are read back the same, whatever ranges the relay holds', () => {
    const range = fc
      .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 2880 }))
      .filter(([from, to]) => to > from)
      .map(([from, to]) => ({ from, to }))
    fc.assert(
      fc.property(range, one => {
        expect(readRanges(rangesText([one]))).toEqual({ ok: true, value: [one] })
      }),
    )
    expect(rangesText([{ from: 1320, to: 1560 }])).toBe('22:00-02:00')
    expect(rangesText([{ from: 0, to: 1440 }])).toBe('00:00-24:00')
  })

  it('[R14] of holidays stand one per line, closed without a range, in the order of their dates', () => {
    const text = '2026-12-25\n\n2026-12-24 08:00-12:00 '
    const read = readHolidays(text)
    expect(read).toEqual({
      ok: true,
      value: [
        { date: '2026-12-24', ranges: [{ from: 480, to: 720 }] },
        { date: '2026-12-25', ranges: [] },
      ],
    })
    expect(read.ok && holidaysText(read.value)).toBe('2026-12-24 08:00-12:00\n2026-12-25')
    expect(readHolidays('2026-02-30')).toMatchObject({ why: 'no-date' })
    expect(readHolidays('2026-12-25x')).toMatchObject({ why: 'no-date' })
    expect(readHolidays('2026-12-25\n2026-12-25')).toMatchObject({ why: 'twice' })
    expect(readHolidays('2026-12-25 noon')).toMatchObject({ why: 'no-range', text: 'noon' })
  })

  it('[R14] of a department begin like those of the shop, and are none until they are chosen', () => {
    const night = [{ from: 1320, to: 1560 }]
    const week = [night, night, night, night, night, [], []]
    const shop = { timezone: 'Asia/Makassar', week, holidays: [] }
    const typed = typedOf(null, shop)
    expect(typed).toMatchObject({ open: false, timezone: 'Asia/Makassar' })
    expect(hoursOf(typed)).toBeNull()
    expect(hoursOf({ ...typed, open: true })).toEqual(shop)
    expect(hoursOf({ ...typed, open: true, days: typed.days.with(6, 'noon') })).toBe('unread')
    expect(hoursOf(typedOf(shop, null))).toEqual(shop)
    const usual = hoursOf({ ...typedOf(null, null), open: true })
    expect(usual).toMatchObject({ week: { length: 7, 0: [{ from: 480, to: 1020 }] } })
  })

  it('[R14] need a time zone that exists', () => {
    expect(isZone('Asia/Jakarta')).toBe(true)
    expect(isZone('Asia/Bogor')).toBe(false)
    expect(isZone('')).toBe(false)
  })
})

describe('ladder', () => {
  const rungs = { nudgeMs: 15_000, handOnMs: 30_000, allHandsMs: 45_000 }
  const times: Times = { ...defaultLadder, ...rungs, targetMs: 60_000 }

  it('[R3] is judged while it is typed as the relay will judge it', () => {
    const ms = fc.oneof(fc.integer({ min: 0, max: 90_000 }), fc.constant(Number.NaN))
    const any = fc.record({
      ackMs: ms,
      nudgeMs: ms,
      handOnMs: ms,
      allHandsMs: ms,
      targetMs: ms,
      graceMs: ms,
    })
    fc.assert(
      fc.property(any, one => {
        const wrong = wrongTimes(one)
        const said = aboutTimes(ladderErrors(one, one.targetMs).join('; '))
        expect(timeFields.filter(field => wrong[field])).toEqual(
          timeFields.filter(field => said.has(field)),
        )
      }),
    )
    expect(wrongTimes(times)).toEqual({})
  })

  it('[R3] names the step that must come before', () => {
    expect(wrongTimes({ ...times, nudgeMs: 31_000 })).toEqual({
      handOnMs: { why: 'early', after: 'nudgeMs' },
    })
    expect(wrongTimes({ ...times, nudgeMs: 30_000 }), 'the same second').toEqual({
      handOnMs: { why: 'early', after: 'nudgeMs' },
    })
    expect(wrongTimes({ ...times, ackMs: 999 })).toEqual({ ackMs: { why: 'short' } })
  })

  it('[R3] shows each sentence of a refusal at its field, and what is about none elsewhere', () => {
    const told = aboutTimes(
      'ladder: the target (40000 ms) must be later than all hands (45000 ms); ' +
        'ladder.graceMs: expected a number of milliseconds; hours: There is no time zone “X”',
    )
    expect([...told.keys()]).toEqual(['targetMs', 'graceMs', null])
    expect(told.get('targetMs')).toBe(
      'the target (40000 ms) must be later than all hands (45000 ms)',
    )
    expect(told.get(null)).toBe('hours: There is no time zone “X”')
  })

  it('[R3] reads seconds to the millisecond', () => {
    expect(msOf('2.5')).toBe(2500)
    expect(msOf('0.29')).toBe(290)
    expect(msOf(' ')).toBeNaN()
  })
})

describe('channel and languages', () => {
  it('[P] leads a visitor to web, mail, phone or WhatsApp only', () => {
    for (const good of ['https://wa.me/62', 'mailto:a@b.example', 'tel:+62811', 'whatsapp://send'])
      expect(isLink(good), good).toBe(true)
    for (const bad of ['javascript:alert(1)', 'data:text/html,x', '/contact', ''])
      expect(isLink(bad), bad).toBe(false)
  })

  it('[R6] keeps primary language tags, each once', () => {
    expect(readLanguages('en-GB, id en')).toEqual({ ok: true, value: ['en', 'id'] })
    expect(readLanguages('')).toEqual({ ok: true, value: [] })
    expect(readLanguages('id, Bahasa!')).toEqual({ ok: false, text: 'Bahasa!' })
  })
})
