import { z } from 'zod'
import { limits } from '../../protocol/limits.ts'

const EMAIL = 'an e-mail address of at most 254 characters, such as sari@shop.example'
const NAME = `1 to ${limits.nameChars} characters`
const PASSWORD = '10 to 200 characters'
const TOKEN = 'the token of an invite link'
const ORIGIN =
  'an origin of scheme, host and port without a path, such as https://shop.example or http://localhost:3000'
const ORIGINS = 'a list of 1 to 50 origins, such as ["https://shop.example"]'
const TARGET = 'a whole number of milliseconds between 5000 and 3600000'
const CAPACITY = 'a whole number between 1 and 50'
const ROLE = 'agent or admin'
const MOMENT = 'epoch milliseconds or an ISO 8601 time, such as 2026-11-22T00:00:00Z'

const email = z
  .string(EMAIL)
  .trim()
  .toLowerCase()
  .max(limits.emailChars, EMAIL)
  .regex(/^[^\s@]+@[^\s@]+$/, EMAIL)
const name = z.string(NAME).trim().min(1, NAME).max(limits.nameChars, NAME)
const role = z.enum(['agent', 'admin'], ROLE)
const newPassword = z.string(PASSWORD).min(10, PASSWORD).max(200, PASSWORD)
/** What somebody types as their present password; only bounded, so that a wrong one is just wrong. */
const typedPassword = z.string('a password').max(200, 'at most 200 characters')
const token = z.string(TOKEN).min(1, TOKEN).max(200, TOKEN)

const origin = z.string(ORIGIN).transform((given, ctx) => {
  const normal = normalOrigin(given)
  if (normal) return normal
  ctx.issues.push({ code: 'custom', message: ORIGIN, input: given })
  return z.NEVER
})
const origins = z
  .array(origin, ORIGINS)
  .min(1, ORIGINS)
  .max(50, ORIGINS)
  .transform(list => [...new Set(list)])
const targetMs = z.int(TARGET).min(5000, TARGET).max(3_600_000, TARGET)
const capacity = z.int(CAPACITY).min(1, CAPACITY).max(50, CAPACITY)

const moment = z.string(MOMENT).transform((given, ctx) => {
  const at = /^\d{1,15}$/.test(given) ? Number(given) : /^\d{4}-/.test(given) && Date.parse(given)
  if (typeof at === 'number' && Number.isFinite(at)) return at
  ctx.issues.push({ code: 'custom', message: MOMENT, input: given })
  return z.NEVER
})

/** Bodies of `/api`, as the handlers get them: trimmed, lower-cased where case means nothing. */
export const signInBody: z.ZodType<{ email: string; password: string }> = z.strictObject({
  email,
  password: typedPassword,
})
export const lookBody: z.ZodType<{ token: string }> = z.strictObject({ token })
export const acceptBody: z.ZodType<{ token: string; name: string; password: string }> =
  z.strictObject({ token, name, password: newPassword })
export const inviteBody: z.ZodType<{ email: string; role: 'agent' | 'admin' }> = z.strictObject({
  email,
  role,
})
export const passwordBody: z.ZodType<{ current: string; next: string }> = z.strictObject({
  current: typedPassword,
  next: newPassword,
})
export const newSiteBody: z.ZodType<{ name: string; origins: string[]; targetMs: number }> =
  z.strictObject({ name, origins, targetMs: targetMs.default(60_000) })
export const siteBody: z.ZodType<{ name: string; origins: string[]; targetMs: number }> =
  z.strictObject({ name, origins, targetMs })
export const agentBody: z.ZodType<{
  name?: string | undefined
  capacity?: number | undefined
  role?: 'agent' | 'admin' | undefined
}> = z
  .strictObject({ name: name.optional(), capacity: capacity.optional(), role: role.optional() })
  .refine(patch => Object.keys(patch).length > 0, 'at least one of name, capacity and role')

/** Query strings of `/api`; times come out as epoch milliseconds. */
export const conversationsQuery: z.ZodType<{
  status: 'resolved'
  before?: number | undefined
  limit: number
}> = z.object({
  status: z.literal('resolved', 'resolved; open conversations come over the socket'),
  before: moment.optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'a whole number between 1 and 200')
    .transform(Number)
    .refine(n => n >= 1 && n <= 200, 'a whole number between 1 and 200')
    .default(50),
})
export const firstResponseQuery: z.ZodType<{
  site?: string | undefined
  from?: number | undefined
  to?: number | undefined
}> = z.object({
  site: z.string().max(limits.idChars, 'the id of a site').optional(),
  from: moment.optional(),
  to: moment.optional(),
})

/** The origin a browser would send for this address, or null when it is none: wildcards, paths and other schemes are refused. */
function normalOrigin(given: string): string | null {
  const text = given.trim()
  if (!/^https?:\/\/[^/?#\\@*\s]+\/?$/i.test(text) || !URL.canParse(text)) return null
  return new URL(text).origin
}

/** A schema of a body or query whose checked value is a `T`. */
export type Shape<T> = z.ZodType<T>

/** Reads `value` as `shape`; `detail` names each field that is wrong and what was expected of it. */
export function check<T>(
  shape: Shape<T>,
  value: unknown,
): { ok: true; value: T } | { ok: false; detail: string } {
  const parsed = shape.safeParse(value)
  if (parsed.success) return { ok: true, value: parsed.data }
  return { ok: false, detail: parsed.error.issues.map(sentence).join('; ') }
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `${issue.keys.join(', ')}: no such field`
  const at = issue.path.join('.')
  const expected = issue.path.length || issue.code === 'custom' ? issue.message : 'a JSON object'
  return at ? `${at}: expected ${expected}` : `expected ${expected}`
}
