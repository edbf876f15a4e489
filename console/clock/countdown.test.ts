import { describe, expect, it } from 'vitest'
import { conversation } from '../scene.ts'
import { clockStart, countdown } from './countdown.ts'

const START = 1_000_000
const at = (afterMs: number, targetMs = 60_000) => countdown(START, targetMs, START + afterMs)

describe('countdown', () => {
  it('[C2] is calm until 30 s are left', () => {
    expect(at(0)).toEqual({ step: 'calm', seconds: 60, part: 1 })
    expect(at(29_999)).toMatchObject({ step: 'calm', seconds: 31 })
  })

  it('[C2] warns from 30 s left and is in danger from 15 s left', () => {
    expect(at(30_000)).toEqual({ step: 'warn', seconds: 30, part: 0.5 })
    expect(at(44_999)).toMatchObject({ step: 'warn', seconds: 16 })
    expect(at(45_000)).toMatchObject({ step: 'danger', seconds: 15 })
    expect(at(59_001)).toMatchObject({ step: 'danger', seconds: 1 })
  })

  it('[C2] counts up once the target is reached', () => {
    expect(at(60_000)).toEqual({ step: 'overdue', seconds: 0, part: 0 })
    expect(at(72_900)).toEqual({ step: 'overdue', seconds: 12, part: 0 })
  })

  it('[R3] follows the target of the site', () => {
    expect(at(0, 20_000)).toMatchObject({ step: 'warn', seconds: 20, part: 1 })
    expect(at(100_000, 180_000)).toMatchObject({ step: 'calm', seconds: 80 })
  })

  it('never shows more than the target when the clocks disagree', () => {
    expect(at(-5000)).toEqual({ step: 'calm', seconds: 60, part: 1 })
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
