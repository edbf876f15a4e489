import { describe, expect, it } from 'vitest'
import { conversation, rungs } from '../scene.ts'
import { clockStart, countdown } from './countdown.ts'

const START = 1_000_000
const at = (afterMs: number) => countdown(START, rungs, START + afterMs)

describe('countdown', () => {
  it('[C2] is calm until the nudge', () => {
    expect(at(0)).toEqual({ level: 'calm', seconds: 60, part: 1 })
    expect(at(14_999)).toMatchObject({ level: 'calm', seconds: 46 })
  })

  it('[R3] climbs the ladder on the second of each rung', () => {
    expect(at(15_000)).toEqual({ level: 'nudge', seconds: 45, part: 0.75 })
    expect(at(29_999)).toMatchObject({ level: 'nudge' })
    expect(at(30_000)).toEqual({ level: 'hand-on', seconds: 30, part: 0.5 })
    expect(at(44_999)).toMatchObject({ level: 'hand-on', seconds: 16 })
    expect(at(45_000)).toMatchObject({ level: 'all-hands', seconds: 15 })
    expect(at(59_001)).toMatchObject({ level: 'all-hands', seconds: 1 })
  })

  it('[C2] counts up once the target is reached', () => {
    expect(at(60_000)).toEqual({ level: 'breach', seconds: 0, part: 0 })
    expect(at(72_900)).toEqual({ level: 'breach', seconds: 12, part: 0 })
  })

  it('[R3] follows target and ladder of the site', () => {
    const own = {
      ...rungs,
      nudgeMs: 5000,
      handOnMs: 90_000,
      allHandsMs: 150_000,
      targetMs: 180_000,
    }
    const there = (afterMs: number) => countdown(START, own, START + afterMs)
    expect(there(5000)).toMatchObject({ level: 'nudge', seconds: 175 })
    expect(there(89_000)).toMatchObject({ level: 'nudge' })
    expect(there(150_000)).toMatchObject({ level: 'all-hands', seconds: 30 })
  })

  it('never shows more than the target when the clocks disagree', () => {
    expect(at(-5000)).toEqual({ level: 'calm', seconds: 60, part: 1 })
  })
})

describe('clockStart', () => {
  it('[C2] runs from the first message of an episode that nobody answered', () => {
    expect(clockStart(conversation({ startedAt: START }))).toBe(START)
  })

  it('[R10] stops at the first human reply, and does not run for later messages', () => {
    const answered = conversation({ startedAt: START, answeredAt: START + 5 })
    expect(clockStart({ ...answered, unansweredSince: START + 9 })).toBeNull()
  })

  it('does not run without an episode or after the resolution', () => {
    expect(clockStart({ ...conversation({ startedAt: START }), episode: null })).toBeNull()
    expect(clockStart(conversation({ startedAt: START, resolved: true }))).toBeNull()
  })
})
