import { z } from 'zod'
import type { AgentDown, VisitorDown } from '../../protocol/down.ts'
import { steps } from '../../protocol/ladder.ts'
import { answer, card } from './card.ts'
import { cart, properties } from './context.ts'
import { trigger } from './trigger.ts'
import { widget } from './widget.ts'

/** What the relay says, as a schema: the relay trusts itself, tests and the documentation do not. */

const ms = z.int().min(0)
const seq = z.int().min(0)
const id = z.string().min(1)
const agentRef = z.strictObject({ id, name: z.string() })
const author = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('visitor'), id }),
  z.strictObject({ role: z.literal('agent'), id, name: z.string() }),
])
const verdict = z.enum([
  'chosen',
  'lost-it',
  'lagging',
  'not-asked-for',
  'less-known',
  'busier',
  'waited-less',
  'tried',
  'full',
  'other-department',
  'other-language',
  'away',
  'offline',
])
const candidate = z.strictObject({
  id,
  name: z.string(),
  load: z.int(),
  capacity: z.int(),
  idleMs: ms.nullable(),
  verdict,
})
const cause = z.enum([
  'message',
  'agent-online',
  'slot-freed',
  'disconnect',
  'no-ack',
  'hand-on',
  'restart',
])
const how = z.enum(['routed', 'taken'])
const releaseCauses = ['disconnected', 'no-ack', 'too-slow'] as const
const step = z.enum(steps)
const kept = z.enum(['typing', 'nobody-else'])
const choice = z.enum(['wait', 'email', 'channel'])
const wish = z.strictObject({
  department: z.string().nullable(),
  language: z.string().nullable(),
  agent: z.string().nullable(),
  priority: z.literal([0, 1, 2, 3]),
})

/** The id of the frame that asked for it. */
const asked = { id: id.exactOptional() }
const rating = {
  score: z.int().min(1).max(5).nullable(),
  comment: z.string().nullable(),
  likely: z.int().min(0).max(10).nullable(),
}
const ladder = { ackMs: ms, nudgeMs: ms, handOnMs: ms, allHandsMs: ms, graceMs: ms }
const times = z.strictObject({ ...ladder, targetMs: ms })

const message = {
  type: z.literal('message'),
  id,
  by: author,
  text: z.string(),
  card: card.exactOptional(),
  answer: answer(id).exactOptional(),
}
const told = [
  z.strictObject({ type: z.literal('opened'), site: id, visitor: id }),
  z.strictObject({ type: z.literal('wished'), wish }),
  z.strictObject({ type: z.literal('chose'), id, choice, email: z.string().nullable() }),
  z.strictObject({ type: z.literal('acted'), message: id, action: id, ...asked }),
  z.strictObject({ type: z.literal('rated'), ...rating, ...asked }),
  z.strictObject({ type: z.literal('merged'), visitor: id }),
  z.strictObject({ type: z.literal('read'), by: author, upTo: seq }),
  z.strictObject({ type: z.literal('resolved'), by: agentRef }),
  z.strictObject({ type: z.literal('private') }),
] as const
const event = z.discriminatedUnion('type', [
  ...told,
  z.strictObject({
    ...message,
    substantive: z.literal(true).exactOptional(),
    due: times.exactOptional(),
  }),
  z.strictObject({
    type: z.literal('routed'),
    to: agentRef.nullable(),
    cause,
    candidates: z.array(candidate),
    unknown: z.array(z.enum(['department', 'language', 'agent'])).exactOptional(),
  }),
  z.strictObject({ type: z.literal('assigned'), agent: agentRef, how }),
  z.strictObject({ type: z.literal('acked'), agent: agentRef }),
  z.strictObject({ type: z.literal('typed'), agent: agentRef }),
  z.strictObject({ type: z.literal('released'), agent: agentRef, why: z.enum(releaseCauses) }),
  z.strictObject({ type: z.literal('stepped'), step, kept: kept.nullable() }),
])
/** Strict: a visitor is sent nothing of the floor. */
const visitorEvent = z.discriminatedUnion('type', [
  ...told,
  z.strictObject(message),
  z.strictObject({ type: z.literal('assigned'), agent: agentRef }),
  z.strictObject({ type: z.literal('released'), agent: agentRef.exactOptional() }),
  z.strictObject({ type: z.literal('stepped'), step: z.literal('breach'), kept: z.null() }),
])
const entries = <T extends z.ZodType>(of: T) =>
  z.strictObject({
    t: z.literal('events'),
    c: id,
    head: seq,
    events: z.array(z.strictObject({ seq, at: ms, event: of })),
  })

