import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  defaultLadder,
  type Ladder,
  ladderErrors,
  ladderFor,
  nextStep,
  stepMs,
  steps,
} from './ladder.ts'

describe('[R3] the rungs', () => {
  it('follow each other, the first after none and none after the last', () => {
    const walked = [nextStep(null)]
    for (let step = walked[0]; step; step = nextStep(step)) walked.push(nextStep(step))
    expect(walked).toEqual([...steps, null])
  })

  const seconds = (ladder: Ladder, targetMs: number) =>
    steps.map(step => stepMs({ ...ladder, targetMs }, step) / 1000)

  it('are at 10, 20, 30 and 60 seconds when a site says nothing', () => {
    expect(seconds(defaultLadder, 60_000)).toEqual([10, 20, 30, 60])
    for (const targetMs of [60_000, 60_001, 180_000])
      expect(ladderFor(targetMs)).toEqual(defaultLadder)
  })

  it('keep their shares of a target below a minute: a sixth, a third, a half', () => {
    expect(seconds(ladderFor(30_000), 30_000)).toEqual([5, 10, 15, 30])
    expect(seconds(ladderFor(45_000), 45_000)).toEqual([7.5, 15, 22.5, 45])
    expect(ladderFor(30_000)).toMatchObject({ ackMs: 1500, graceMs: defaultLadder.graceMs })
    expect(ladderFor(59_999)).toEqual(defaultLadder)
  })
})

describe('[R3] a ladder is refused', () => {
  const good: Ladder = {
    ackMs: 3000,
    nudgeMs: 15_000,
    handOnMs: 30_000,
    allHandsMs: 45_000,
    graceMs: 8000,
  }
  const errors = (more: Partial<Ladder>, targetMs = 60_000) =>
    ladderErrors({ ...good, ...more }, targetMs)

  it('not when each rung is later than the one before', () => {
    expect(errors({})).toEqual([])
    expect(errors({ ackMs: 1000, nudgeMs: 1001, handOnMs: 1002, allHandsMs: 1003 }, 1004)).toEqual(
      [],
    )
  })

  it.each([
    [
      { nudgeMs: 3000 },
      60_000,
      ['the nudge (3000 ms) must be later than the confirmation (3000 ms)'],
    ],
    [
      { handOnMs: 15_000 },
      60_000,
      ['the hand-on (15000 ms) must be later than the nudge (15000 ms)'],
    ],
    [
      { allHandsMs: 29_999 },
      60_000,
      ['all hands (29999 ms) must be later than the hand-on (30000 ms)'],
    ],
    [{}, 45_000, ['the target (45000 ms) must be later than all hands (45000 ms)']],
    [
      { ackMs: 999 },
      60_000,
      ['the confirmation is 999 ms; expected a whole number of at least 1000 ms'],
    ],
    [
      { nudgeMs: 15_000.5 },
      60_000,
      ['the nudge is 15000.5 ms; expected a whole number of at least 1000 ms'],
    ],
    [
      { nudgeMs: Number.NaN },
      60_000,
      ['the nudge is NaN ms; expected a whole number of at least 1000 ms'],
    ],
    [
      { graceMs: 0 },
      60_000,
      ['the grace is 0 ms; expected a whole number between 1000 and 600000 ms'],
    ],
    // More than a timer can hold would be no grace at all.
    [
      { graceMs: 2 ** 31 },
      60_000,
      ['the grace is 2147483648 ms; expected a whole number between 1000 and 600000 ms'],
    ],
  ])('with %j and a target of %i ms, with a sentence', (more, targetMs, expected) => {
    expect(errors(more, targetMs)).toEqual(expected)
  })

  it('never when it was made for its target', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5000, max: 3_600_000 }), targetMs => {
        expect(ladderErrors(ladderFor(targetMs), targetMs)).toEqual([])
      }),
    )
  })
})
