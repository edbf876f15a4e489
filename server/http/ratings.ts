import { Hono } from 'hono'
import { ratingsQuery } from '../schema/http.ts'
import type { Ctx, HttpEnv } from './env.ts'
import { query, signedIn } from './guard.ts'
import { problem } from './problem.ts'
import { rangeOf } from './range.ts'

/** What visitors thought, of a site and range of time: the last 24 hours of everything unless told otherwise. */
export function ratings(env: Pick<HttpEnv, 'auth' | 'directory' | 'reports' | 'clock'>): Hono<Ctx> {
  const { directory, reports, clock } = env
  const app = new Hono<Ctx>()
  app.get('/ratings', signedIn(env), query(ratingsQuery), async c => {
    const asked = c.req.valid('query')
    const site = asked.site || null
    const range = rangeOf(asked, clock.now())
    if ('error' in range) return problem(c, 400, range.error)
    if (site && !(await directory.sites()).some(({ id }) => id === site)) {
      return problem(c, 404, `There is no site ${site}; GET /api/sites lists them`)
    }
    return c.json(await reports.ratings({ site, ...range }))
  })
  return app
}
