import { afterEach, beforeEach, describe } from 'vitest'
import type { Directory, Store } from '../core/ports.ts'
import { directoryContract } from './contract/directory.ts'
import { forgettingContract } from './contract/forgetting.ts'
import { identityContract } from './contract/identity.ts'
import { logContract } from './contract/log.ts'
import { queriesContract } from './contract/queries.ts'

/** What every store promises, sentence by sentence of the ports; `create` gives an empty one for each test. */
export function storeContract(create: () => Promise<Store & Directory>): void {
  let store: Store & Directory

  describe('keeps the contract', () => {
    beforeEach(async () => {
      store = await create()
    })
    afterEach(() => store.close())

    describe('log', () => logContract(() => store))
    describe('queries', () => queriesContract(() => store))
    describe('forgetting', () => forgettingContract(() => store))
    describe('identity', () => identityContract(() => store))
    describe('directory', () => directoryContract(() => store))
  })
}
