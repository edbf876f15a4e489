import { describe, expect, it } from 'vitest'
import { append, asks, opened } from './contract/talk.ts'
import { storeContract } from './contract.ts'
import { createMemoryStore } from './memory.ts'

describe('the memory store', () => {
  storeContract(async () => createMemoryStore())

  it('shows its logs to those who check them', async () => {
    const store = createMemoryStore()
    await append(store, 'c', [opened(), asks('m')])
    expect([...store.log]).toEqual([['c', await store.read('c', 0, 10)]])
  })

  it('is another log each time, so another epoch', async () => {
    expect(await createMemoryStore().epoch()).not.toBe(await createMemoryStore().epoch())
  })
})
