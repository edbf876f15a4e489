import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'

/** A token of the design, by its name in the style sheet. */
export type Colour = 'ink' | 'muted' | 'line' | 'accent' | 'warn' | 'danger'

export interface Series {
  /** One for each x; null draws nothing there. */
  values: (number | null)[]
  shape: 'bars' | 'steps'
  colour: Colour
  dashed?: boolean
}

/** What a chart shows, in words of its subject; how it looks is decided here. */
export interface Drawing {
  x: number[]
  series: Series[]
  xRange: [number, number]
  yRange: [number, number] | null
  xText(value: number): string
  yText(value: number): string
  /** A line across the chart at this x. */
  goal: number | null
}

/** A chart on screen. */
export interface Plot {
  /** Puts the cursor on the x with this place, or nowhere. */
  point(at: number | null): void
  end(): void
}

const HEIGHT = 240
const FONT = '12px system-ui, sans-serif'

/** Draws into `place` as wide as it is, follows its size and the colour scheme; `pointed` tells which x the mouse is at. */
export function draw(
  place: HTMLElement,
  drawing: Drawing,
  pointed: (at: number | null) => void,
): Plot {
  const { x, series, xRange, yRange, xText, yText, goal } = drawing
  const token = (name: Colour): string =>
    getComputedStyle(place).getPropertyValue(`--${name}`).trim()
  const steps = uPlot.paths.stepped?.({ align: 1 })
  const bars = uPlot.paths.bars?.({ size: [0.86, 60], radius: 0.15 })

  const axis = (text: (value: number) => string, grid: boolean): uPlot.Axis => ({
    stroke: () => token('muted'),
    font: FONT,
    grid: grid ? { stroke: () => token('line'), width: 1 } : { show: false },
    ticks: { show: false },
    values: (_, values) => values.map(text),
  })

  const drawGoal = (plot: uPlot): void => {
    if (goal === null) return
    const { ctx, bbox } = plot
    const at = Math.round(plot.valToPos(goal, 'x', true))
    ctx.save()
    ctx.strokeStyle = token('ink')
    ctx.lineWidth = 2 * devicePixelRatio
    ctx.setLineDash([])
    ctx.beginPath()
    ctx.moveTo(at, bbox.top)
    ctx.lineTo(at, bbox.top + bbox.height)
    ctx.stroke()
    ctx.restore()
  }

  const plot = new uPlot(
    {
      width: Math.max(1, place.clientWidth),
      height: HEIGHT,
      legend: { show: false },
      cursor: { drag: { x: false, y: false, setScale: false }, y: false, points: { size: 8 } },
      scales: { x: { time: false, range: xRange }, y: yRange ? { range: yRange } : {} },
      axes: [
        { ...axis(xText, false), size: 32 },
        { ...axis(yText, true), size: 52 },
      ],
      series: [
        {},
        ...series.map(({ shape, colour, dashed }): uPlot.Series => {
          const paths = shape === 'bars' ? bars : steps
          return {
            stroke: () => token(colour),
            width: shape === 'bars' ? 0 : 2,
            points: { show: false },
            ...(shape === 'bars' ? { fill: () => token(colour) } : {}),
            ...(dashed ? { dash: [6, 4] } : {}),
            ...(paths ? { paths } : {}),
          }
        }),
      ],
      hooks: {
        draw: [drawGoal],
        setCursor: [self => pointed(self.cursor.idx ?? null)],
      },
    },
    [x, ...series.map(({ values }) => values)],
    place,
  )

  const resized = new ResizeObserver(() =>
    plot.setSize({ width: Math.max(1, place.clientWidth), height: HEIGHT }),
  )
  resized.observe(place)
  const scheme = matchMedia('(prefers-color-scheme: dark)')
  const recolour = (): void => plot.redraw(false)
  scheme.addEventListener('change', recolour)

  return {
    point(at) {
      const value = at === null ? undefined : x[at]
      const left = value === undefined ? -10 : plot.valToPos(value, 'x')
      plot.setCursor({ left, top: value === undefined ? -10 : 1 }, false)
    },
    end() {
      resized.disconnect()
      scheme.removeEventListener('change', recolour)
      plot.destroy()
    },
  }
}
