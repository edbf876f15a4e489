import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limits } from '../../protocol/limits.ts'
import { parseAgentUp } from '../../server/schema/up.ts'
import { createKept } from '../kept.ts'
import { createDeck } from './deck.ts'
import { fieldTypes } from './field.ts'
import { saying } from './said.ts'
import { blank, cardOf, type Typed, typedOf } from './typed.ts'

const flawsOf = (typed: Typed) => {
  const read = cardOf(typed)
  return read.ok ? read.value : Object.fromEntries(read.flaws)
}
const product = { ...blank('product'), title: 'Pink blouse' } as Extract<Typed, { kind: 'product' }>
const question = { label: 'Size', key: '', type: 'text', required: true, options: '' } as const

describe('a card that is written', () => {
  it('[C4] takes what the relay takes, whatever is typed', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom('', ' ', '__proto__', 'https://shop.example/a', 'x'.repeat(301), 'a\nb\na'),
    )
    const action = fc.record({ label: text, key: text })
    const field = fc.record({
      ...{ label: text, key: text, options: text },
      ...{ type: fc.constantFrom(...fieldTypes), required: fc.boolean() },
    })
    const parts = { maxLength: 14, size: 'max' } as const
    const typed: fc.Arbitrary<Typed> = fc.oneof(
      fc.record({ kind: fc.constant('replies' as const), options: text }),
      fc.record({
        ...{ kind: fc.constant('product' as const), title: text, price: text },
        ...{ image: text, url: text, actions: fc.array(action, parts) },
      }),
      fc.record({
        kind: fc.constant('form' as const),
        title: text,
        fields: fc.array(field, parts),
      }),
    )
    fc.assert(
      fc.property(typed, one => {
        const read = cardOf(one)
        if (!read.ok) return
        const frame = JSON.stringify({ t: 'send', c: 'c', id: 'm', text: 'x', card: read.value })
        expect(parseAgentUp(frame)).toEqual(JSON.parse(frame))
      }),
      { numRuns: 500 },
    )
  })

  it('[C4] says what is wrong, at the part that is', () => {
    expect(flawsOf(blank('replies'))).toEqual({ options: 'empty' })
    expect(flawsOf({ kind: 'replies', options: 'S\n M \nS' })).toEqual({ options: 'twice' })
    const many = Array.from({ length: limits.cardParts + 1 }, (_, i) => i)
    expect(flawsOf({ kind: 'replies', options: many.join('\n') })).toEqual({ options: 'many' })
    expect(flawsOf({ ...product, title: ' ', url: 'shop.example', image: 'javascript:1' })).toEqual(
      {
        title: 'empty',
        url: 'address',
        image: 'address',
      },
    )
    const add = { label: 'Add', key: 'add' }
    expect(flawsOf({ ...product, actions: [add, add] })).toEqual({
      'actions.0.key': 'twice',
      'actions.1.key': 'twice',
    })
    const choice = { ...question, type: 'choice' } as const
    expect(flawsOf({ kind: 'form', title: 'x'.repeat(301), fields: [choice] })).toEqual({
      title: 'long',
      'fields.0.options': 'empty',
    })
    expect(flawsOf({ kind: 'form', title: 'Size', fields: [] })).toEqual({ fields: 'empty' })
  })

  it('[C4] is no larger than a frame may be', () => {
    const options = Array.from({ length: 12 }, (_, i) => `${i}${'漢'.repeat(290)}`).join('\n')
    const fields = Array.from({ length: 12 }, (_, i) => ({
      ...question,
      label: `Q${i}`,
      type: 'choice' as const,
      options,
    }))
    expect(flawsOf({ kind: 'form', title: 'Size', fields })).toEqual({ card: 'big' })
  })

  it('[C4] gets keys from its labels, each once, and keeps those that were given', () => {
    const actions = [
      { label: 'Añadir al carrito!', key: '' },
      { label: '🛒', key: '' },
      { label: 'Añadir al carrito', key: '' },
      { label: 'Buy', key: 'button' },
    ]
    expect(flawsOf({ ...product, actions })).toMatchObject({
      actions: [
        { id: 'anadir-al-carrito' },
        { id: 'button-2' },
        { id: 'anadir-al-carrito-2' },
        { id: 'button' },
      ],
    })
  })
})

describe('saying', () => {
  it('[C4] adds what the text leaves out, for who cannot see the card', () => {
    const sizes = { kind: 'replies' as const, options: ['S', 'M'] }
    expect(saying('Your Size, Madam?', sizes)).toBe('Your Size, Madam?\nS · M')
    expect(saying('S, or M?', sizes)).toBe('S, or M?')
    expect(saying(' Which size? ', { ...sizes, options: ['Small', 'Medium'] })).toBe(
      'Which size?\nSmall · Medium',
    )
    expect(saying('', { ...sizes, options: ['Small', 'Medium'] })).toBe('Small · Medium')
    expect(saying('Small or Medium?', { ...sizes, options: ['Small', 'Medium'] })).toBe(
      'Small or Medium?',
    )
    const card = { kind: 'product' as const, image: null, actions: [] }
    const url = 'https://shop.example/b'
    expect(saying('This one:', { ...card, title: 'Blouse', price: 'Rp 249.000', url })).toBe(
      `This one:\nBlouse, Rp 249.000\n${url}`,
    )
    const field = { name: 'size', type: 'text' as const, required: true, options: [] }
    expect(
      saying('', { kind: 'form', title: 'Return', fields: [{ ...field, label: 'Order' }] }),
    ).toBe('Return\n– Order')
  })
})

describe('deck', () => {
  const storage = () => {
    const values = new Map<string, string>()
    return {
      getItem: (key: string) => values.get(key) ?? null,
      setItem: (key: string, value: string) => void values.set(key, value),
      removeItem: (key: string) => void values.delete(key),
    }
  }
  const sizes = (...options: string[]) => ({ kind: 'replies' as const, options })

  it('[C4] keeps the last five cards of an agent in this browser, newest first, each once', () => {
    const kept = storage()
    const deck = createDeck({ agent: 'ayu', kept })
    for (const n of ['1', '2', '3', '4', '5', '6', '2']) deck.used(sizes(n))
    const again = createDeck({ agent: 'ayu', kept })
    expect(again.lately().map(card => card.kind === 'replies' && card.options[0])).toEqual([
      ...['2', '6', '5', '4', '3'],
    ])
    expect(createDeck({ agent: 'budi', kept }).lately()).toEqual([])
  })

  it('[C4] passes over what cannot be sent any more', () => {
    const kept = storage()
    kept.setItem('sapa:cards:ayu', JSON.stringify([{ kind: 'song' }, sizes(), sizes('S'), null]))
    expect(createDeck({ agent: 'ayu', kept }).lately()).toEqual([sizes('S')])
    kept.setItem('sapa:cards:ayu', '{')
    expect(createDeck({ agent: 'ayu', kept }).lately()).toEqual([])
  })

  it('[C4] keeps what is being written by chat, also where nothing can be stored', () => {
    const denied = {
      get localStorage(): Storage {
        throw new DOMException('denied', 'SecurityError')
      },
    }
    const deck = createDeck({ agent: 'ayu', kept: createKept(denied) })
    const typed = typedOf(sizes('S'))
    deck.write('c1', typed)
    expect([deck.read('c1'), deck.read('c2')]).toEqual([typed, null])
    deck.write('c1', null)
    expect(deck.read('c1')).toBeNull()
  })
})
