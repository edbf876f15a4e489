import { expect, test } from 'vitest'
import { words as ar } from '../words/ar.ts'
import { words as en } from '../words/en.ts'
import { fresh, fromAgent, fromVisitor } from './fake.tsx'
import { transcript } from './transcript.ts'

const at = new Date(2026, 10, 22, 10, 3).getTime()
const ayu = { id: 'a', name: 'Ayu' }
const card = {
  kind: 'product',
  title: 'Kebaya',
  price: 'Rp 249.000',
  image: null,
  url: 'https://shop.example/k',
  actions: [],
} as const
const entries = [
  fromVisitor('1', { at, text: 'Two\nlines' }),
  { kind: 'notice', seq: 2, at, what: 'assigned', agent: ayu, how: 'routed' } as const,
  { kind: 'notice', seq: 3, at, what: 'stepped', step: 'breach', kept: null } as const,
  fromAgent('2', { at, text: 'Here', card: { ...card, actions: [] } }),
  { kind: 'notice', seq: 5, at, what: 'resolved', by: ayu } as const,
]

test('[W13] a transcript names who said what and when, with what stood on cards, and nothing of the shop’s own', () => {
  const text = transcript({ ...fresh, entries }, 'Chat with Batik', en, 'en-GB')
  expect(text.replaceAll('\r\n', '\n')).toBe(`\ufeffChat with Batik

[22 Nov 2026, 10:03] You: Two
lines
[22 Nov 2026, 10:03] Ayu joined
[22 Nov 2026, 10:03] Ayu: Here
  Kebaya, Rp 249.000
  https://shop.example/k
[22 Nov 2026, 10:03] Chat resolved. Write again whenever you like.
`)
})

test('[W11] and in the language of the panel', () => {
  expect(transcript({ ...fresh, entries }, 'محادثة', ar, 'ar')).toContain('أنت: Two')
})
