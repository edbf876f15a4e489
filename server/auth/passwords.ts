import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

/** About 100 ms and 32 MiB on a small server: dear to guess with, cheap to sign in with. */
const COST = { N: 2 ** 15, r: 8, p: 1 }
const SALT_BYTES = 16
const HASH_BYTES = 32
const MIN_CHARS = 10
const MAX_CHARS = 200

interface Stored {
  cost: typeof COST
  salt: Buffer
  hash: Buffer
}

/**
 * Compared with where there is no account, so that the time of an answer does not tell who has one. Its hash is
 * random: no password makes it.
 */
const nobody: Stored = {
  cost: COST,
  salt: Buffer.alloc(SALT_BYTES),
  hash: randomBytes(HASH_BYTES),
}

/** Why this cannot be a new password, in a sentence for the person who chose it; null when it can. */
export function passwordError(password: string): string | null {
  if (password.length < MIN_CHARS) return `A password needs at least ${MIN_CHARS} characters`
  if (password.length > MAX_CHARS) return `A password has at most ${MAX_CHARS} characters`
  return null
}

/** `scrypt$N$r$p$salt$hash`, salt and hash in base64url: it says itself how to check it after the cost has changed. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const hash = await derive(password, { cost: COST, salt })
  const { N, r, p } = COST
  return ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

/** False, after the same time, also when nothing readable is stored (null: no account, or no password yet). */
export async function checkPassword(password: string, stored: string | null): Promise<boolean> {
  const { cost, salt, hash } = (stored !== null && read(stored)) || nobody
  return timingSafeEqual(await derive(password, { cost, salt }), hash)
}

function derive(password: string, { cost, salt }: Omit<Stored, 'hash'>): Promise<Buffer> {
  // scrypt takes 128 N r bytes, and Node's own bound is exactly ours.
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r }
  // Keyboards differ in how they compose é; a password is the same on each.
  const text = password.normalize('NFKC')
  return new Promise((done, fail) => {
    scrypt(text, salt, HASH_BYTES, options, (error, key) => (error ? fail(error) : done(key)))
  })
}

/** Null when this is no hash of ours, or one whose cost would stall the relay. */
function read(stored: string): Stored | null {
  const match = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/.exec(stored)
  if (!match) return null
  const [, N, r, p, salt = '', hash = ''] = match
  const cost = { N: Number(N), r: Number(r), p: Number(p) }
  const sane = Number.isInteger(Math.log2(cost.N)) && cost.N >= 2 && cost.r >= 1 && cost.p >= 1
  if (!sane || cost.N * cost.r * cost.p > 8 * COST.N * COST.r) return null
  const bytes = Buffer.from(hash, 'base64url')
  if (bytes.length !== HASH_BYTES) return null
  return { cost, salt: Buffer.from(salt, 'base64url'), hash: bytes }
}
