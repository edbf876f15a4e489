import { beforeEach, expect, test } from 'vitest'
import type { Account } from '../core/ports.ts'
import { createMemoryStore, type MemoryStore } from '../store/memory.ts'
import { createInvites, type Invites } from './invites.ts'
import { checkPassword } from './passwords.ts'
import { hashOf } from './secrets.ts'

const DAY = 24 * 60 * 60 * 1000
const who = { name: 'Rina', password: 'correct horse battery' }

let directory: MemoryStore
let now: number
let invites: Invites
beforeEach(() => {
  directory = createMemoryStore()
  now = Date.UTC(2026, 10, 22)
  invites = createInvites({ directory, clock: { now: () => now } })
})

test('a link makes an account that starts away, with three slots and the chosen password', async () => {
  const { token, expiresAt } = await invites.create(' Rina@Shop.example', 'agent')
  expect(expiresAt).toBe(now + 7 * DAY)
  const account = await invites.accept(token, { ...who, name: ' Rina ' })
  expect(account).toEqual({
    id: expect.stringMatching(/^[\w-]{21}$/),
    email: 'rina@shop.example',
    name: 'Rina',
    role: 'agent',
    capacity: 3,
    availability: 'away',
    away: 'chosen',
    departments: [],
    languages: [],
    password: expect.stringMatching(/^scrypt\$/),
  })
  expect(await directory.accounts()).toEqual([account])
  expect(await checkPassword(who.password, account?.password ?? null)).toBe(true)
})

test('an account that has the address keeps everything but name and password', async () => {
  const before: Account = {
    id: 'rina',
    email: 'rina@shop.example',
    name: 'R.',
    role: 'admin',
    capacity: 5,
    availability: 'online',
    away: null,
    departments: [],
    languages: [],
    password: null,
  }
  await directory.putAccount(before)
  const { token } = await invites.create('RINA@shop.example', 'agent')
  const account = await invites.accept(token, who)
  expect(account).toEqual({ ...before, name: 'Rina', password: expect.any(String) })
  expect(await directory.accounts()).toEqual([account])
})

test('looking at a link tells whom it is for and leaves it good', async () => {
  const { token } = await invites.create('rina@shop.example', 'admin')
  const seen = { email: 'rina@shop.example', role: 'admin' }
  expect(await invites.look(token)).toEqual(seen)
  expect(await invites.look(token)).toEqual(seen)
  expect(await invites.accept(token, who)).not.toBeNull()
})

test('a link is good once', async () => {
  const { token } = await invites.create('rina@shop.example', 'agent')
  await invites.accept(token, who)
  expect(await invites.look(token)).toBeNull()
  expect(await invites.accept(token, { ...who, password: 'another password' })).toBeNull()
  const account = await directory.accountByEmail('rina@shop.example')
  expect(await checkPassword(who.password, account?.password ?? null)).toBe(true)
})

test('of two who use one link at once, one loses', async () => {
  const { token } = await invites.create('rina@shop.example', 'agent')
  const both = await Promise.all([
    invites.accept(token, who),
    invites.accept(token, { name: 'Eve', password: 'another password' }),
  ])
  expect(both.filter(account => account === null)).toHaveLength(1)
  expect(await directory.accounts()).toEqual(both.filter(account => account !== null))
})

test('a link ends after 7 days', async () => {
  const { token } = await invites.create('rina@shop.example', 'agent')
  now += 7 * DAY - 1
  expect(await invites.look(token)).not.toBeNull()
  now += 1
  expect(await invites.look(token)).toBeNull()
  expect(await invites.accept(token, who)).toBeNull()
  expect(await directory.accounts()).toEqual([])
})

test('a link that was never made opens nothing', async () => {
  expect(await invites.look('made up')).toBeNull()
  expect(await invites.accept('made up', who)).toBeNull()
})

test('a password that may not be leaves the link good', async () => {
  const { token } = await invites.create('rina@shop.example', 'agent')
  await expect(invites.accept(token, { ...who, password: 'short' })).rejects.toThrow(
    'A password needs at least 10 characters',
  )
  expect(await invites.look(token)).not.toBeNull()
})

test('only the hash of a link is kept', async () => {
  const { token } = await invites.create('rina@shop.example', 'agent')
  expect(await directory.invite(token)).toBeNull()
  expect(await directory.invite(hashOf(token))).toMatchObject({ email: 'rina@shop.example' })
})
