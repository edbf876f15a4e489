import { z } from 'zod'
import { limits } from '../../protocol/limits.ts'
import type { AgentUp, VisitorUp } from '../../protocol/up.ts'
import { VERSION } from '../../protocol/version.ts'
import { answer, card } from './card.ts'
import { cart, event, order, properties, referrer } from './context.ts'

/** Bytes of an error: it becomes the reason of a close frame, which has 123. */
const ERROR_BYTES = 120

const flag = z.boolean('true or false')
const seq = z.int('a whole number').min(0, 'a number from 0')
const version = seq
const anId = `an id of 1-${limits.idChars} letters, digits, _ or -`
const id = z
  .string(anId)
  // An id is also a key of records, where this one would not be a key.
  .regex(new RegExp(`^(?!__proto__$)[A-Za-z0-9_-]{1,${limits.idChars}}$`), anId)
const since = z
  .record(id, seq, {
    error: issue => (issue.code === 'invalid_key' ? anId : 'numbers by conversation id'),
  })
  .refine(heads => Object.keys(heads).length <= limits.resumed, {
    error: `at most ${limits.resumed} conversations`,
    abort: true,
  })
  .meta({ maxProperties: limits.resumed })
const text = (max: number) => z.string('text').max(max, `at most ${max} characters`)
const page = z.strictObject(
  {
    // Shown to agents as a link: a page that can run the widget has no other scheme.
    url: text(limits.urlChars).regex(/^https?:\/\//i, 'an http or https address'),
    title: text(limits.titleChars),
  },
  'a page',
)

/** What a page calls something: nothing that has to be one of ours, so a name nobody knows breaks no connection. */
function word(what: string, max: number) {
  const expected = `${what} of 1-${max} characters`
  return z.string(expected).min(1, expected).max(max, expected)
}
const wish = z.strictObject(
  {
    department: word('the id of a department', limits.idChars).nullable().exactOptional(),
    language: word('a language tag', limits.languageChars).nullable().exactOptional(),
    agent: word('the id of an agent', limits.idChars).nullable().exactOptional(),
    priority: z.literal([0, 1, 2, 3], 'a whole number from 0 to 3').exactOptional(),
  },
  'a wish',
)
const anEmail = `an e-mail address of at most ${limits.emailChars} characters`
const email = z
  .string(anEmail)
  .max(limits.emailChars, anEmail)
  .regex(/^[^\s@]+@[^\s@]+$/, anEmail)

// The length of a text is for the core to refuse: a rule that says no must not end the connection.
const send = { t: z.literal('send'), c: id, id, text: z.string('text') }
const typing = { t: z.literal('typing'), c: id, on: flag }
const common = [
  z.strictObject({ t: z.literal('read'), c: id, upTo: seq }),
  z.strictObject({ t: z.literal('sync'), c: id, since: seq }),
] as const

const epoch = text(limits.idChars).nullable()
/** What every ask has: its own id, and the conversation it is about. */
const asked = { id, c: id }
function grade(from: number, to: number) {
  const expected = `a whole number from ${from} to ${to}, or null`
  return z.int(expected).min(from, expected).max(to, expected).nullable()
}

const visitorUp = z.discriminatedUnion('t', [
  z.strictObject({
    t: z.literal('hello'),
    v: version,
    epoch,
    // As long as the frame allows: a token that is not ours is refused as forged, not as too long.
    token: z.string('text').nullable(),
    since,
    page,
    language: text(limits.idChars),
    timezone: text(limits.idChars),
  }),
  ...common,
  z.strictObject({ ...send, answer: answer(id).exactOptional() }),
  z.strictObject({ ...typing, text: z.string('text').exactOptional() }),
  z.strictObject({ t: z.literal('page'), page }),
  z.strictObject({
    t: z.literal('identify'),
    ...asked,
    name: text(limits.nameChars).nullable(),
    email: text(limits.emailChars).nullable(),
    token: text(limits.jwtChars).nullable(),
  }),
  z.strictObject({ t: z.literal('wish'), ...asked, wish }),
  z
    .strictObject({
      t: z.literal('choose'),
      ...asked,
      choice: z.enum(['wait', 'email', 'channel'], 'wait, email or channel'),
      email: email.nullable(),
    })
    .refine(frame => frame.choice !== 'email' || frame.email !== null, {
      path: ['email'],
      message: anEmail,
    }),
  z.strictObject({
    t: z.literal('rate'),
    ...asked,
    score: grade(1, 5),
    comment: text(limits.textChars).nullable(),
    likely: grade(0, 10),
  }),
  z.strictObject({
    t: z.literal('act'),
    ...asked,
    message: id,
    action: word('the id of an action', limits.idChars),
  }),
  z.strictObject({
    t: z.literal('context'),
    ...asked,
    attributes: properties.exactOptional(),
    cart: cart.nullable().exactOptional(),
    order: order.exactOptional(),
    event: event.exactOptional(),
    referrer: referrer.exactOptional(),
  }),
  z.strictObject({ t: z.literal('erase'), ...asked }),
])

const agentUp = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('hello'), v: version, epoch, since }),
  ...common,
  z.strictObject({ ...send, card: card.exactOptional() }),
  z.strictObject(typing),
  z.strictObject({ t: z.literal('take'), id, c: id }),
  z.strictObject({ t: z.literal('resolve'), id, c: id }),
  z.strictObject({ t: z.literal('ack'), c: id, assignment: seq }),
  z.strictObject({
    t: z.literal('available'),
    id,
    on: flag,
    why: z.enum(
      ['chosen', 'idle', 'locked', 'unresponsive'],
      'chosen, idle, locked or unresponsive',
    ),
  }),
])

