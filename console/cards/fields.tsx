import type { VNode } from 'preact'
import { useId } from 'preact/hooks'
import type { Field } from '../../protocol/card.ts'
import { limits } from '../../protocol/limits.ts'
import { useRoom } from '../room.ts'
import { fieldTypes, type TypedField, typedField } from './field.ts'
import type { Flaws } from './flaws.ts'
import { Rows } from './rows.tsx'
import { flawText } from './told.ts'

/** The questions of a form, each with its kind of answer; with `keys` also what a page calls it. */
export function Fields(props: {
  legend: string
  fields: readonly TypedField[]
  flaws: Flaws
  keys?: boolean
  change(fields: TypedField[]): void
}): VNode {
  const { words: w } = useRoom()
  const id = useId()
  const { flaws, keys = false } = props
  return (
    <Rows
      legend={props.legend}
      items={props.fields}
      most={limits.cardParts}
      add={w.cards.addQuestion}
      make={() => typedField()}
      change={props.change}
      nameOf={i => props.fields[i]?.label || w.cards.question(i + 1)}
    >
      {(field, i, set) => {
        const flawOf = (part: string) => flaws.get(`fields.${i}.${part}`)
        const judged = (part: string) =>
          flawOf(part)
            ? { 'aria-invalid': true as const, 'aria-describedby': `${id}-${i}-${part}` }
            : {}
        const wrong = (part: string): VNode => (
          <p class="wrong" id={`${id}-${i}-${part}`}>
            {flawText(flawOf(part), w)}
          </p>
        )
        return (
          <>
            <input
              {...judged('label')}
              class="grows"
              dir="auto"
              aria-label={w.cards.question(i + 1)}
              placeholder={w.cards.question(i + 1)}
              value={field.label}
              onInput={event => set({ label: event.currentTarget.value })}
            />
            {keys && (
              <input
                {...judged('key')}
                class="short"
                dir="ltr"
                spellcheck={false}
                aria-label={w.cards.questionKey(i + 1)}
                placeholder={w.cards.key}
                value={field.key}
                onInput={event => set({ key: event.currentTarget.value })}
              />
            )}
            <select
              class="short"
              aria-label={w.cards.answerType(i + 1)}
              value={field.type}
              onChange={event => set({ type: event.currentTarget.value as Field['type'] })}
            >
              {fieldTypes.map(type => (
                <option key={type} value={type}>
                  {w.cards.type[type]}
                </option>
              ))}
            </select>
            <label class="tick">
              <input
                type="checkbox"
                aria-label={w.cards.requiredOf(i + 1)}
                checked={field.required}
                onChange={event => set({ required: event.currentTarget.checked })}
              />
              {w.cards.required}
            </label>
            {field.type === 'choice' && (
              <textarea
                {...judged('options')}
                class="whole"
                rows={2}
                dir="auto"
                aria-label={w.cards.choices}
                placeholder={w.cards.choices}
                value={field.options}
                onInput={event => set({ options: event.currentTarget.value })}
              />
            )}
            {['label', 'key', 'options'].filter(flawOf).map(wrong)}
          </>
        )
      }}
    </Rows>
  )
}