const holder = z.strictObject({
  agent: agentRef,
  assignedAt: ms,
  ackedAt: ms.nullable(),
  openedAt: ms.nullable(),
  typedAt: ms.nullable(),
  kept: kept.exactOptional(),
  endedAt: ms.nullable(),
  outcome: z.enum(['holding', ...releaseCauses, 'taken', 'resolved']),
})
const wait = z.strictObject({
  askedAt: ms,
  answeredAt: ms.nullable(),
  by: agentRef.nullable(),
})
const episode = z.strictObject({
  n: z.int(),
  startedAt: ms,
  startSeq: seq,
  due: times.exactOptional(),
  wish,
  holders: z.array(holder),
  answeredAt: ms.nullable(),
  answeredBy: agentRef.nullable(),
  substantiveAt: ms.nullable(),
  step: step.nullable(),
  breachedAt: ms.nullable(),
  choice: choice.nullable(),
  waits: z.array(wait),
  resolvedAt: ms.nullable(),
  rating: z.strictObject({ at: ms, ...rating }).exactOptional(),
})
const opened = {
  site: id,
  visitor: id,
  openedAt: ms,
  lastAt: ms,
  assignments: z.int(),
  unansweredSince: ms.nullable(),
  read: z.strictObject({ visitor: seq, agent: seq }),
  last: z
    .strictObject({ seq, at: ms, role: z.enum(['visitor', 'agent']), text: z.string() })
    .nullable(),
  lastAgent: id.nullable(),
  wish,
  episode: episode.nullable(),
}
const conversation = z.discriminatedUnion('status', [
  z.strictObject({ ...opened, status: z.literal('waiting'), explained: z.boolean() }),
  z.strictObject({ ...opened, status: z.literal('assigned'), agent: agentRef }),
  z.strictObject({ ...opened, status: z.literal('resolved') }),
])

const why = z.enum([
  'empty',
  'too-long',
  'too-fast',
  'too-early',
  'forbidden',
  'unknown-conversation',
  'held',
  'full',
  'resolved',
  'already-yours',
  'bad-token',
])
const heads = z.record(id, seq)
const common = [
  z.strictObject({ t: z.literal('reset'), c: id }),
  z.strictObject({
    t: z.literal('typing'),
    c: id,
    by: author,
    on: z.boolean(),
    text: z.string().exactOptional(),
  }),
  z.strictObject({ t: z.literal('heartbeat'), now: ms, heads }),
  z.strictObject({ t: z.literal('accepted'), id }),
  z.strictObject({
    t: z.literal('rejected'),
    id,
    why,
    retryMs: ms.exactOptional(),
    detail: z.string().exactOptional(),
  }),
] as const

const channel = z.strictObject({ label: z.string(), url: z.string() }).nullable()
const range = z.strictObject({ from: z.int(), to: z.int() })
const hours = z
  .strictObject({
    timezone: z.string(),
    week: z.array(z.array(range)),
    holidays: z.array(z.strictObject({ date: z.string(), ranges: z.array(range) })),
  })
  .nullable()
