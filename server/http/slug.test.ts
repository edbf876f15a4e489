import { expect, test } from 'vitest'
import { freeId } from './slug.ts'

test.each([
  ['Rumah Mode', [], 'rumah-mode'],
  ['Café  & Co.', [], 'cafe-co'],
  ['Rumah Mode', ['rumah-mode', 'rumah-mode-2'], 'rumah-mode-3'],
  ['متجر', ['site'], 'site-2'],
  ['متجر', [], 'site'],
  ['x'.repeat(80), [], 'x'.repeat(40)],
])('%s beside %j gets the id %s', (name, taken, id) => {
  expect(freeId(name, new Set(taken), 'site')).toBe(id)
})
