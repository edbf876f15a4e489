import type { Answer, Card, Field } from '../../protocol/card.ts'
import type { Refusal } from '../../protocol/down.ts'
import type { ConversationId } from '../../protocol/events.ts'
import { limits } from '../../protocol/limits.ts'
import type { Site } from '../../protocol/people.ts'
import type { Engine } from './engine.ts'
import { lookBack } from './lookback.ts'

/** Why `answer` is none to `card`; null when it is. Pure. */
export function unfit(card: Card | null, { values }: Answer): Refusal | null {
  switch (card?.kind) {
    case 'replies': {
      const { reply, ...more } = values
      const known = reply !== undefined && card.options.includes(reply)
      return known && Object.keys(more).length === 0 ? null : 'forbidden'
    }
    case 'form': {
      const said = new Map(Object.entries(values))
      const names = new Set(card.fields.map(({ name }) => name))
      if ([...said.keys()].some(name => !names.has(name))) return 'forbidden'
      for (const field of card.fields) {
        const why = wrong(field, said.get(field.name)?.trim() ?? '')
        if (why) return why
      }
      return null
    }
    default:
      return 'forbidden'
  }
}

function wrong({ type, required, options }: Field, value: string): Refusal | null {
  if (value === '') return required ? 'empty' : null
  const long = type === 'long' ? limits.textChars : limits.cardChars
  if (value.length > long) return 'too-long'
  switch (type) {
    case 'text':
    case 'long':
      return null
    case 'email':
      if (value.length > limits.emailChars) return 'too-long'
      return /^[^\s@]+@[^\s@]+$/.test(value) ? null : 'forbidden'
    case 'tel':
      return /^[+\d][\d\s()./-]*$/.test(value) ? null : 'forbidden'
    case 'number':
      return Number.isFinite(Number(value)) ? null : 'forbidden'
    case 'choice':
      return options.includes(value) ? null : 'forbidden'
  }
}

/** What a site asks before the chat. While nobody is there the widget may ask for an address as well. */
export function formOf({ widget: { prechat, away } }: Site): Card {
  const asks = prechat.some(({ name }) => name === 'email')
  const email: Field = { name: 'email', label: '', type: 'email', required: false, options: [] }
  return { kind: 'form', title: '', fields: away && !asks ? [...prechat, email] : prechat }
}

/** The card of the message `id` of a visitor's own conversation; null when there is none, or not among its newest. */
export async function cardOf(
  { load, read }: Pick<Engine, 'load' | 'read'>,
  c: ConversationId,
  visitor: string,
  id: string,
): Promise<Card | null> {
  const { head, state } = await load(c)
  if (state.status === 'new' || state.visitor !== visitor) return null
  return lookBack({ read }, c, head, ({ event }) =>
    event.type === 'message' && event.id === id ? (event.card ?? null) : null,
  )
}
