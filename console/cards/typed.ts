import type { Card } from '../../protocol/card.ts'
import { limits } from '../../protocol/limits.ts'
import { fieldsOf, type TypedField, typedField } from './field.ts'
import {
  addressFlaw,
  choicesFlaw,
  type Flaw,
  type Judged,
  keyFlaw,
  keysOf,
  linesOf,
  textFlaw,
} from './flaws.ts'

export type Kind = Card['kind']
export const kinds: readonly Kind[] = ['replies', 'product', 'form']

/** A button as somebody types it; an empty key is made from the label. */
export interface TypedAction {
  label: string
  key: string
}

/** A card while somebody writes it. */
export type Typed =
  /** One option a line. */
  | { kind: 'replies'; options: string }
  | {
      kind: 'product'
      title: string
      price: string
      image: string
      url: string
      actions: TypedAction[]
    }
  | { kind: 'form'; title: string; fields: TypedField[] }

/** A frame holds 64 KiB of UTF-8, with the message's text beside the card. */
const CARD_BYTES = 40_000

/** What an editor begins with. */
export function blank(kind: Kind): Typed {
  switch (kind) {
    case 'replies':
      return { kind, options: '' }
    case 'product':
      return { kind, title: '', price: '', image: '', url: '', actions: [] }
    case 'form':
      return { kind, title: '', fields: [typedField()] }
  }
}

/** A card that was sent before, to be changed or sent again. */
export function typedOf(card: Card): Typed {
  switch (card.kind) {
    case 'replies':
      return { kind: card.kind, options: card.options.join('\n') }
    case 'product': {
      const { kind, title, price, image, url, actions } = card
      const typed = actions.map(({ id, label }) => ({ label, key: id }))
      return { kind, title, price: price ?? '', image: image ?? '', url: url ?? '', actions: typed }
    }
    case 'form':
      return { kind: card.kind, title: card.title, fields: card.fields.map(typedField) }
  }
}

/** The card as the wire takes it, or what is wrong with it, part by part. */
export function cardOf(typed: Typed): Judged<Card> {
  const read = parts(typed)
  if (!read.ok) return read
  const bytes = new TextEncoder().encode(JSON.stringify(read.value)).length
  return bytes > CARD_BYTES ? { ok: false, flaws: new Map([['card', 'big']]) } : read
}

function parts(typed: Typed): Judged<Card> {
  const flaws = new Map<string, Flaw>()
  const note = (at: string, flaw: Flaw | null): void => {
    if (flaw) flaws.set(at, flaw)
  }
  const judged = (value: Card): Judged<Card> =>
    flaws.size > 0 ? { ok: false, flaws } : { ok: true, value }
  const { kind } = typed
  switch (kind) {
    case 'replies': {
      const options = linesOf(typed.options)
      note('options', choicesFlaw(options))
      return judged({ kind, options })
    }
    case 'product': {
      const [title, price] = [typed.title.trim(), typed.price.trim()]
      const [image, url] = [typed.image.trim(), typed.url.trim()]
      note('title', textFlaw(title))
      note('price', textFlaw(price, false))
      note('image', addressFlaw(image))
      note('url', addressFlaw(url))
      const keys = keysOf(typed.actions, 'button')
      const actions = typed.actions.map(({ label }, i) => {
        const id = keys[i] ?? ''
        note(`actions.${i}.label`, textFlaw(label.trim()))
        note(`actions.${i}.key`, keyFlaw(id, keys))
        return { id, label: label.trim() }
      })
      if (actions.length > limits.cardParts) note('actions', 'many')
      return judged({
        ...{ kind, title, actions },
        ...{ price: price || null, image: image || null, url: url || null },
      })
    }
    case 'form': {
      const title = typed.title.trim()
      note('title', textFlaw(title))
      const fields = fieldsOf(typed.fields)
      if (!fields.ok) for (const [at, flaw] of fields.flaws) note(at, flaw)
      if (typed.fields.length === 0) note('fields', 'empty')
      return judged({ kind, title, fields: fields.ok ? fields.value : [] })
    }
  }
}
