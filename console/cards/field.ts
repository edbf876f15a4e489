import type { Field } from '../../protocol/card.ts'
import { limits } from '../../protocol/limits.ts'
import { choicesFlaw, type Flaw, type Judged, keyFlaw, keysOf, linesOf, textFlaw } from './flaws.ts'

/** A question as somebody types it: one choice a line, an empty key is made from the label. */
export interface TypedField {
  label: string
  key: string
  type: Field['type']
  required: boolean
  options: string
}

export const fieldTypes: readonly Field['type'][] = [
  'text',
  'long',
  'email',
  'tel',
  'number',
  'choice',
]

/** A question to begin with: a new one, or one that is known. */
export function typedField(field?: Field): TypedField {
  const { label = '', name = '', type = 'text', required = false, options = [] } = field ?? {}
  return { label, key: name, type, required, options: options.join('\n') }
}

/** The questions as the wire takes them, or what is wrong, such as `fields.2.label`; none at all is fine. */
export function fieldsOf(typed: readonly TypedField[]): Judged<Field[]> {
  const flaws = new Map<string, Flaw>()
  const note = (at: string, flaw: Flaw | null): void => {
    if (flaw) flaws.set(at, flaw)
  }
  if (typed.length > limits.cardParts) note('fields', 'many')
  const names = keysOf(typed, 'question')
  const value = typed.map((field, i): Field => {
    const { type, required } = field
    const [name = '', label] = [names[i], field.label.trim()]
    const options = type === 'choice' ? linesOf(field.options) : []
    note(`fields.${i}.label`, textFlaw(label))
    note(`fields.${i}.key`, keyFlaw(name, names))
    if (type === 'choice') note(`fields.${i}.options`, choicesFlaw(options))
    return { name, label, type, required, options }
  })
  return flaws.size > 0 ? { ok: false, flaws } : { ok: true, value }
}
