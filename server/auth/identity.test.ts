import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { afterEach, describe, expect, it } from 'vitest'
import type { SiteIdentity } from '../core/ports.ts'
import { createMemoryStore } from '../store/memory.ts'
import { fetchText, isPublic, lookupPublic, unfitUrl } from './fetch.ts'
import { createProofs } from './identity.ts'
import { createKeys } from './keys.ts'

const SECRET = 'a secret of at least thirty-two characters'
const URL_OF = 'https://shop.example/jwks.json'
const NOW = Date.UTC(2026, 10, 22)
const none: SiteIdentity = { secret: null, jwksUrl: null, issuer: null, audience: null }

async function scene(settings: Partial<SiteIdentity> = { secret: SECRET }) {
  const store = createMemoryStore()
  await store.putSiteIdentity('shop', { ...none, ...settings })
  const time = { now: NOW }
  const clock = { now: () => time.now }
  /** What the shop answers at its JWKS URL, and how often it was asked. */
  const shop = { answer: async (): Promise<string> => '{"keys":[]}', asked: 0 }
  const keys = createKeys({
    clock,
    fetchText: () => {
      shop.asked++
      return shop.answer()
    },
  })
  const proofs = createProofs({ directory: store, keys, clock })
  const check = async (token: string, site = 'shop') => {
    const proof = await proofs.check(site, token)
    return proof.ok ? proof.claims : proof.detail
  }
  return { proofs, check, time, shop, store }
}

const seconds = (ms: number) => Math.floor(ms / 1000)
const jwt = (claims: object, exp: number | null = NOW + 3600_000) =>
  new SignJWT({ sub: 'u1', ...(exp !== null && { exp: seconds(exp) }), ...claims })
const signed = (claims: object = {}, exp: number | null = NOW + 3600_000, secret = SECRET) =>
  jwt(claims, exp).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret))

describe('[A] a token signed with the secret of the site', () => {
  it('proves who its bearer is, with name and e-mail address', async () => {
    const { check } = await scene()
    expect(await check(await signed({ name: ' Dewi ', email: 'dewi@mail.example' }))).toEqual({
      ...{ site: 'shop', external: 'u1', name: 'Dewi', email: 'dewi@mail.example' },
    })
    expect(await check(await signed())).toMatchObject({ name: null, email: null })
  })

  it('is refused with a sentence that says what was expected', async () => {
    const { check } = await scene()
    const refused: [Promise<string> | string, string][] = [
      [signed({}, null), '`exp` is missing'],
      [signed({}, NOW - 61_000), '`exp` has passed'],
      [signed({}, NOW + 86_400_000 + 61_000), '`exp` is more than 24 hours ahead'],
      [signed({ sub: undefined }), '`sub` is missing'],
      [signed({ sub: ' ' }), '`sub`: expected'],
      [signed({ sub: 'x'.repeat(256) }), '`sub`: expected'],
      [signed({ sub: 7 }), '`sub`'],
      [signed({ jti: 7 }), '`jti`'],
      [signed({ name: 7 }), '`name`: expected'],
      [signed({ email: 'nobody' }), '`email`: expected'],
      [signed({ nbf: seconds(NOW) + 61 }), '`nbf` is still to come'],
      [signed({}, NOW + 1000, 'another secret of thirty-two characters'), 'signature is not right'],
      ['nonsense', 'expected a JWT'],
      ['a.b.c', 'expected a JWT'],
    ]
    for (const [token, why] of refused) expect(await check(await token)).toContain(why)
    // A minute of skew either way is nobody's fault.
    for (const exp of [NOW - 59_000, NOW + 86_400_000 + 59_000])
      expect(await check(await signed({}, exp))).toMatchObject({ external: 'u1' })
  })

  it('of another site, or where none is set, is refused', async () => {
    const { check, store } = await scene()
    expect(await check(await signed(), 'other')).toContain('make a secret in the console')
    await store.putSiteIdentity('other', { ...none, secret: 'the secret of the other of the two' })
    expect(await check(await signed(), 'other')).toContain('of this very site')
  })

  it('must be of the issuer and for the audience that the site set', async () => {
    const { check } = await scene({ secret: SECRET, issuer: 'shop', audience: 'sapa' })
    expect(await check(await signed({ iss: 'shop', aud: ['x', 'sapa'] }))).toMatchObject({})
    expect(await check(await signed({ iss: 'other', aud: 'sapa' }))).toContain('`iss` is not what')
    expect(await check(await signed({ iss: 'shop' }))).toBe('`aud` is missing')
  })

  it('names itself with `jti`, for one use: by hash, and per site', async () => {
    const { proofs } = await scene()
    const once = async (claims: object) => {
      const proof = await proofs.check('shop', await signed(claims))
      return proof.ok ? proof.once : proof
    }
    expect(await once({})).toBeNull()
    expect(await once({ jti: 'j' })).toEqual({
      hash: expect.stringMatching(/^[\w-]{43}$/),
      expiresAt: NOW + 3600_000 + 60_000,
    })
    expect(await once({ jti: 'j' })).not.toEqual(await once({ jti: 'k' }))
  })
})

