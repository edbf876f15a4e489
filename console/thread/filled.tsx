import type { VNode } from 'preact'
import { Linked } from '../parts/linked.tsx'
import { useRoom } from '../room.ts'

/** What a visitor filled in, question by question. */
export function Filled(props: {
  caption: string
  answers: readonly { label: string; value: string }[]
}): VNode {
  const { words: w } = useRoom()
  return (
    <table class="answers">
      <caption>{props.caption}</caption>
      <tbody>
        {props.answers.map(({ label, value }) => (
          <tr key={label}>
            <th scope="row" dir="auto">
              {label}
            </th>
            <td dir="auto">
              {value === '' ? (
                <span class="muted">{w.cards.noAnswer}</span>
              ) : (
                <Linked text={value} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