const site = z.strictObject({
  id,
  name: z.string(),
  origins: z.array(z.string()),
  targetMs: ms,
  ladder: z.strictObject(ladder),
  hours,
  channel,
  widget,
  triggers: z.array(trigger),
})
const department = z.strictObject({ id, name: z.string(), hours })
const agentLine = z.strictObject({
  id,
  name: z.string(),
  role: z.enum(['agent', 'admin']),
  availability: z.enum(['online', 'away', 'offline']),
  load: z.int(),
  capacity: z.int(),
  departments: z.array(z.string()),
  languages: z.array(z.string()),
  away: z.enum(['chosen', 'idle', 'locked', 'unresponsive']).nullable(),
})
const page = z.strictObject({ url: z.string(), title: z.string() })
const visitor = z.strictObject({
  id,
  site: id,
  name: z.string().nullable(),
  email: z.string().nullable(),
  external: z.string().nullable(),
  context: z.strictObject({
    attributes: properties,
    cart: cart.nullable(),
    orders: z.array(z.strictObject({ id, total: z.number(), currency: z.string(), at: ms })),
    events: z.array(z.strictObject({ name: z.string(), props: properties, at: ms })),
    pages: z.array(page),
    referrer: z.string().nullable(),
  }),
  page: page.nullable(),
  language: z.string(),
  timezone: z.string(),
  device: z.string(),
  firstSeenAt: ms,
  online: z.boolean(),
})

const badge = z.strictObject({ medianMs: ms, sample: z.int(), slow: z.boolean() }).nullable()
const visitorDown = z.discriminatedUnion('t', [
  entries(visitorEvent),
  z.strictObject({
    t: z.literal('welcome'),
    v: z.int(),
    epoch: id,
    now: ms,
    visitor: z.strictObject({
      id,
      name: z.string().nullable(),
      email: z.string().nullable(),
      external: z.string().nullable(),
    }),
    token: z.string().nullable(),
    site: z.strictObject({
      id,
      name: z.string(),
      targetMs: ms,
      channel,
      badge,
      widget,
    }),
    heads,
    online: z.int(),
  }),
  z.strictObject({ t: z.literal('availability'), online: z.int(), badge }),
  z.strictObject({
    t: z.literal('queue'),
    c: id,
    position: z.int().min(1),
    etaMs: ms.nullable(),
  }),
  ...common,
])
const agentDown = z.discriminatedUnion('t', [
  entries(event),
  z.strictObject({
    t: z.literal('welcome'),
    v: z.int(),
    epoch: id,
    now: ms,
    me: z.strictObject({ id, email: z.string() }),
    agents: z.array(agentLine),
    sites: z.array(site),
    departments: z.array(department),
    rows: z.array(z.strictObject({ c: id, head: seq, state: conversation })),
    visitors: z.array(visitor),
  }),
  z.strictObject({ t: z.literal('agents'), agents: z.array(agentLine) }),
  z.strictObject({
    t: z.literal('sites'),
    sites: z.array(site),
    departments: z.array(department),
  }),
  z.strictObject({ t: z.literal('visitor'), visitor }),
  ...common,
])

/** Each fits the other; the words of `protocol/` are built of intersections, which no schema infers literally. */
type Same<A, B> = [A, B] extends [B, A] ? true : false
/** Does not compile when the schemas and the words of `protocol/` are no longer the same. */
const _same: [
  Same<z.infer<typeof visitorDown>, VisitorDown>,
  Same<z.infer<typeof agentDown>, AgentDown>,
] = [true, true]

/** Throws with the first thing that is not as the protocol says. */
export function checkVisitorDown(frame: unknown): VisitorDown {
  return visitorDown.parse(frame)
}

export function checkAgentDown(frame: unknown): AgentDown {
  return agentDown.parse(frame)
}

/** The JSON Schema of all that the relay may say. */
export function downSchemas(): { visitor: unknown; agent: unknown } {
  return { visitor: z.toJSONSchema(visitorDown), agent: z.toJSONSchema(agentDown) }
}
