import { expect, test } from 'vitest'
import type { Message, VisitorEntry, VisitorNotice } from '../../client/view.ts'
import { grouped } from './groups.ts'

const ayu = { role: 'agent', id: 'a1', name: 'Ayu' } as const
const budi = { role: 'agent', id: 'a2', name: 'Budi' } as const
const minute = 60_000

function message(by: Message['by'], id: string, at = 0): Message {
  return { kind: 'message', id, by, text: id, at, seq: null, state: 'sent', why: null }
}
function visitor(id: string, at = 0): Message {
  return message({ role: 'visitor', id: 'v' }, id, at)
}
const joined: VisitorNotice = {
  kind: 'notice',
  seq: 9,
  at: 0,
  what: 'assigned',
  agent: ayu,
}

/** `a+b` for messages in one group, `|` between groups. */
function shape(entries: VisitorEntry[]): string {
  return grouped(entries)
    .map(group => (group.kind === 'notice' ? group.what : group.messages.map(m => m.id).join('+')))
    .join(' | ')
}

test('what one author writes in one go stands together', () => {
  expect(shape([visitor('a'), visitor('b'), message(ayu, 'c')])).toBe('a+b | c')
})

test('two agents in a row are two voices', () => {
  expect(shape([message(ayu, 'a'), message(budi, 'b')])).toBe('a | b')
})

test('a visitor stays one voice when the relay gives an id', () => {
  const unknown = message({ role: 'visitor', id: '' }, 'a')
  expect(shape([unknown, visitor('b')])).toBe('a+b')
})

test('a long pause begins a new group, so that its time is seen', () => {
  const entries = [visitor('a', 0), visitor('b', 5 * minute), visitor('c', 10 * minute + 1)]
  expect(shape(entries)).toBe('a+b | c')
})

test('a notice stands between the messages around it', () => {
  expect(shape([visitor('a'), joined, visitor('b')])).toBe('a | assigned | b')
})

test('that nobody has it for a moment is the shop’s affair: it neither shows nor separates', () => {
  const released: VisitorNotice = { kind: 'notice', seq: 9, at: 0, what: 'released' }
  expect(shape([visitor('a'), released, visitor('b')])).toBe('a+b')
  expect(shape([visitor('a'), { ...released, agent: ayu }])).toBe('a | released')
})

test('a group keeps its key while it grows', () => {
  const keys = (entries: VisitorEntry[]) =>
    grouped(entries).map(g => g.kind === 'messages' && g.key)
  expect(keys([visitor('a'), visitor('b')])).toEqual(keys([visitor('a')]))
})
