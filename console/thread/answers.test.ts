import { describe, expect, it } from 'vitest'
import type { FloorEntry, Message } from '../../client/view.ts'
import type { Answer, Card, Field } from '../../protocol/card.ts'
import { answersTo, saysOnly, toldIn } from './answers.ts'

let seq = 0
const said = (id: string, part: Partial<Message>): Message => ({
  ...{ kind: 'message', id, text: 'x', at: ++seq, seq, state: 'sent', why: null },
  by: part.card ? { role: 'agent', id: 'ayu', name: 'Ayu' } : { role: 'visitor', id: 'v' },
  ...part,
})
const acted = (message: string, action: string): FloorEntry => ({
  ...{ kind: 'notice', what: 'acted', seq: ++seq, at: seq },
  ...{ message, action, label: action },
})
const sizes: Card = { kind: 'replies', options: ['S', 'M'] }
const chose = (id: string, to: string, reply: string, part: Partial<Message> = {}) =>
  said(id, { answer: { to, values: { reply } }, ...part })
const field = (name: string, label: string): Field => ({
  ...{ name, label, type: 'text', required: true, options: [] },
})

describe('the cards of a thread', () => {
  it('[W8] know the option that was chosen; what could not be sent chose nothing', () => {
    const { fates, cards } = toldIn([
      said('m1', { card: sizes }),
      chose('m2', 'm1', 'S'),
      chose('m3', 'm1', 'M', { state: 'failed', why: 'forbidden' }),
    ])
    expect(cards.get('m1')).toBe(sizes)
    expect(fates.get('m1')).toMatchObject({ chosen: 'S', filled: true })
  })

  it('[E] know which buttons were pressed, each card its own', () => {
    const { fates } = toldIn([acted('m1', 'add'), acted('m1', 'wish'), acted('m2', 'add')])
    expect([...(fates.get('m1')?.pressed ?? [])]).toEqual(['add', 'wish'])
    expect([...(fates.get('m2')?.pressed ?? [])]).toEqual(['add'])
    expect(fates.get('m3')).toBeUndefined()
  })

  it('[W13] answers stand in the order of the questions, with what no form has asked at the end', () => {
    const answer: Answer = { to: null, values: { email: 'a@b.example', size: 'M' } }
    const asked = [field('size', 'Your size'), field('colour', 'Colour')]
    expect(answersTo(asked, answer, name => `(${name})`)).toEqual([
      { label: 'Your size', value: 'M' },
      { label: 'Colour', value: '' },
      { label: '(email)', value: 'a@b.example' },
    ])
  })

  it('[W13] a text that says more than its answers is shown as well', () => {
    const answers = [
      { label: 'Size', value: 'M' },
      { label: 'Colour', value: '' },
    ]
    expect(saysOnly(said('m1', { text: 'Size: M' }), answers)).toBe(true)
    expect(saysOnly(said('m1', { text: 'Is it there in pink?' }), answers)).toBe(false)
  })
})
