import type { FloorEntry, Message } from '../../client/view.ts'
import type { Answer, Card, Field } from '../../protocol/card.ts'
import { type Fate, untouched } from '../cards/view.tsx'

/** What a thread says of its cards: each card by its message, and what became of it. */
export interface Told {
  cards: ReadonlyMap<string, Card>
  fates: ReadonlyMap<string, Fate>
}

/** Reads a thread for its cards; the newest answer to one counts. */
export function toldIn(entries: readonly FloorEntry[]): Told {
  const cards = new Map<string, Card>()
  const fates = new Map<string, Fate>()
  const turn = (id: string, to: (fate: Fate) => Fate): void =>
    void fates.set(id, to(fates.get(id) ?? untouched))
  for (const entry of entries) {
    if (entry.kind === 'message') {
      if (entry.card) cards.set(entry.id, entry.card)
      const { to = null, values = {} } = entry.answer ?? {}
      // What could not be sent chose nothing.
      if (to === null || entry.state === 'failed') continue
      turn(to, fate => ({ ...fate, filled: true, chosen: values.reply ?? fate.chosen }))
    } else if (entry.what === 'acted') {
      const { message, action } = entry
      turn(message, fate => ({ ...fate, pressed: new Set([...fate.pressed, action]) }))
    }
  }
  return { cards, fates }
}

/** A form's answers as they are read: each question with what was said to it; `others` names one that no form has. */
export function answersTo(
  fields: readonly Field[],
  { values }: Answer,
  others: (name: string) => string,
): { label: string; value: string }[] {
  const asked = new Set(fields.map(({ name }) => name))
  const more = Object.keys(values).filter(name => !asked.has(name))
  return [
    ...fields.map(({ name, label }) => ({ label, value: values[name] ?? '' })),
    ...more.map(name => ({ label: others(name), value: values[name] ?? '' })),
  ]
}

/** Whether a message says in words what its answers say, and nothing else. */
export function saysOnly(
  { text }: Message,
  answers: readonly { label: string; value: string }[],
): boolean {
  const given = answers.filter(({ value }) => value !== '')
  return (
    text.trim() ===
    given
      .map(({ label, value }) => `${label}: ${value}`)
      .join('\n')
      .trim()
  )
}
