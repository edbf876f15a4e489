import { expect, it } from 'vitest'
import { createKeep, createMemoryKeep } from './keep.ts'

it('where the browser lets nothing be kept it says so and works for as long as the page lives', async () => {
  // Node has no IndexedDB: this is the browser that denies it.
  expect('indexedDB' in globalThis).toBe(false)
  const keep = createKeep()
  await keep.set('a', 1)
  expect(keep.stored()).toBe(false)
  expect(await keep.get('a')).toBe(1)
  expect(await keep.update<number>('a', before => (before ?? 0) + 1)).toBe(2)
  await keep.del('a')
  expect(await keep.get('a')).toBeUndefined()
})

it('hands out the entries of a prefix in the order of their keys', async () => {
  for (const keep of [createMemoryKeep(), createKeep()]) {
    for (const key of ['x:2', 'y:1', 'x:1', 'x:10']) await keep.set(key, key)
    expect((await keep.entries('x:')).map(([key]) => key)).toEqual(['x:1', 'x:10', 'x:2'])
  }
})
