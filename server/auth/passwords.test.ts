import { scryptSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { checkPassword, hashPassword, passwordError } from './passwords.ts'

const password = 'correct horse battery'

test('a password is recognised by its hash and no other is', async () => {
  const stored = await hashPassword(password)
  expect(await checkPassword(password, stored)).toBe(true)
  expect(await checkPassword(`${password} `, stored)).toBe(false)
  expect(await checkPassword('', stored)).toBe(false)
})

test('a hash says how it was made, is salted, and is what scrypt makes of the password', async () => {
  const [first, second] = await Promise.all([hashPassword(password), hashPassword(password)])
  expect(first).not.toBe(second)
  const [kind, N, r, p, salt = '', hash] = first.split('$')
  expect([kind, N, r, p]).toEqual(['scrypt', '32768', '8', '1'])
  expect(Buffer.from(salt, 'base64url')).toHaveLength(16)
  const options = { N: 32768, r: 8, p: 1, maxmem: 2 ** 26 }
  const key = scryptSync(password, Buffer.from(salt, 'base64url'), 32, options)
  expect(key.toString('base64url')).toBe(hash)
})

test('a hash of another cost is still checked by its own', async () => {
  const salt = Buffer.from('sixteen bytes ok')
  const key = scryptSync(password, salt, 32, { N: 1024, r: 8, p: 2 })
  const stored = `scrypt$1024$8$2$${salt.toString('base64url')}$${key.toString('base64url')}`
  expect(await checkPassword(password, stored)).toBe(true)
  expect(await checkPassword('another one', stored)).toBe(false)
})

test('a password is the same however a keyboard composes its letters', async () => {
  const stored = await hashPassword('caf\u00e9 kopi tubruk')
  expect(await checkPassword('cafe\u0301 kopi tubruk', stored)).toBe(true)
})

describe('what is no hash of ours matches nothing and throws nothing', () => {
  const tail = `${'A'.repeat(22)}$${'A'.repeat(43)}`
  test.each([
    '',
    'scrypt',
    'plain text',
    `bcrypt$32768$8$1$${tail}`,
    `scrypt$0$8$1$${tail}`,
    `scrypt$1$8$1$${tail}`,
    `scrypt$1000$8$1$${tail}`,
    `scrypt$1024$0$1$${tail}`,
    `scrypt$4194304$8$1$${tail}`,
    'scrypt$1024$8$1$AAAA$AAAA',
  ])('%j', async stored => expect(await checkPassword(password, stored)).toBe(false))
})

test('an account that does not exist takes as long as one that does', async () => {
  const stored = await hashPassword(password)
  const took = async (known: string | null) => {
    const before = performance.now()
    await checkPassword('a wrong password', known)
    return performance.now() - before
  }
  const rounds = [1, 2, 3]
  const best = async (known: string | null) => {
    let least = Number.POSITIVE_INFINITY
    for (const _ of rounds) least = Math.min(least, await took(known))
    return least
  }
  const [known, unknown] = [await best(stored), await best(null)]
  // Without the comparison with nobody this is a hundredth; scheduling alone never halves it.
  expect(unknown).toBeGreaterThan(known / 2)
  expect(await checkPassword('', null)).toBe(false)
})

test('a new password has 10 to 200 characters, and who chose another is told', () => {
  expect(passwordError('nine char')).toBe('A password needs at least 10 characters')
  expect(passwordError('ten chars.')).toBeNull()
  expect(passwordError('x'.repeat(200))).toBeNull()
  expect(passwordError('x'.repeat(201))).toBe('A password has at most 200 characters')
})
