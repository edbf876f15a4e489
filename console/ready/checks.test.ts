import { describe, expect, it } from 'vitest'
import { english } from '../words/english.ts'
import { indonesian } from '../words/indonesian.ts'
import { type Check, judge, type Measured, told, worst } from './checks.ts'

const fine: Measured = {
  sound: 'unlocked',
  heard: true,
  permission: 'granted',
  roundTripMs: 40,
  lateMs: 3,
  skewMs: -120,
}
const checks = (but: Partial<Measured>) => judge({ ...fine, ...but })
const levels = (but: Partial<Measured>) => checks(but).map(({ level }) => level)

describe('the ready check', () => {
  it('[R7] is green when everything is well', () => {
    expect(levels({})).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
  })

  it('[R7] warns of each limit alone and lets through', () => {
    const limits: Partial<Measured>[] = [
      { sound: 'blocked' },
      { sound: 'off' },
      { heard: null },
      { heard: false },
      { permission: 'denied' },
      { permission: 'default' },
      { permission: 'none' },
      { roundTripMs: 501 },
      { lateMs: 251 },
      { skewMs: 2001 },
      { skewMs: -2001 },
    ]
    for (const limit of limits) {
      expect(worst(checks(limit)), JSON.stringify(limit)).toBe('warn')
      expect(levels(limit).filter(level => level !== 'ok')).toHaveLength(1)
    }
    for (const edge of [{ roundTripMs: 500 }, { lateMs: 250 }, { skewMs: 2000 }])
      expect(worst(checks(edge))).toBe('ok')
  })

  it('[R7] is red without a line, and where neither sound nor notification can reach anybody', () => {
    expect(levels({ roundTripMs: null })).toEqual(['ok', 'ok', 'fail', 'ok', 'ok'])
    for (const sound of ['blocked', 'off'] as const)
      expect(levels({ sound, permission: 'denied' }).slice(0, 2)).toEqual(['fail', 'fail'])
    expect(worst(checks({ heard: false, permission: 'none' }))).toBe('fail')
    expect(worst(checks({ heard: null, permission: 'denied' }))).toBe('warn')
    expect(worst(checks({ sound: 'blocked', permission: 'default' }))).toBe('warn')
  })

  it('[R7] says of every finding what it is and how to mend it, in both languages', () => {
    const worse: Partial<Measured>[] = [
      { sound: 'blocked', permission: 'none', roundTripMs: null },
      { sound: 'off', permission: 'denied', roundTripMs: 900, lateMs: 700, skewMs: 240_000 },
      { heard: false, permission: 'default', skewMs: -240_000 },
      { heard: null },
      {},
    ]
    const all: Check[] = worse.flatMap(checks)
    for (const words of [english, indonesian])
      for (const check of all) expect(told(check, words).length, check.name).toBeGreaterThan(10)
    const clock = checks({ skewMs: 240_000 }).at(-1)
    expect(clock && told(clock, english)).toMatch(/^4 min behind\./)
  })
})
