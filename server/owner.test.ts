import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createInvites } from './auth/invites.ts'
import { freshOwnerLink, knock, openDoor } from './owner.ts'
import { createMemoryStore } from './store/memory.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sapa-door-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a running relay hands out a fresh link, and only to the user who runs it', async () => {
  const path = join(folder, 'sapa.db.sock')
  let n = 0
  const close = await openDoor(path, async () => `link ${++n}`)
  expect([await knock(path), await knock(path)]).toEqual(['link 1', 'link 2'])
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  close()
})

test('where no relay runs there is no link', async () => {
  expect(await knock(join(folder, 'none.sock'))).toBeNull()
})

test('a relay that cannot make a link hangs up', async () => {
  const path = join(folder, 'sapa.db.sock')
  const close = await openDoor(path, () => Promise.reject(new Error('disk')))
  expect(await knock(path)).toBeNull()
  close()
})

test('what a killed relay left at the door does not keep the next one out', async () => {
  const path = join(folder, 'sapa.db.sock')
  await writeFile(path, '')
  const close = await openDoor(path, async () => 'link')
  expect(await knock(path)).toBe('link')
  close()
})

test("the owner is the configured address, else the first admin, else owner@ the relay's host", async () => {
  const directory = createMemoryStore()
  const invites = createInvites({ directory, clock: { now: () => 0 } })
  const base = 'https://chat.shop.example'
  const link = (email: string | null) => freshOwnerLink({ directory, invites, email, base })
  const first = await link(null)
  expect(first.email).toBe('owner@chat.shop.example')
  expect(await invites.look(first.link.replace(`${base}/console#invite=`, ''))).toEqual({
    email: first.email,
    role: 'admin',
  })
  const now = { availability: 'online', away: null } as const
  const floor = { departments: [], languages: [], capacity: 4 }
  const account = { ...now, ...floor, name: 'Sari', password: null }
  await directory.putAccount({ ...account, id: 'a', email: 'budi@x.example', role: 'agent' })
  await directory.putAccount({ ...account, id: 'b', email: 'sari@x.example', role: 'admin' })
  expect((await link(null)).email).toBe('sari@x.example')
  expect((await link('me@x.example')).email).toBe('me@x.example')
})