describe('[A] algorithms are not confused', () => {
  it('unsigned tokens are refused, whatever is set', async () => {
    for (const settings of [{ secret: SECRET }, { jwksUrl: URL_OF }, {}]) {
      const { check } = await scene(settings)
      const token = new UnsecuredJWT({ sub: 'u1', exp: seconds(NOW + 1000) }).encode()
      expect(await check(token)).toEqual(expect.any(String))
    }
  })

  it('a public key is no secret: HS256 with its text is refused, and so is RS256 where there is a secret only', async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k' }
    const { check, shop } = await scene({ jwksUrl: URL_OF })
    shop.answer = async () => JSON.stringify({ keys: [jwk] })
    for (const text of [await exportSPKI(publicKey), JSON.stringify(jwk), String(jwk.n)])
      expect(await check(await signed({}, NOW + 1000, text))).toContain(
        'expected a key of the JWKS',
      )
    const token = await jwt({}).setProtectedHeader({ alg: 'RS256', kid: 'k' }).sign(privateKey)
    expect(await check(token)).toMatchObject({ external: 'u1' })
    const other = await scene()
    expect(await other.check(token)).toContain('expected HS256 with the secret')
    const longer = await jwt({})
      .setProtectedHeader({ alg: 'HS512' })
      .sign(new TextEncoder().encode(SECRET.repeat(2)))
    expect(await other.check(longer)).toContain('expected HS256')
  })

  it('a secret in a public key set signs nothing', async () => {
    const { check, shop } = await scene({ jwksUrl: URL_OF })
    const k = Buffer.from(SECRET).toString('base64url')
    shop.answer = async () => JSON.stringify({ keys: [{ kty: 'oct', k, alg: 'HS256' }] })
    expect(await check(await signed())).toContain('expected a key of the JWKS URL')
  })
})

describe('[A] the keys of a shop', () => {
  async function pair(kid: string) {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
    const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'ES256' }
    const token = await jwt({}, NOW + 3 * 3600_000)
      .setProtectedHeader({ alg: 'ES256', kid })
      .sign(privateKey)
    return { jwk, token }
  }
  const set = (...keys: object[]) => JSON.stringify({ keys })

  it('are fetched once, for an unknown one again, but not more often than every thirty seconds', async () => {
    const { check, shop, time } = await scene({ jwksUrl: URL_OF })
    const [one, two] = [await pair('one'), await pair('two')]
    shop.answer = async () => set(one.jwk)
    const answers = await Promise.all([check(one.token), check(one.token), check(one.token)])
    expect(answers.map(answer => typeof answer)).toEqual(['object', 'object', 'object'])
    expect(shop.asked).toBe(1)
    shop.answer = async () => set(one.jwk, two.jwk)
    expect(await check(two.token)).toContain('no key of the JWKS URL')
    expect(shop.asked).toBe(1)
    time.now += 30_000
    expect(await check(two.token)).toMatchObject({ external: 'u1' })
    for (let i = 0; i < 5; i++) await check((await pair('three')).token)
    expect(shop.asked).toBe(2)
  })

  it('that are there hold on for an hour while the shop cannot be reached, then the refusal says why', async () => {
    const { check, shop, time } = await scene({ jwksUrl: URL_OF })
    const { jwk, token } = await pair('one')
    shop.answer = async () => set(jwk)
    await check(token)
    shop.answer = () => Promise.reject(new Error('the answer has status 502; expected 200'))
    time.now += 59 * 60_000
    expect(await check(token)).toMatchObject({ external: 'u1' })
    time.now += 2 * 60_000
    expect(await check(token)).toContain('status 502')
    for (const junk of ['<html>', '[]', '{"keys":1}']) {
      time.now += 30_000
      shop.answer = async () => junk
      expect(await check(token)).toContain('expected JSON such as')
    }
    time.now += 30_000
    shop.answer = async () => set(jwk)
    expect(await check(token)).toMatchObject({ external: 'u1' })
  })
})

describe('[A] an address that an admin named', () => {
  const servers: ReturnType<typeof createServer>[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) server.close()
  })
  async function serve(answer: Parameters<typeof createServer>[1]): Promise<string> {
    const server = createServer(answer as never)
    servers.push(server)
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    return `http://localhost:${(server.address() as AddressInfo).port}/jwks`
  }

  it('is public, and by https, unless it is this machine under test', () => {
    for (const bad of [
      ...['http://shop.example/', 'ftp://shop.example', 'jwks.json', 'https://localhost/'],
      ...['https://10.1.2.3/', 'https://192.168.0.1/', 'https://169.254.169.254/latest'],
      ...[
        'https://[::1]/',
        'https://[fd00::1]/',
        'https://[::ffff:10.0.0.1]/',
        'https://2130706433/',
      ],
      ...['https://me:pass@shop.example/', 'https://0x7f.1/', 'http://localhost:8080/'],
    ])
      expect(unfitUrl(bad, false), bad).toEqual(expect.any(String))
    expect(unfitUrl('https://shop.example/jwks.json', false)).toBeNull()
    expect(unfitUrl('http://localhost:8080/', true)).toBeNull()
    expect(unfitUrl('http://10.0.0.1/', true)).toEqual(expect.any(String))
    expect(isPublic('93.184.216.34') && isPublic('2606:4700::1')).toBe(true)
    for (const inner of ['100.64.0.1', '172.31.0.1', 'fe80::1', '2002:a00:1::', 'shop.example'])
      expect(isPublic(inner), inner).toBe(false)
  })

  it('is asked with bounds: its size, its status, and where its name leads', async () => {
    const fine = await serve((_, response) => response.end('{"keys":[]}'))
    expect(await fetchText(fine, true)).toBe('{"keys":[]}')
    await expect(fetchText(fine, false)).rejects.toThrow('https:')
    const large = await serve((_, response) => response.end('x'.repeat(70_000)))
    await expect(fetchText(large, true)).rejects.toThrow('larger than 65536 bytes')
    const moved = await serve((_, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    )
    await expect(fetchText(moved, true)).rejects.toThrow('status 302')
    const found = (loopback: boolean) =>
      new Promise(done =>
        lookupPublic(loopback)('localhost', { family: 4 }, (error, address) =>
          done(error?.message ?? address),
        ),
      )
    expect(await found(false)).toContain('an address of a private network')
    expect(await found(true)).toBe('127.0.0.1')
  })
})
