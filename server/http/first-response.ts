import { type Context, Hono } from 'hono'
import type { Ledger } from '../../protocol/report.ts'
import type { ReportQuery } from '../core/ports.ts'
import { briefQuery, type EpisodesAsked, firstResponseQuery } from '../schema/http.ts'
import { unknownDepartment } from './departments.ts'
import type { Ctx, HttpEnv } from './env.ts'
import { query, signedIn } from './guard.ts'
import { ledgerLines, ledgersHead } from './ledgers.ts'
import { problem } from './problem.ts'
import { rangeOf } from './range.ts'

type Env = Pick<HttpEnv, 'auth' | 'directory' | 'reports' | 'clock' | 'log'>

/**
 * The number the product is about, of a site, department, agent and range of time: the last 24 hours of everything unless told otherwise.
 * In full, in brief with its newest ledgers for a screen that asks often, or as a file of all ledgers.
 */
export function firstResponse(env: Env): Hono<Ctx> {
  const { reports } = env
  const app = new Hono<Ctx>()
  app.get('/first-response', signedIn(env), query(firstResponseQuery), async c => {
    const { format, ...asked } = c.req.valid('query')
    return answer(c, env, asked, async question =>
      format === 'json'
        ? c.json(await reports.firstResponse(question))
        : c.body(await file(reports.ledgers(question)), 200, {
            'Content-Type': 'text/csv; charset=utf-8; header=present',
            'Content-Disposition': 'attachment; filename="first-response.csv"',
          }),
    )
  })
  app.get('/first-response/brief', signedIn(env), query(briefQuery), async c => {
    const { ledgers, ...asked } = c.req.valid('query')
    return answer(c, env, asked, async question => c.json(await reports.brief(question, ledgers)))
  })
  return app
}

/** Answers a question that makes sense, or says what is wrong with it, or that the relay could not. */
async function answer(
  c: Context<Ctx>,
  env: Env,
  asked: EpisodesAsked,
  make: (question: ReportQuery) => Promise<Response>,
): Promise<Response> {
  const { directory, clock, log } = env
  const { timezone } = asked
  const site = asked.site || null
  const department = asked.department || null
  const agent = asked.agent || null
  const range = rangeOf(asked, clock.now())
  if ('error' in range) return problem(c, 400, range.error)
  if (site && !(await directory.sites()).some(({ id }) => id === site)) {
    return problem(c, 404, `There is no site ${site}; GET /api/sites lists them`)
  }
  if (department && !(await directory.departments()).some(({ id }) => id === department)) {
    return problem(c, 404, unknownDepartment(department))
  }
  if (agent && !(await directory.account(agent))) {
    return problem(c, 404, `There is no agent ${agent}`)
  }
  try {
    return await make({ site, department, agent, ...range, timezone })
  } catch (error) {
    log.error('report failed', { path: c.req.path, ...range, error })
    return problem(
      c,
      503,
      'The report could not be worked out; ask again, or for a shorter range. The log of the relay says why',
    )
  }
}

/** A file that is sent as fast as it is read. Rejects when there is not even a beginning. */
async function file(pages: AsyncIterable<Ledger[]>): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder()
  const source = pages[Symbol.asyncIterator]()
  const first = await source.next()
  let next: typeof first | null = first
  return new ReadableStream({
    start: controller => controller.enqueue(encoder.encode(ledgersHead)),
    async pull(controller) {
      const { done, value } = next ?? (await source.next())
      next = null
      if (done) controller.close()
      else controller.enqueue(encoder.encode(ledgerLines(value)))
    },
    async cancel() {
      await source.return?.()
    },
  })
}
