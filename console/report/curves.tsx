import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import type { Breakdown } from '../../protocol/report.ts'
import { useRoom } from '../room.ts'
import type { Words } from '../words/english.ts'
import { Chart } from './chart.tsx'
import { percentText } from './figure.ts'
import type { Drawing } from './plot.ts'
import { rowsOf, type Steps, stepsOf } from './steps.ts'

const SHORTEST_MS = 120_000
const ROW_MS = 10_000

/** How many had an answer by when: of those that got one, and of all who asked. */
export function Curves(props: { of: Breakdown; targetMs: number | null }): VNode {
  const { words: w, locale } = useRoom()
  const { of, targetMs } = props
  const whole = Math.max(SHORTEST_MS, (targetMs ?? 0) * 2)
  const steps = useMemo(() => stepsOf(of, whole), [of, whole])
  const rows = useMemo(() => rowsOf(of, whole, ROW_MS), [of, whole])
  const drawing = useMemo(() => drawingOf(steps, targetMs, w, locale), [steps, targetMs, w, locale])
  const share = (value: number | undefined): string => percentText(value ?? null, locale)
  const seconds = (ms: number | undefined): string => w.unit.s(String(Math.round((ms ?? 0) / 1000)))
  return (
    <Chart
      title={w.report.curve}
      why={
        <span class="curve-legend">
          <span>
            <span class="stroke survival" aria-hidden="true" />
            <strong>{w.report.survival}</strong>: {w.report.survivalWhy}
          </span>
          <span>
            <span class="stroke answered" aria-hidden="true" />
            <strong>{w.report.answeredOnly}</strong>: {w.report.answeredOnlyWhy}
          </span>
        </span>
      }
      drawing={drawing}
      read={at =>
        [
          w.report.at(seconds(steps.ms[at])),
          `${w.report.survival} ${share(steps.survival[at])}`,
          `${w.report.answeredOnly} ${share(steps.answeredOnly[at])}`,
        ].join(' · ')
      }
      table={
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">{w.report.time}</th>
              <th scope="col">{w.report.survival}</th>
              <th scope="col">{w.report.answeredOnly}</th>
            </tr>
          </thead>
          <tbody>
            {rows.ms.map((ms, i) => (
              <tr key={ms}>
                <th scope="row">{w.report.at(seconds(ms))}</th>
                <td>{share(rows.survival[i])}</td>
                <td>{share(rows.answeredOnly[i])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  )
}

function drawingOf(steps: Steps, targetMs: number | null, words: Words, locale: string): Drawing {
  const number = new Intl.NumberFormat(locale)
  return {
    x: steps.ms.map(ms => ms / 1000),
    series: [
      { values: steps.survival, shape: 'steps', colour: 'accent' },
      { values: steps.answeredOnly, shape: 'steps', colour: 'muted', dashed: true },
    ],
    xRange: [0, (steps.ms.at(-1) ?? 0) / 1000],
    yRange: [0, 1.02],
    xText: value => words.unit.s(number.format(value)),
    yText: value => (value <= 1 ? percentText(value, locale, 0) : ''),
    goal: targetMs === null ? null : targetMs / 1000,
  }
}
