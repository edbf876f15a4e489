import { describe, expect, it } from 'vitest'
import { histogram } from '../../server/core/histogram.ts'
import { survival, timesOf } from '../../server/core/survival.ts'
import { english } from '../words/english.ts'
import { barsOf, oneTarget } from './bars.ts'
import { changeOf, heatOf } from './change.ts'
import { placeOf } from './chart.tsx'
import { percentText, timeText } from './figure.ts'
import { reached, rowsOf, stepsOf } from './steps.ts'

const bins = (...seconds: number[]) =>
  histogram(
    seconds.map(s => ({
      site: 'shop',
      department: null,
      askedAt: 0,
      status: 'answered' as const,
      ms: s * 1000,
      targetMs: 60_000,
      by: null,
    })),
  )

describe('bars', () => {
  it('[R11] hold what the bins hold, and say which of them are inside the target', () => {
    const bars = barsOf(bins(3, 5, 12, 60, 61), 60_000)
    expect(bars.map(bar => bar.count)).toEqual([2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1])
    expect(bars[11]).toEqual({ fromMs: 55_000, toMs: 60_000, count: 1, within: true })
    expect(bars[12]).toEqual({ fromMs: 60_000, toMs: 65_000, count: 1, within: false })
  })

  it('[R11] reach a minute and the target even where nobody waited that long', () => {
    expect(barsOf(bins(3), 30_000)).toHaveLength(12)
    expect(barsOf(bins(3), 90_000)).toHaveLength(18)
    expect(barsOf(bins(3), 600_000)).toHaveLength(24)
  })

  it('[R11] are on neither side where the shops promise different times', () => {
    expect(oneTarget([60_000, 60_000])).toBe(60_000)
    expect(oneTarget([60_000, 30_000])).toBeNull()
    expect(oneTarget([])).toBeNull()
    expect(barsOf(bins(3), null).every(bar => bar.within === null)).toBe(true)
  })
})

describe('curves', () => {
  const curves = {
    survival: survival(
      timesOf([
        { ms: 10_000, answered: true },
        { ms: 20_000, answered: false },
        { ms: 30_000, answered: true },
        { ms: 200_000, answered: false },
      ]),
    ),
    answeredOnly: [
      { ms: 10_000, answered: 0.5 },
      { ms: 30_000, answered: 1 },
    ],
  }

  it('[R11] step where an answer came and hold in between', () => {
    expect(reached(curves.answeredOnly, 9999)).toBe(0)
    expect(reached(curves.answeredOnly, 10_000)).toBe(0.5)
    expect(reached(curves.answeredOnly, 29_999)).toBe(0.5)
  })

  it('[R11] stand at common times from 0 to the end of the chart', () => {
    const { ms, answeredOnly, survival } = stepsOf(curves, 120_000)
    expect(ms).toEqual([0, 10_000, 30_000, 120_000])
    expect(answeredOnly).toEqual([0, 0.5, 1, 1])
    // Half of the two still at risk at 30 s: 1 − ¾ · ½.
    expect(survival).toEqual([0, 0.25, 0.625, 0.625])
    expect(stepsOf(curves, 20_000).ms).toEqual([0, 10_000, 20_000])
  })

  it('[R11] are read every ten seconds for the table', () => {
    expect(rowsOf(curves, 30_000, 10_000)).toEqual({
      ms: [10_000, 20_000, 30_000],
      answeredOnly: [0.5, 0.5, 1],
      survival: [0.25, 0.25, 0.625],
    })
  })

  it('[R11] are walked with the arrow keys, from either end', () => {
    expect(placeOf('ArrowRight', null, 9)).toBe(0)
    expect(placeOf('ArrowLeft', null, 9)).toBe(8)
    expect(placeOf('ArrowRight', 3, 9)).toBe(4)
    expect(placeOf('End', 3, 9)).toBe(8)
    expect(placeOf('Tab', 3, 9)).toBeNull()
  })
})

describe('numbers', () => {
  it('[R11] never round a share up to the next', () => {
    expect(percentText(0.9996, 'en')).toBe('99.9%')
    expect(percentText(0.29, 'en')).toBe('29%')
    expect(percentText(1, 'en')).toBe('100%')
    expect(percentText(0.996, 'en', 0)).toBe('99%')
    expect(percentText(null, 'en')).toBe('–')
  })

  it('[R11] say "unanswered" where a percentile falls on one that never was', () => {
    expect(timeText(24_100, 0.9, english, 'en')).toBe('24.1\u00a0s')
    expect(timeText(null, 0.9, english, 'en')).toBe('unanswered')
    expect(timeText(null, null, english, 'en')).toBe('–')
  })

  it('[R11] tell better from worse: more is good for a share, less for a time', () => {
    expect(changeOf(0.9, 0.8, 'more', 0.001)?.verdict).toBe('better')
    expect(changeOf(30_000, 20_000, 'less', 100)).toEqual({ by: 10_000, verdict: 'worse' })
    expect(changeOf(20_050, 20_000, 'less', 100)).toEqual({ by: 0, verdict: 'same' })
    expect(changeOf(null, 20_000, 'less', 100)).toBeNull()
  })

  it('[R11] shade a field by its share, and not at all without one', () => {
    expect([null, 0, 0.5, 0.8, 0.9, 0.98, 1].map(heatOf)).toEqual([0, 1, 2, 3, 4, 5, 5])
  })
})
