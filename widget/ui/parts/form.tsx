import type { TargetedInputEvent, TargetedSubmitEvent, VNode } from 'preact'
import type { Field } from '../../../protocol/card.ts'
import { limits } from '../../../protocol/limits.ts'
import type { Room } from '../room.ts'
import { english, type FormWords } from '../words/form.ts'
import { said } from '../words/said.ts'
import { dress } from './dress.ts'

/** What was filled in, by the names of the fields; empty ones are left out. */
export type Values = Record<string, string>

export interface Form {
  draw(fields: readonly Field[]): VNode
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** What browsers fill in by themselves, for the names that shops give such fields. */
const known: Record<string, string> = {
  name: 'name',
  company: 'organization',
  phone: 'tel',
  address: 'street-address',
  city: 'address-level2',
  postcode: 'postal-code',
  zip: 'postal-code',
  country: 'country-name',
}
let forms = 0

/** Draws fields with their labels and says beside each what is wrong with it; `done` gets what may be sent. */
export async function createForm(
  room: Room,
  of: {
    send: string
    /** What a field holds before anybody wrote. */
    given?: (field: Field) => string
    /** Hears each change. */
    changed?: (field: Field, value: string) => void
    done: (values: Values) => void
    /** Beside the button that sends. */
    beside?: () => VNode | null | false
  },
): Promise<Form> {
  const words = await said(room.tag, 'form', english)
  const key = `form${++forms}`
  const errors = new Map<string, string>()
  dress(room)

  function submit(event: TargetedSubmitEvent<HTMLFormElement>, fields: readonly Field[]): void {
    event.preventDefault()
    const values: Values = {}
    const controls = [...event.currentTarget.querySelectorAll<Control>('.in')]
    errors.clear()
    fields.forEach((field, i) => {
      const value = controls[i]?.value.trim() ?? ''
      if (value) values[field.name] = value
      const why = wrong(field, controls[i], words)
      if (why) errors.set(field.name, why)
    })
    const [first] = fields
    if (first && !errors.size && !Object.keys(values).length) errors.set(first.name, words.nothing)
    if (!errors.size) {
      of.done(values)
      return
    }
    room.redraw()
    controls[fields.findIndex(({ name }) => errors.has(name))]?.focus()
  }
  function input({ currentTarget }: TargetedInputEvent<Control>, field: Field): void {
    of.changed?.(field, currentTarget.value)
    if (!errors.has(field.name) || wrong(field, currentTarget, words)) return
    errors.delete(field.name)
    room.redraw()
  }

  function row(field: Field, id: string): VNode {
    const { name, label, required } = field
    const error = errors.get(name)
    return (
      <div class="ask" key={name}>
        <label for={id}>
          {label}
          {!required && <small> · {words.optional}</small>}
        </label>
        {control(field, {
          class: 'in',
          id,
          required,
          'aria-invalid': !!error,
          'aria-describedby': `${id}-wrong`,
          onInput: event => input(event, field),
        })}
        {error && (
          <span class="wrong" id={`${id}-wrong`}>
            {error}
          </span>
        )}
      </div>
    )
  }
  function control(field: Field, its: Its): VNode {
    const { type, name, options } = field
    const value = of.given?.(field) ?? ''
    switch (type) {
      case 'long':
        return (
          <textarea
            {...its}
            rows={3}
            dir="auto"
            maxLength={limits.textChars}
            defaultValue={value}
          />
        )
      case 'choice':
        return (
          <select {...its}>
            <option value="">{words.pick}</option>
            {options.map(option => (
              <option key={option} selected={option === value}>
                {option}
              </option>
            ))}
          </select>
        )
      case 'text':
      case 'email':
      case 'tel':
      case 'number':
        return (
          <input
            {...its}
            // To the types each kind of input is another thing; what is said here fits all four.
            {...({ type } as { type: 'text' })}
            step="any"
            // An address or a number reads from the left in every language.
            dir={type === 'text' ? 'auto' : 'ltr'}
            autocomplete={
              type === 'email' || type === 'tel' ? type : (known[name.toLowerCase()] ?? 'off')
            }
            maxLength={type === 'email' ? limits.emailChars : limits.cardChars}
            defaultValue={value}
          />
        )
    }
  }
  return {
    draw: fields => (
      <form noValidate onSubmit={event => submit(event, fields)}>
        {fields.map((field, i) => row(field, `${key}-${i}`))}
        <div class="row">
          <button type="submit" class="do first">
            {of.send}
          </button>
          {of.beside?.()}
        </div>
      </form>
    ),
  }
}

interface Its {
  class: string
  id: string
  required: boolean
  'aria-invalid': boolean
  'aria-describedby': string
  onInput: (event: TargetedInputEvent<Control>) => void
}

/** As the relay judges it, and with the dot that a mistyped address lacks; null when it is right. */
function wrong(
  { type, required, options }: Field,
  control: Control | undefined,
  words: FormWords,
): string | null {
  const value = control?.value.trim() ?? ''
  if (type === 'number' && control?.validity?.badInput) return words.number
  if (!value) return required ? words.empty : null
  switch (type) {
    case 'text':
    case 'long':
      return null
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(value) ? null : words.email
    case 'tel':
      return /^[+\d][\d\s()./-]*$/.test(value) ? null : words.tel
    case 'number':
      return Number.isFinite(Number(value)) ? null : words.number
    case 'choice':
      return options.includes(value) ? null : words.empty
  }
}

/** What a form was answered with, as a message that anybody can read. */
export function summary(fields: readonly Field[], values: Values): string {
  return fields
    .filter(({ name }) => values[name])
    .map(({ name, label }) => `${label}: ${values[name]}`)
    .join('\n')
    .slice(0, limits.textChars)
}
