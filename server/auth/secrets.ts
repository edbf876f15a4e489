import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, fit for a URL, a cookie or a signing key. */
export function freshSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a secret. Unsalted is enough: nobody can guess 256 random bits. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
