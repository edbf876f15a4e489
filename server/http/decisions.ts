import { Hono } from 'hono'
import type {
  Candidate,
  ConversationEvent,
  ConversationId,
  Recorded,
} from '../../protocol/events.ts'
import type { Ctx, HttpEnv } from './env.ts'
import { signedIn } from './guard.ts'
import { problem } from './problem.ts'
import { candidateReason, type Decided, decisionReason } from './reasons.ts'

/** Entries of a log that are read at once. */
const PAGE = 500

/** Who was given a conversation and why: each decision of its log, in order, with its reasons in words. */
export function decisions(env: Pick<HttpEnv, 'auth' | 'store'>): Hono<Ctx> {
  const app = new Hono<Ctx>()
  app.get('/conversations/:id/decisions', signedIn(env), async c => {
    const log = await whole(env.store, c.req.param('id'))
    if (log.length === 0) return problem(c, 404, 'There is no conversation with this id')
    return c.json(log.flatMap(shown))
  })
  return app
}

async function whole(store: HttpEnv['store'], c: ConversationId): Promise<Recorded[]> {
  const log: Recorded[] = []
  for (;;) {
    const page = await store.read(c, log.length, PAGE)
    log.push(...page)
    if (page.length < PAGE) return log
  }
}

function shown({ seq, at, event }: Recorded): object[] {
  if (!isDecision(event)) return []
  const entry = { seq, at, ...event, reason: decisionReason(event) }
  return event.type === 'routed' ? [{ ...entry, candidates: event.candidates.map(told) }] : [entry]
}

function told(candidate: Candidate): Candidate & { reason: string } {
  return { ...candidate, reason: candidateReason(candidate) }
}

function isDecision(event: ConversationEvent): event is Decided {
  return ['routed', 'assigned', 'released', 'stepped'].includes(event.type)
}
