import fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import { encode } from './encode.ts'

const lists = Array.prototype as { toJSON?: () => unknown }
afterEach(() => {
  delete lists.toJSON
})

it('writes what JSON.stringify writes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      expect(encode(value)).toBe(JSON.stringify(value))
    }),
  )
  const holes = { a: undefined, b: [undefined, null], c: { d: undefined } }
  expect(encode(holes)).toBe(JSON.stringify(holes))
})

it('[W5] writes lists as lists where the page gave them a toJSON of its own', () => {
  lists.toJSON = function (this: unknown[]) {
    return `[${this.join()}]`
  }
  expect(JSON.stringify({ items: [1] })).toBe('{"items":"[1]"}')
  expect(encode({ items: [1, { of: ['a'] }] })).toBe('{"items":[1,{"of":["a"]}]}')
})
