// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { fresh, fromAgent } from './parts/fake.tsx'
import { isRare } from './rare.ts'

test.each([
  ['👍', true],
  ['❤️', true],
  ['🇮🇩', true],
  ['1️⃣', true],
  ['https://shop.example', true],
  ['Size 38, please', false],
  ['1 or 2? (10%) #3', false],
  ['Thank you so much 👍', false],
])('what is said by %s is rare: %s', (text, rare) => {
  expect(isRare({ ...fresh, entries: [fromAgent('m', { text })] })).toBe(rare)
})
