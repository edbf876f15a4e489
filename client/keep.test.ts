import { IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createKeep, createMemoryKeep, type Keep } from './keep.ts'

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('IDBKeyRange', IDBKeyRange)
})
afterEach(() => void vi.unstubAllGlobals())

/** From now on the first `times` writes fail. */
function failing(times: number) {
  let left = times
  const put = IDBObjectStore.prototype.put
  IDBObjectStore.prototype.put = function (...value) {
    if (left-- > 0) throw new DOMException('no room left', 'QuotaExceededError')
    return put.apply(this, value)
  }
  return () => {
    IDBObjectStore.prototype.put = put
  }
}
const put = (keep: Keep, key: string, value: unknown) => keep.update(key, () => value)

it('keeps values for the next page, and changes them in one step whatever other tabs do', async () => {
  const [a, b] = [createKeep(), createKeep()]
  const add = (keep: Keep) => keep.update<number>('n', before => (before ?? 0) + 1)
  await Promise.all([add(a), add(b), add(a), add(b)])
  expect(await createKeep().list('n')).toEqual([4])
  expect(a.stored()).toBe(true)
})

it('hands out and forgets what begins with a prefix, in the order of the keys', async () => {
  for (const keep of [createMemoryKeep(), createKeep()]) {
    for (const key of ['x:2', 'y:1', 'x:1', 'x:10']) await put(keep, key, key)
    expect(await keep.list('x:')).toEqual(['x:1', 'x:10', 'x:2'])
    await keep.del('x:')
    expect(await keep.list('')).toEqual(['y:1'])
  }
})

it('where the browser lets nothing be kept it says so and works for as long as the page lives', async () => {
  vi.stubGlobal('indexedDB', undefined)
  const keep = createKeep()
  await put(keep, 'a', 1)
  expect(keep.stored()).toBe(false)
  expect(await keep.list('a')).toEqual([1])
  expect(await keep.update<number>('a', before => (before ?? 0) + 1)).toBe(2)
  await keep.del('a')
  expect(await keep.list('a')).toEqual([])
})

it('[W6] a full disk is full until a write went well, whatever is read or forgotten meanwhile', async () => {
  const keep = createKeep()
  const heal = failing(2)
  await put(keep, 'a', 1)
  await keep.list('')
  await keep.del('a')
  expect(keep.stored()).toBe(false)
  heal()
  await put(keep, 'a', 2)
  expect(keep.stored()).toBe(true)
})

it('[W6] one transaction that fails is tried again and loses nothing', async () => {
  const keep = createKeep()
  await put(keep, 'a', 1)
  const heal = failing(1)
  await put(keep, 'b', 2)
  heal()
  expect([keep.stored(), await createKeep().list('')]).toEqual([true, [1, 2]])
})

it('[W6] a full disk is told, and what comes after it is kept again', async () => {
  const keep = createKeep()
  const heal = failing(2)
  expect(await put(keep, 'a', 1)).toBe(1)
  expect(keep.stored()).toBe(false)
  heal()
  await put(keep, 'b', 2)
  expect([keep.stored(), await createKeep().list('')]).toEqual([true, [2]])
})

it('a database that the browser closed under the page is opened anew', async () => {
  const opened: IDBDatabase[] = []
  const { open } = indexedDB
  indexedDB.open = (...args) => {
    const request = open.apply(indexedDB, args)
    request.addEventListener('success', () => opened.push(request.result))
    return request
  }
  const keep = createKeep()
  await put(keep, 'a', 1)
  opened[0]?.close()
  await put(keep, 'b', 2)
  expect([keep.stored(), await keep.list(''), opened.length]).toEqual([true, [1, 2], 2])
})
