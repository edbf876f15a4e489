import type { ComponentChildren, VNode } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { useRoom } from '../room.ts'
import type { Drawing, Plot } from './plot.ts'

/** A chart that mouse and arrow keys read out, and the table that says the same. */
export function Chart(props: {
  title: string
  why: ComponentChildren
  drawing: Drawing
  /** What stands at the x with this place, in words. */
  read(at: number): string
  table: ComponentChildren
  below?: ComponentChildren
}): VNode {
  const { words: w } = useRoom()
  const { title, why, drawing, read, table, below } = props
  const id = useId()
  const [asTable, setAsTable] = useState(false)
  return (
    <figure class="panel chart" aria-labelledby={id}>
      <div class="panel-head">
        <h2 id={id}>{title}</h2>
        <button type="button" class="link" onClick={() => setAsTable(!asTable)}>
          {asTable ? w.report.asChart : w.report.asTable}
        </button>
      </div>
      <figcaption class="hint">{why}</figcaption>
      {asTable ? (
        <section
          class="scroller"
          aria-label={title}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          data-scrolls
        >
          {table}
        </section>
      ) : (
        <Canvas title={title} drawing={drawing} read={read} />
      )}
      {below}
    </figure>
  )
}

function Canvas(props: { title: string; drawing: Drawing; read(at: number): string }): VNode {
  const { words: w } = useRoom()
  const { title, drawing, read } = props
  const place = useRef<HTMLDivElement>(null)
  const plot = useRef<Plot | null>(null)
  const [at, setAt] = useState<number | null>(null)
  const [failed, setFailed] = useState(false)
  const help = useId()

  useEffect(() => {
    let gone = false
    setAt(null)
    // What draws is fetched when the first chart is looked at.
    import('./plot.ts').then(
      ({ draw }) => {
        if (!gone && place.current) plot.current = draw(place.current, drawing, setAt)
      },
      () => setFailed(true),
    )
    return () => {
      gone = true
      plot.current?.end()
      plot.current = null
    }
  }, [drawing])

  const point = (next: number): void => {
    const bounded = Math.min(Math.max(next, 0), drawing.x.length - 1)
    plot.current?.point(bounded)
    setAt(bounded)
  }

  const key = (event: KeyboardEvent): void => {
    const to = placeOf(event.key, at, drawing.x.length)
    if (to === null || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    point(to)
  }

  const text = at === null ? '' : read(at)
  return (
    <>
      {failed && <p class="trouble">{w.report.failed}</p>}
      <div
        ref={place}
        class="plot"
        role="slider"
        tabIndex={0}
        aria-label={title}
        aria-describedby={help}
        aria-valuemin={0}
        aria-valuemax={drawing.x.length - 1}
        aria-valuenow={at ?? 0}
        aria-valuetext={at === null ? read(0) : text}
        onKeyDown={key}
        onBlur={() => {
          plot.current?.point(null)
          setAt(null)
        }}
      />
      <p class="readout digits" aria-hidden="true">
        {text}
      </p>
      <p class="unseen" id={help}>
        {w.report.move}
      </p>
    </>
  )
}

/** Where a key leads on a chart of so many places; null when it leads nowhere. */
export function placeOf(key: string, at: number | null, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return at === null ? 0 : at + 1
    case 'ArrowLeft':
      return at === null ? count - 1 : at - 1
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
