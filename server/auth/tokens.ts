import { errors, jwtVerify, SignJWT } from 'jose'
import type { Auth, Clock } from '../core/ports.ts'

const ISSUER = 'sapa'
const ALGORITHM = 'HS256'
const DAY_S = 24 * 60 * 60
const LIFE_S = 180 * DAY_S
const RENEW_S = DAY_S

export type Tokens = Pick<Auth, 'issueToken' | 'checkToken'>

/** Signed tokens by which a browser stays the same visitor of one site: 180 days from its last renewal. */
export function createTokens(env: { secret: string; clock: Pick<Clock, 'now'> }): Tokens {
  const key = new TextEncoder().encode(env.secret)

  return {
    issueToken(site, visitor) {
      const now = Math.floor(env.clock.now() / 1000)
      return new SignJWT({ site })
        .setProtectedHeader({ alg: ALGORITHM })
        .setIssuer(ISSUER)
        .setSubject(visitor)
        .setIssuedAt(now)
        .setExpirationTime(now + LIFE_S)
        .sign(key)
    },
    async checkToken(token, site) {
      const now = env.clock.now()
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: [ALGORITHM],
          issuer: ISSUER,
          requiredClaims: ['sub', 'iat', 'exp', 'site'],
          currentDate: new Date(now),
        })
        const { sub, iat } = payload
        const ours = payload.site === site && typeof sub === 'string' && sub !== ''
        if (!ours || !iat) return { ok: false, reason: 'forged' }
        return { ok: true, visitor: sub, renew: now / 1000 - iat > RENEW_S }
      } catch (error) {
        if (!(error instanceof errors.JOSEError)) throw error
        const expired = error instanceof errors.JWTExpired && error.payload.site === site
        return { ok: false, reason: expired ? 'expired' : 'forged' }
      }
    },
  }
}
