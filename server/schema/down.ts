import { z } from 'zod'
import type { AgentDown, VisitorDown } from '../../protocol/down.ts'

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
  'less-known',
  'busier',
  'waited-less',
  'tried',
  'full',
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
const cause = z.enum(['message', 'agent-online', 'slot-freed', 'disconnect', 'restart'])
const how = z.enum(['routed', 'taken'])

const event = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('opened'), site: id, visitor: id }),
  z.strictObject({ type: z.literal('message'), id, by: author, text: z.string() }),
  z.strictObject({
    type: z.literal('routed'),
    to: agentRef.nullable(),
    cause,
    candidates: z.array(candidate),
  }),
  z.strictObject({ type: z.literal('assigned'), agent: agentRef, how }),
  z.strictObject({
    type: z.literal('released'),
    agent: agentRef,
    why: z.literal('disconnected'),
  }),
  z.strictObject({ type: z.literal('read'), by: author, upTo: seq }),
  z.strictObject({ type: z.literal('resolved'), by: agentRef }),
  z.strictObject({ type: z.literal('private') }),
])
const recorded = z.strictObject({ seq, at: ms, event })

const holder = z.strictObject({
  agent: agentRef,
  assignedAt: ms,
  openedAt: ms.nullable(),
  endedAt: ms.nullable(),
  outcome: z.enum(['holding', 'disconnected', 'taken', 'resolved']),
})
const episode = z.strictObject({
  n: z.int(),
  startedAt: ms,
  startSeq: seq,
  holders: z.array(holder),
  answeredAt: ms.nullable(),
  answeredBy: agentRef.nullable(),
  resolvedAt: ms.nullable(),
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
  'forbidden',
  'unknown-conversation',
  'held',
  'full',
  'resolved',
  'already-yours',
])
const heads = z.record(id, seq)
const common = [
  z.strictObject({ t: z.literal('events'), c: id, head: seq, events: z.array(recorded) }),
  z.strictObject({ t: z.literal('reset'), c: id }),
  z.strictObject({ t: z.literal('typing'), c: id, by: author, on: z.boolean() }),
  z.strictObject({ t: z.literal('heartbeat'), now: ms, heads }),
  z.strictObject({ t: z.literal('accepted'), id }),
  z.strictObject({ t: z.literal('rejected'), id, why, retryMs: ms.exactOptional() }),
] as const

const site = z.strictObject({
  id,
  name: z.string(),
  origins: z.array(z.string()),
  targetMs: ms,
})
const agentLine = z.strictObject({
  id,
  name: z.string(),
  role: z.enum(['agent', 'admin']),
  availability: z.enum(['online', 'away', 'offline']),
  load: z.int(),
  capacity: z.int(),
})
const visitor = z.strictObject({
  id,
  site: id,
  name: z.string().nullable(),
  email: z.string().nullable(),
  page: z.strictObject({ url: z.string(), title: z.string() }).nullable(),
  language: z.string(),
  timezone: z.string(),
  device: z.string(),
  firstSeenAt: ms,
  online: z.boolean(),
})

const visitorDown = z.discriminatedUnion('t', [
  z.strictObject({
    t: z.literal('welcome'),
    v: z.int(),
    epoch: id,
    now: ms,
    visitor: z.strictObject({ id, name: z.string().nullable(), email: z.string().nullable() }),
    token: z.string().nullable(),
    site: z.strictObject({ id, name: z.string(), targetMs: ms }),
    heads,
    online: z.int(),
  }),
  z.strictObject({ t: z.literal('availability'), online: z.int() }),
  ...common,
])
const agentDown = z.discriminatedUnion('t', [
  z.strictObject({
    t: z.literal('welcome'),
    v: z.int(),
    epoch: id,
    now: ms,
    me: z.strictObject({ id, email: z.string() }),
    agents: z.array(agentLine),
    sites: z.array(site),
    rows: z.array(z.strictObject({ c: id, head: seq, state: conversation })),
    visitors: z.array(visitor),
  }),
  z.strictObject({ t: z.literal('agents'), agents: z.array(agentLine) }),
  z.strictObject({ t: z.literal('sites'), sites: z.array(site) }),
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
