// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import 'fake-indexeddb/auto'
import { createKeep } from '../../client/keep.ts'
import { keptConversation, roleOf } from './socket.ts'

const embed = { url: 'https://relay.example', site: 'a shop' }
const line = 'wss://relay.example/visitor?site=a%20shop'

/** Locks of a browser in which `holder` has the line and others wait for it; this tab is 'me'. */
function locksOf(holder: string | null, waiting = 0): LockManager {
  const held = holder ? [{ name: line, clientId: holder }] : []
  return {
    request: (name: string, granted: () => unknown) => {
      held.push({ name, clientId: 'me' })
      return granted()
    },
    query: async () => ({
      held,
      pending: Array.from({ length: waiting }, (_, i) => ({ name: line, clientId: `tab ${i}` })),
    }),
  } as unknown as LockManager
}

test('[W7] the role of a tab is who holds the lock of the line, and for how many', async () => {
  expect(await roleOf(embed, locksOf(null))).toEqual({ role: 'none' })
  expect(await roleOf(embed, locksOf('me'))).toEqual({ role: 'holder', others: 0 })
  expect(await roleOf(embed, locksOf('me', 3))).toEqual({ role: 'holder', others: 3 })
  expect(await roleOf(embed, locksOf('you'))).toEqual({ role: 'guest' })
})

test('[W2] the conversation is read from what the client kept; where it kept nothing no database is made', async () => {
  expect(await keptConversation('shop')).toBeNull()
  expect(await indexedDB.databases()).toEqual([])
  await createKeep().update('shop:identity', () => ({ token: null, c: 'c1' }))
  expect(await keptConversation('shop')).toBe('c1')
  expect(await keptConversation('other')).toBeNull()
})
