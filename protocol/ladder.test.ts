import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultLadder, ladderErrors, ladderFor, nextStep, stepMs, steps } from './ladder.ts'

describe('[R3] the rungs', () => {
  it('follow each other, the first after none and none after the last', () => {
    const walked = [nextStep(null)]
    for (let step = walked[0]; step; step = nextStep(step)) walked.push(nextStep(step))
    expect(walked).toEqual([...steps, null])
  })

  it('are at 15, 30, 45 and 60 seconds when a site says nothing', () => {
    const seconds = steps.map(step => stepMs(defaultLadder, 60_000, step) / 1000)
    expect(seconds).toEqual([15, 30, 45, 60])
  })
})

describe('[R3] a ladder is refused', () => {
  const errors = (more: Partial<typeof defaultLadder>, targetMs = 60_000) =>
    ladderErrors({ ...defaultLadder, ...more }, targetMs)

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