/** Each fits the other; the words of `protocol/` are built of intersections, which no schema infers literally. */
type Same<A, B> = [A, B] extends [B, A] ? true : false
/** Does not compile when the schemas and the words of `protocol/` are no longer the same. */
const _same: [Same<z.infer<typeof visitorUp>, VisitorUp>, Same<z.infer<typeof agentUp>, AgentUp>] =
  [true, true]

/** A sentence of at most 120 bytes that says what was expected. */
export interface Unparsed {
  error: string
  /** It is the hello of a client that speaks another version. */
  otherVersion?: true
}

/** A visitor's frame, or why it is none. Never throws. */
export function parseVisitorUp(frame: string): VisitorUp | Unparsed {
  return parse(visitorUp, frame)
}

/** An agent's frame, or why it is none. Never throws. */
export function parseAgentUp(frame: string): AgentUp | Unparsed {
  return parse(agentUp, frame)
}

/** The JSON Schema of all that clients may send. */
export function upSchemas(): { visitor: unknown; agent: unknown } {
  return { visitor: z.toJSONSchema(visitorUp), agent: z.toJSONSchema(agentUp) }
}

function parse<T>(schema: z.ZodType<T>, frame: string): T | Unparsed {
  let value: unknown
  try {
    value = JSON.parse(frame)
  } catch {
    return { error: 'A frame is one JSON object; this is not JSON' }
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const { t, v } = Object(value)
  const error = sentence(value, result.error.issues)
  const other = t === 'hello' && typeof v === 'number' && v !== VERSION
  return other ? { error, otherVersion: true } : { error }
}

function sentence(value: unknown, issues: z.core.$ZodIssue[]): string {
  const [issue] = issues
  const t = Object(value).t
  const kind = typeof t === 'string' ? t : typeof t
  if (
    !issue ||
    (issue.code === 'invalid_union' && (issue.path[0] ?? 't') === 't') ||
    (issue.path.length === 0 && issue.code === 'invalid_type')
  ) {
    return plain(`A frame is an object whose t is a kind this side may send, not ${kind}`)
  }
  const where = [kind, ...issue.path].join('.')
  if (issue.code === 'unrecognized_keys') return plain(`${where} has no field ${issue.keys[0]}`)
  return plain(`${where} should be ${issue.message}`)
}

/** What a sender wrote may be in a sentence: one byte a character, none that a log or terminal would act on. */
function plain(sentence: string): string {
  return sentence.replace(/[^ -~]/g, '?').slice(0, ERROR_BYTES)
}
