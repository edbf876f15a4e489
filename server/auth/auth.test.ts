import { expect, test } from 'vitest'
import { createMemoryStore } from '../store/memory.ts'
import { createAuth } from './auth.ts'
import { createInvites } from './invites.ts'
import { freshSecret } from './secrets.ts'
import { createSessions } from './sessions.ts'

const clock = { now: () => Date.UTC(2026, 10, 22) }

test('a visitor and an agent are recognised after a restart on the same directory', async () => {
  const directory = createMemoryStore()
  const start = async () => {
    const secret = await directory.secret('visitor-tokens', freshSecret())
    return createAuth({ directory, clock, secret, secure: true })
  }
  const before = await start()
  const token = await before.issueToken('batik', 'v1')
  const invites = createInvites({ directory, clock })
  const { token: link } = await invites.create('rina@shop.example', 'agent')
  const account = await invites.accept(link, { name: 'Rina', password: 'correct horse battery' })
  const cookie = await createSessions({ directory, clock, secure: true }).start(account?.id ?? '')

  const after = await start()
  expect(await after.checkToken(token, 'batik')).toMatchObject({ ok: true, visitor: 'v1' })
  expect(await after.agentOf(cookie)).toEqual(account)
  expect(account).not.toBeNull()
})
