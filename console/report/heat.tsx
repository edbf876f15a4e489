import type { VNode } from 'preact'
import type { Group } from '../../protocol/report.ts'
import { useRoom } from '../room.ts'
import { heatOf } from './change.ts'
import { percentText, timeText } from './figure.ts'

/** The numbers of each part of the waits; the shade of a field repeats what its number says. */
export function Heat<Key extends string | number | null>(props: {
  title: string
  head: string
  groups: readonly Group<Key>[]
  name(group: Group<Key>): string
}): VNode {
  const { words: w, locale } = useRoom()
  const number = new Intl.NumberFormat(locale)
  return (
    <section class="panel heat" aria-label={props.title}>
      <table class="figures">
        <caption>{props.title}</caption>
        <thead>
          <tr>
            <th scope="col">{props.head}</th>
            <th scope="col">{w.report.counts}</th>
            <th scope="col">{w.report.within}</th>
            <th scope="col">{w.report.half}</th>
            <th scope="col">{w.report.nine}</th>
          </tr>
        </thead>
        <tbody>
          {props.groups.map(group => {
            const { count, share, p50Ms, p90Ms } = group.summary
            return (
              <tr key={String(group.key)} class={count === 0 ? 'muted' : undefined}>
                <th scope="row">{props.name(group)}</th>
                <td>{number.format(count)}</td>
                <td class={`heat-${heatOf(share)}`}>{percentText(share, locale)}</td>
                <Time ms={p50Ms} share={share} />
                <Time ms={p90Ms} share={share} />
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** A percentile in a narrow field: a sign where it falls on one that nobody answered, and the word for who listens. */
function Time({ ms, share }: { ms: number | null; share: number | null }): VNode {
  const { words: w, locale } = useRoom()
  const text = timeText(ms, share, w, locale)
  if (ms !== null || share === null) return <td>{text}</td>
  return (
    <td title={text}>
      <span aria-hidden="true">∞</span>
      <span class="unseen">{text}</span>
    </td>
  )
}
