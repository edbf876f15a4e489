import { Hono } from 'hono'
import { firstResponseQuery } from '../schema/http.ts'
import type { Ctx, HttpEnv } from './env.ts'
import { query, signedIn } from './guard.ts'
import { problem } from './problem.ts'

const DAY_MS = 86_400_000
const LONGEST_MS = 366 * DAY_MS

/** The number the product is about, for a site and a range of time; the last 24 hours unless told otherwise. */
export function firstResponse(
  env: Pick<HttpEnv, 'auth' | 'directory' | 'desk' | 'clock'>,
): Hono<Ctx> {
  const app = new Hono<Ctx>()
  app.get('/first-response', signedIn(env), query(firstResponseQuery), async c => {
    const asked = c.req.valid('query')
    const site = asked.site || null
    // One past now: the range ends before `to`, and an episode of this millisecond counts.
    const to = asked.to ?? env.clock.now() + 1
    const from = asked.from ?? to - DAY_MS
    if (from >= to) return problem(c, 400, 'from: expected a time before `to`')
    if (to - from > LONGEST_MS)
      return problem(c, 400, 'from: expected at most 366 days before `to`')
    if (site && !(await env.directory.sites()).some(({ id }) => id === site)) {
      return problem(c, 404, `There is no site ${site}; GET /api/sites lists them`)
    }
    return c.json(await env.desk.firstResponse({ site, from, to }))
  })
  return app
}
