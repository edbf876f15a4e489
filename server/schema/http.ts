import { z } from 'zod'
import type { Hours } from '../../protocol/hours.ts'
import { limits } from '../../protocol/limits.ts'
import { hoursShape } from './hours.ts'

const EMAIL = 'an e-mail address of at most 254 characters, such as sari@shop.example'
const NAME = `1 to ${limits.nameChars} characters`
const PASSWORD = '10 to 200 characters'
const TOKEN = 'the token of an invite link'
const CAPACITY = 'a whole number between 1 and 50'
const ROLE = 'agent or admin'
const DEPARTMENTS = 'a list of at most 50 ids of departments'
const LANGUAGE = 'a primary language tag, such as id or en'
const LANGUAGES = 'a list of at most 20 primary language tags, such as ["id", "en"]'
const ZONE = 'the name of a time zone, such as Asia/Jakarta'
const LEDGERS = 'a whole number between 0 and 200'
const MOMENT = 'epoch milliseconds or an ISO 8601 time, such as 2026-11-22T00:00:00Z'

const TRIGGER = 'the id of a trigger'
const KEY = '8 to 64 letters, digits, _ or -'
const CLAIM_CHARS = 300
const CLAIM = `text of at most ${CLAIM_CHARS} characters, or null`

const claim = z.string(CLAIM).trim()
const email = z
  .string(EMAIL)
  .trim()
  .toLowerCase()
  .max(limits.emailChars, EMAIL)
  .regex(/^[^\s@]+@[^\s@]+$/, EMAIL)
/** What people call a person, a site or a group, without spaces around it. */
export const name: z.ZodType<string> = z
  .string(NAME)
  .trim()
  .min(1, NAME)
  .max(limits.nameChars, NAME)
const role = z.enum(['agent', 'admin'], ROLE)
const newPassword = z.string(PASSWORD).min(10, PASSWORD).max(200, PASSWORD)
/** What somebody types as their present password; only bounded, so that a wrong one is just wrong. */
const typedPassword = z.string('a password').max(200, 'at most 200 characters')
const token = z.string(TOKEN).min(1, TOKEN).max(200, TOKEN)

const capacity = z.int(CAPACITY).min(1, CAPACITY).max(50, CAPACITY)

const departments = z
  .array(z.string(DEPARTMENTS).max(limits.idChars, DEPARTMENTS), DEPARTMENTS)
  .max(50, DEPARTMENTS)
  .transform(unique)
const language = z
  .string(LANGUAGE)
  .trim()
  .toLowerCase()
  .regex(/^[a-z]{2,3}$/, LANGUAGE)
const languages = z.array(language, LANGUAGES).max(20, LANGUAGES).transform(unique)
const timezone = z.string(ZONE).max(limits.idChars, ZONE).refine(isZone, ZONE)

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
export const departmentBody: z.ZodType<{ name: string; hours?: Hours | undefined }> =
  z.strictObject({ name, hours: hoursShape('those of the site').optional() })
export const agentBody: z.ZodType<{
  name?: string | undefined
  capacity?: number | undefined
  role?: 'agent' | 'admin' | undefined
  departments?: string[] | undefined
  languages?: string[] | undefined
}> = z
  .strictObject({
    name: name.optional(),
    capacity: capacity.optional(),
    role: role.optional(),
    departments: departments.optional(),
    languages: languages.optional(),
  })
  .refine(
    patch => Object.keys(patch).length > 0,
    'at least one of name, capacity, role, departments and languages',
  )

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
const episodes = {
  site: z.string().max(limits.idChars, 'the id of a site').optional(),
  department: z.string().max(limits.idChars, 'the id of a department').optional(),
  agent: z.string().max(limits.idChars, 'the id of an agent').optional(),
  timezone: timezone.default('UTC'),
  from: moment.optional(),
  to: moment.optional(),
}
/** Which episodes; an empty name means all. */
export interface EpisodesAsked {
  site?: string | undefined
  department?: string | undefined
  agent?: string | undefined
  timezone: string
  from?: number | undefined
  to?: number | undefined
}
export const firstResponseQuery: z.ZodType<EpisodesAsked & { format: 'json' | 'csv' }> = z.object({
  ...episodes,
  format: z.enum(['json', 'csv'], 'json or csv').default('json'),
})
export const briefQuery: z.ZodType<EpisodesAsked & { ledgers: number }> = z.object({
  ...episodes,
  ledgers: z
    .string()
    .regex(/^\d{1,3}$/, LEDGERS)
    .transform(Number)
    .refine(n => n <= 200, LEDGERS)
    .default(20),
})

export const ratingsQuery: z.ZodType<{
  site?: string | undefined
  from?: number | undefined
  to?: number | undefined
}> = z.object({
  site: z.string().max(limits.idChars, 'the id of a site').optional(),
  from: moment.optional(),
  to: moment.optional(),
})

/** What a page tells of a trigger; `key` is what the browser calls itself, for this alone. */
export const exposureBody: z.ZodType<
  | { kind: 'exposure'; trigger: string; group: 'shown' | 'held'; key: string }
  | { kind: 'conversation' | 'order'; key: string }
> = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('exposure'),
      trigger: z.string(TRIGGER).regex(/^[\w-]{1,64}$/, TRIGGER),
      group: z.enum(['shown', 'held'], 'shown or held'),
      key: z.string(KEY).regex(/^[\w-]{8,64}$/, KEY),
    }),
    z.strictObject({
      kind: z.enum(['conversation', 'order']),
      key: z.string(KEY).regex(/^[\w-]{8,64}$/, KEY),
    }),
  ],
  'exposure, conversation or order',
)

/** How a site signs, its secret aside; empty text is nothing. */
export const identityBody: z.ZodType<{
  jwksUrl: string | null
  issuer: string | null
  audience: string | null
}> = z.strictObject({
  jwksUrl: claim
    .max(limits.urlChars, `at most ${limits.urlChars} characters`)
    .nullable()
    .transform(filled),
  issuer: claim.max(CLAIM_CHARS, CLAIM).nullable().transform(filled),
  audience: claim.max(CLAIM_CHARS, CLAIM).nullable().transform(filled),
})

function filled(text: string | null): string | null {
  return text === '' ? null : text
}

function unique(list: string[]): string[] {
  return [...new Set(list)]
}

function isZone(timezone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timezone }).format(0) !== ''
  } catch {
    return false
  }
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
