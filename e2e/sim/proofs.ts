import type { Proofs } from '../../server/core/ports.ts'

interface Says {
  sub: string
  jti?: string
  name?: string
  email?: string
}

/** A token of the kind that `openProofs` takes. */
export const tokenOf = (says: Says): string => JSON.stringify(says)

/** Tokens are what they say, as JSON; others are refused. */
export const openProofs: Proofs = {
  async check(site, token) {
    if (!token.startsWith('{')) return { ok: false, detail: 'expected JSON' }
    const { sub, jti, name = null, email = null } = JSON.parse(token) as Says
    const once = jti === undefined ? null : { hash: jti, expiresAt: Infinity }
    return { ok: true, claims: { site, external: sub, name, email }, once }
  },
}
