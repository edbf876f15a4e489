import { SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { freshSecret } from './secrets.ts'
import { createTokens } from './tokens.ts'

const DAY = 24 * 60 * 60 * 1000
const start = Date.UTC(2026, 10, 22)
const secret = freshSecret()
const forged = { ok: false, reason: 'forged' }

function at(now: number): ReturnType<typeof createTokens> {
  return createTokens({ secret, clock: { now: () => now } })
}

test('a token proves its visitor to its site', async () => {
  const token = await at(start).issueToken('batik', 'v1')
  expect(await at(start).checkToken(token, 'batik')).toEqual({
    ok: true,
    visitor: 'v1',
    renew: false,
  })
})

test('a token older than a day asks to be renewed', async () => {
  const token = await at(start).issueToken('batik', 'v1')
  const renew = async (later: number) => await at(start + later).checkToken(token, 'batik')
  expect(await renew(DAY)).toMatchObject({ renew: false })
  expect(await renew(DAY + 1000)).toMatchObject({ renew: true })
})

test('a token ends after 180 days and is then expired, not forged', async () => {
  const token = await at(start).issueToken('batik', 'v1')
  expect(await at(start + 180 * DAY - 1000).checkToken(token, 'batik')).toMatchObject({ ok: true })
  expect(await at(start + 180 * DAY).checkToken(token, 'batik')).toEqual({
    ok: false,
    reason: 'expired',
  })
})

test('a token of another site is forged, also when it has expired', async () => {
  const token = await at(start).issueToken('batik', 'v1')
  expect(await at(start).checkToken(token, 'kopi')).toEqual(forged)
  expect(await at(start + 200 * DAY).checkToken(token, 'kopi')).toEqual(forged)
})

test('a token signed with another secret is forged, also when it has expired', async () => {
  const other = createTokens({ secret: freshSecret(), clock: { now: () => start } })
  const token = await other.issueToken('batik', 'v1')
  expect(await at(start).checkToken(token, 'batik')).toEqual(forged)
  expect(await at(start + 200 * DAY).checkToken(token, 'batik')).toEqual(forged)
})

test('a token issued before the clock was set back is still good', async () => {
  const token = await at(start).issueToken('batik', 'v1')
  expect(await at(start - 30 * DAY).checkToken(token, 'batik')).toMatchObject({ ok: true })
})

describe('what is no token of ours is forged', () => {
  const key = new TextEncoder().encode(secret)
  const claims = { site: 'batik', sub: 'v1', iss: 'sapa', iat: start / 1000, exp: start / 500 }
  const { iss: _iss, ...noIssuer } = claims
  const { sub: _sub, ...noVisitor } = claims
  const { exp: _exp, ...noEnd } = claims
  const { iat: _iat, ...noStart } = claims
  const signed = (payload: object, alg = 'HS256') =>
    new SignJWT({ ...payload }).setProtectedHeader({ alg }).sign(key)

  test('the same by hand is good, so that each case below fails for its own reason', async () => {
    expect(await at(start).checkToken(await signed(claims), 'batik')).toMatchObject({ ok: true })
  })
  test.each<[string, () => string | Promise<string>]>([
    ['nothing', () => ''],
    ['words', () => 'not a token'],
    ['three empty parts', () => '..'],
    ['no signature', () => new UnsecuredJWT(claims).encode()],
    ['a cut signature', async () => (await signed(claims)).slice(0, -4)],
    ['another algorithm', () => signed(claims, 'HS512')],
    ['another issuer', () => signed({ ...claims, iss: 'shop' })],
    ['no issuer', () => signed(noIssuer)],
    ['no visitor', () => signed(noVisitor)],
    ['an empty visitor', () => signed({ ...claims, sub: '' })],
    ['no end', () => signed(noEnd)],
    ['no start', () => signed(noStart)],
    ['an end that is no time', () => signed({ ...claims, exp: 'never' })],
    ['a visitor that is no text', () => signed({ ...claims, sub: 7 })],
  ])('%s', async (_what, make) => {
    expect(await at(start).checkToken(await make(), 'batik')).toEqual(forged)
  })
})
