import {
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type JWTVerifyOptions,
  jwtVerify,
} from 'jose'
import { limits } from '../../protocol/limits.ts'
import type { Clock, Directory, Proofs, SiteIdentity } from '../core/ports.ts'
import type { Keys } from './keys.ts'
import { hashOf } from './secrets.ts'

const SKEW_S = 60
const DAY_S = 24 * 60 * 60
/** What public keys may sign with. A secret is for HS256, and for nothing else: which of both is asked is never the token's choice alone. */
const PUBLIC = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]

/**
 * Judges what a shop's server signed about its visitors, by the secret or the keys of the site: RFC 7519 with the advice
 * of RFC 8725. Refusals are sentences that say what was expected.
 */
export function createProofs(env: {
  directory: Pick<Directory, 'siteIdentity'>
  keys: Keys
  clock: Pick<Clock, 'now'>
}): Proofs {
  const { directory, keys, clock } = env

  async function verify(token: string, site: SiteIdentity): Promise<JWTPayload> {
    const { alg } = decodeProtectedHeader(token)
    const { secret, jwksUrl, issuer, audience } = site
    const options: JWTVerifyOptions = {
      currentDate: new Date(clock.now()),
      clockTolerance: SKEW_S,
      requiredClaims: ['sub', 'exp'],
      ...(issuer !== null && { issuer }),
      ...(audience !== null && { audience }),
    }
    if (alg === 'HS256' && secret !== null) {
      const key = new TextEncoder().encode(secret)
      return (await jwtVerify(token, key, { ...options, algorithms: ['HS256'] })).payload
    }
    if (alg !== undefined && PUBLIC.includes(alg) && jwksUrl !== null) {
      const by = async (unknown: boolean) => {
        const found = await keys.of(jwksUrl, unknown)
        return (await jwtVerify(token, found, { ...options, algorithms: PUBLIC })).payload
      }
      try {
        return await by(false)
      } catch (error) {
        if (error instanceof errors.JWKSNoMatchingKey) return by(true)
        throw error
      }
    }
    const takes = [
      secret !== null && 'HS256 with the secret',
      jwksUrl !== null && 'a key of the JWKS URL',
    ]
    const ways = takes.filter(Boolean).join(', or ')
    throw new Error(
      ways
        ? `the token is signed with ${JSON.stringify(alg ?? 'nothing')}; expected ${ways}, as set in the console`
        : 'this site has no secret and no JWKS URL: make a secret in the console, under Settings, Signed identity',
    )
  }

  return {
    async check(site, token) {
      const settings = await directory.siteIdentity(site)
      try {
        const payload = await verify(token, settings)
        return judged(site, payload, clock.now())
      } catch (error) {
        if (!(error instanceof Error)) throw error
        return { ok: false, detail: sentence(error) }
      }
    },
  }
}

function judged(
  site: string,
  { sub, exp = 0, jti, name, email }: JWTPayload,
  now: number,
): Awaited<ReturnType<Proofs['check']>> {
  const no = (detail: string) => ({ ok: false, detail }) as const
  if (exp > now / 1000 + DAY_S + SKEW_S)
    return no('`exp` is more than 24 hours ahead: sign tokens for a day at most')
  if (typeof sub !== 'string' || sub.trim() === '' || sub.length > limits.externalChars)
    return no(
      `\`sub\`: expected the shop's id of the person, 1 to ${limits.externalChars} characters`,
    )
  if (jti !== undefined && (typeof jti !== 'string' || jti === ''))
    return no('`jti`: expected text, or nothing')
  const said = name ?? null
  if (said !== null && typeof said !== 'string') return no('`name`: expected text, or nothing')
  const address = email ?? null
  const isAddress =
    typeof address === 'string' &&
    address.length <= limits.emailChars &&
    /^[^\s@]+@[^\s@]+$/.test(address)
  if (address !== null && !isAddress) return no('`email`: expected an e-mail address, or nothing')
  return {
    ok: true,
    claims: {
      site,
      external: sub,
      name: said?.trim().slice(0, limits.nameChars) || null,
      email: isAddress ? address : null,
    },
    once:
      jti === undefined
        ? null
        : { hash: hashOf(JSON.stringify([site, jti])), expiresAt: (exp + SKEW_S) * 1000 },
  }
}

/** What is wrong with a token, for the shop's developer. */
function sentence(error: Error): string {
  if (error instanceof errors.JWTExpired) return '`exp` has passed: sign a new token'
  if (error instanceof errors.JWTClaimValidationFailed) {
    const { claim, reason } = error
    if (reason === 'missing') return `\`${claim}\` is missing`
    if (claim === 'iss' || claim === 'aud')
      return `\`${claim}\` is not what the console says it must be`
    if (claim === 'nbf') return '`nbf` is still to come: are the clocks right?'
    return `\`${claim}\`: ${error.message}`
  }
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return 'the signature is not right: sign with the secret or key of this very site, on your server'
  if (error instanceof errors.JWKSNoMatchingKey)
    return 'no key of the JWKS URL has the `kid` and `alg` of the token'
  if (error instanceof errors.JWKSMultipleMatchingKeys)
    return 'several keys of the JWKS URL fit the token: name one with `kid`'
  if (error instanceof errors.JOSEError || error instanceof TypeError)
    return `expected a JWT, three parts joined by dots, signed by your server (${error.message})`
  return error.message
}
