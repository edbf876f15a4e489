import { expect, test, vi } from 'vitest'
import { createLate } from './late.ts'

const turn = () => new Promise<void>(done => setImmediate(done))

test('a part is fetched once, when first wanted, and tells when it is there', async () => {
  const fetch = vi.fn(async () => 'part')
  const arrived = vi.fn()
  const part = createLate(fetch, arrived)
  expect(fetch).not.toHaveBeenCalled()
  expect([part(), part()]).toEqual([undefined, undefined])
  await turn()
  expect(arrived).toHaveBeenCalledOnce()
  expect(part()).toBe('part')
  expect(fetch).toHaveBeenCalledOnce()
})

test('a part that could not be fetched is fetched again when next wanted', async () => {
  const fetch = vi.fn(async () => 'part').mockRejectedValueOnce(new Error('offline'))
  const part = createLate(fetch, () => {})
  part()
  await turn()
  expect(part()).toBeUndefined()
  await turn()
  expect(part()).toBe('part')
})
