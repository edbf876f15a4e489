import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import type { Histogram } from '../../protocol/report.ts'
import { useRoom } from '../room.ts'
import type { Words } from '../words/english.ts'
import { roughly } from '../words/format.ts'
import { type Bar, barsOf } from './bars.ts'
import { Chart } from './chart.tsx'
import type { Drawing } from './plot.ts'

/** How long the first answers took, in bars of five seconds against the target. */
export function Took(props: { histogram: Histogram; targetMs: number | null }): VNode {
  const { words: w, locale } = useRoom()
  const { histogram, targetMs } = props
  const { binMs, bins, over, waiting, abandoned } = histogram
  const bars = useMemo(() => barsOf(histogram, targetMs), [histogram, targetMs])
  const drawing = useMemo(() => drawingOf(bars, targetMs, w, locale), [bars, targetMs, w, locale])
  const end = roughly(binMs * bins.length, w)
  const name = ({ fromMs, toMs }: Bar): string =>
    w.report.bin(String(fromMs / 1000), w.unit.s(String(toMs / 1000)))
  const rest = [
    over > 0 && w.report.later(over, end),
    waiting > 0 && w.report.stillWaiting(waiting),
    abandoned > 0 && w.report.gaveUp(abandoned),
  ].filter(Boolean)
  return (
    <Chart
      title={w.report.histogram}
      why={targetMs === null ? w.report.histogramMixed : w.report.histogramWhy}
      drawing={drawing}
      read={at => {
        const bar = bars[at]
        return bar ? `${name(bar)}: ${w.report.conversations(bar.count)}` : ''
      }}
      below={rest.length > 0 && <p class="muted">{rest.join(' · ')}</p>}
      table={
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">{w.report.time}</th>
              <th scope="col">{w.report.counts}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map(bar => (
              <tr key={bar.fromMs}>
                <th scope="row">
                  {name(bar)}
                  {bar.toMs === targetMs && (
                    <span class="muted">
                      {' '}
                      · {w.report.target(w.unit.s(String(targetMs / 1000)))}
                    </span>
                  )}
                </th>
                <td>{bar.count}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{w.report.after(end)}</th>
              <td>{over}</td>
            </tr>
            <tr>
              <th scope="row">{w.report.waiting}</th>
              <td>{waiting}</td>
            </tr>
            <tr>
              <th scope="row">{w.report.abandoned}</th>
              <td>{abandoned}</td>
            </tr>
          </tbody>
        </table>
      }
    />
  )
}

function drawingOf(bars: Bar[], targetMs: number | null, words: Words, locale: string): Drawing {
  const number = new Intl.NumberFormat(locale)
  const last = bars.at(-1)?.toMs ?? 0
  const of = (fits: (bar: Bar) => boolean): (number | null)[] =>
    bars.map(bar => (fits(bar) ? bar.count : null))
  return {
    x: bars.map(({ fromMs, toMs }) => (fromMs + toMs) / 2000),
    series: [
      { values: of(bar => bar.within !== false), shape: 'bars', colour: 'accent' },
      { values: of(bar => bar.within === false), shape: 'bars', colour: 'warn' },
    ],
    xRange: [0, last / 1000],
    yRange: [0, Math.max(4, ...bars.map(bar => bar.count)) * 1.08],
    xText: value => words.unit.s(number.format(value)),
    yText: value => (Number.isInteger(value) ? number.format(value) : ''),
    goal: targetMs === null ? null : targetMs / 1000,
  }
}
