import { Hono } from 'hono'
import { ladderErrors, ladderFor } from '../../protocol/ladder.ts'
import { plainWidget, type Site } from '../../protocol/people.ts'
import { newSiteBody, siteBody } from '../schema/site.ts'
import type { Ctx, HttpEnv } from './env.ts'
import { adminOnly, body, signedIn } from './guard.ts'
import { problem } from './problem.ts'
import { freeId } from './slug.ts'

/** The shops: every agent may read them, admins add and change them. */
export function sites(
  env: Pick<HttpEnv, 'auth' | 'directory' | 'desk' | 'hoursErrors'>,
): Hono<Ctx> {
  const { directory, desk } = env
  const app = new Hono<Ctx>()
  app.use('/sites/*', signedIn(env))

  /** Everything that is wrong with a site whose fields are right each by itself; null when nothing is. */
  function faults({ ladder, targetMs, hours }: Site): string | null {
    const rungs = ladderErrors(ladder, targetMs).map(error => `ladder: ${error}`)
    const times = env.hoursErrors(hours).map(error => `hours: ${error}`)
    return [...rungs, ...times].join('; ') || null
  }

  app.get('/sites', async c => c.json(await directory.sites()))

  app.post('/sites', adminOnly, body(newSiteBody), async c => {
    const { name, origins, targetMs, ...wanted } = c.req.valid('json')
    const { ladder = ladderFor(targetMs), hours = null, channel = null } = wanted
    const { widget = plainWidget, triggers = [] } = wanted
    const taken = new Set((await directory.sites()).map(site => site.id))
    const id = freeId(name, taken, 'site')
    const site: Site = { id, name, origins, targetMs, ladder, hours, channel, widget, triggers }
    const wrong = faults(site)
    if (wrong) return problem(c, 400, wrong)
    await directory.putSite(site)
    await desk.refresh()
    return c.json(site, 201)
  })

  app.put('/sites/:id', adminOnly, body(siteBody), async c => {
    const id = c.req.param('id')
    const known = (await directory.sites()).find(site => site.id === id)
    if (!known) return problem(c, 404, `There is no site ${id}; GET /api/sites lists them`)
    const { name, origins, targetMs, ...wanted } = c.req.valid('json')
    const { ladder = known.ladder, hours = known.hours, channel = known.channel } = wanted
    const { widget = known.widget, triggers = known.triggers } = wanted
    const site: Site = { id, name, origins, targetMs, ladder, hours, channel, widget, triggers }
    const wrong = faults(site)
    if (wrong) return problem(c, 400, wrong)
    await directory.putSite(site)
    await desk.refresh()
    return c.json(site)
  })

  return app
}
