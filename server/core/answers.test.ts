import { describe, expect, it } from 'vitest'
import { shop } from '../../e2e/sim/rig.ts'
import type { Card, Field } from '../../protocol/card.ts'
import { evolve, initial } from '../../protocol/conversation.ts'
import type { Recorded } from '../../protocol/events.ts'
import { limits } from '../../protocol/limits.ts'
import { plainWidget } from '../../protocol/people.ts'
import { cardOf, formOf, unfit } from './answers.ts'

const answer = (values: Record<string, string>) => ({ to: 'm', values })
const field = (more: Partial<Field>): Field => ({
  ...{ name: 'f', label: 'F', type: 'text', required: false, options: [], ...more },
})
const form = (...fields: Partial<Field>[]): Card => ({
  ...{ kind: 'form', title: 'T', fields: fields.map(field) },
})

it('[W10] a quick reply is one of the options, and nothing besides', () => {
  const card: Card = { kind: 'replies', options: ['Yes', 'No'] }
  expect(unfit(card, answer({ reply: 'No' }))).toBeNull()
  for (const values of [{ reply: 'Maybe' }, { reply: 'Yes', more: '1' }, { answer: 'Yes' }, {}])
    expect(unfit(card, answer(values as Record<string, string>))).toBe('forbidden')
})

it('[W10] what has no card, or only things to buy, has no answer', () => {
  const product: Card = {
    ...{ kind: 'product', title: 'P', price: null, image: null, url: null, actions: [] },
  }
  expect(unfit(null, answer({}))).toBe('forbidden')
  expect(unfit(product, answer({ reply: 'P' }))).toBe('forbidden')
})

it('[W10] a form takes its own fields only, and all that it requires', () => {
  const card = form({ name: 'a', required: true }, { name: 'b' })
  expect(unfit(card, answer({ a: 'x' }))).toBeNull()
  expect(unfit(card, answer({ a: 'x', b: 'y' }))).toBeNull()
  expect(unfit(card, answer({ b: 'y' }))).toBe('empty')
  expect(unfit(card, answer({ a: '  ' }))).toBe('empty')
  expect(unfit(card, answer({ a: 'x', c: 'z' }))).toBe('forbidden')
})

it('[P] a field may have any name, also one that every object has', () => {
  for (const name of ['constructor', 'toString', '__proto__']) {
    const values = JSON.parse(`{"${name}": "x"}`)
    expect(unfit(form({ name, required: true }), answer({}))).toBe('empty')
    expect(unfit(form({ name }), answer({}))).toBeNull()
    expect(unfit(form({ name, required: true }), answer(values))).toBeNull()
  }
})

it.each<[Field['type'], string, string | null]>([
  ['email', 'dewi@mail.example', null],
  ['email', 'dewi', 'forbidden'],
  ['email', `${'x'.repeat(limits.emailChars - 1)}@y`, 'too-long'],
  ['tel', '+62 811-000 (1)', null],
  ['tel', 'call me', 'forbidden'],
  ['number', '-2.5', null],
  ['number', 'many', 'forbidden'],
  ['choice', 'Pink', null],
  ['choice', 'Blue', 'forbidden'],
  ['text', 'x'.repeat(limits.cardChars), null],
  ['text', 'x'.repeat(limits.cardChars + 1), 'too-long'],
  ['long', 'x'.repeat(limits.textChars), null],
  ['long', 'x'.repeat(limits.textChars + 1), 'too-long'],
])('[W10] a field of type %s is judged by it', (type, value, why) => {
  const card = form({ type, options: type === 'choice' ? ['Pink', 'Red'] : [] })
  expect(unfit(card, answer({ f: value }))).toBe(why)
})

it('[W12] before the chat a site asks what it set, and where the widget may, for an address', () => {
  const name = field({ name: 'name', required: true })
  const site = { ...shop, widget: { ...plainWidget, prechat: [name] } }
  expect(unfit(formOf(site), answer({ name: 'Dewi', email: 'd@mail.example' }))).toBeNull()
  const strict = { ...site, widget: { ...site.widget, away: false } }
  expect(unfit(formOf(strict), answer({ name: 'D', email: 'd@m' }))).toBe('forbidden')
  expect(unfit(formOf(strict), answer({}))).toBe('empty')
})

describe('the card that is answered', () => {
  const card: Card = { kind: 'replies', options: ['Yes'] }
  const by = { role: 'agent', id: 'ayu', name: 'Ayu' } as const
  const ask = (id: string) => ({ type: 'message' as const, id, by, text: id, card })
  const from: number[] = []
  /** Vera's chat of `head` entries, each with a card, and how it is read. */
  function log(head: number) {
    const opened: Recorded = {
      seq: 1,
      at: 1,
      event: { type: 'opened', site: 's', visitor: 'vera' },
    }
    const all = Array.from({ length: head - 1 }, (_, i) => ({
      ...{ seq: i + 2, at: 1, event: ask(`a${i + 2}`) },
    }))
    const entries: Recorded[] = [opened, ...all]
    const said: Recorded = {
      seq: 2,
      at: 1,
      event: { ...ask('m'), by: { role: 'visitor', id: 'vera' } },
    }
    const state = [opened, said].reduce(evolve, initial)
    from.length = 0
    return {
      load: async () => ({ head, state }),
      read: async (_: string, since: number) => {
        from.push(since)
        return entries.slice(since, since + limits.pageEvents)
      },
    }
  }

  it('[P] is looked for in the own conversation only', async () => {
    expect(await cardOf(log(9), 'c', 'vera', 'a4')).toEqual(card)
    expect(await cardOf(log(9), 'c', 'mala', 'a4')).toBeNull()
    expect(from).toEqual([])
  })

  it('[P] is among the newest 2,000 entries, or none', async () => {
    const chat = log(5000)
    expect(await cardOf(chat, 'c', 'vera', 'a3001')).toEqual(card)
    expect(await cardOf(chat, 'c', 'vera', 'a3000')).toBeNull()
    expect(Math.min(...from)).toBe(3000)
  })
})
