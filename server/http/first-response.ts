import { Hono } from 'hono'
import { firstResponseQuery } from '../schema/http.ts'
import { unknownDepartment } from './departments.ts'
import type { Ctx, HttpEnv } from './env.ts'
import { query, signedIn } from './guard.ts'
import { ledgersCsv } from './ledgers.ts'
import { problem } from './problem.ts'
import { rangeOf } from './range.ts'

/** The number the product is about, of a site, department, agent and range of time: the last 24 hours of everything unless told otherwise. */
export function firstResponse(
  env: Pick<HttpEnv, 'auth' | 'directory' | 'desk' | 'clock'>,
): Hono<Ctx> {
  const { directory, desk, clock } = env
  const app = new Hono<Ctx>()
  app.get('/first-response', signedIn(env), query(firstResponseQuery), async c => {
    const asked = c.req.valid('query')
    const site = asked.site || null
    const department = asked.department || null
    const agent = asked.agent || null
    const { timezone, format } = asked
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
    const report = await desk.firstResponse({ site, department, agent, ...range, timezone })
    if (format === 'json') return c.json(report)
    return c.body(ledgersCsv(report.ledgers), 200, {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': 'attachment; filename="first-response.csv"',
    })
  })
  return app
}
