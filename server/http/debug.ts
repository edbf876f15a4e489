import { Hono } from 'hono'
import { originAllowed } from '../../protocol/origin.ts'
import type { Ctx, HttpEnv } from './env.ts'
import { addressOf, signedIn } from './guard.ts'
import { open, siteOfPage } from './page.ts'
import { problem } from './problem.ts'

/** Opens a shop's page with a pass, by which the widget there shows an agent what it does and why. */
export function debug(
  env: Pick<HttpEnv, 'auth' | 'directory' | 'passes' | 'limits' | 'base' | 'trustProxy'>,
): Hono<Ctx> {
  const { directory, passes, limits } = env
  const app = new Hono<Ctx>()

  // A plain link of the console: no browser takes it for a window that nobody asked for.
  app.get('/sites/:id/debug', signedIn(env), async c => {
    const id = c.req.param('id')
    const site = (await directory.sites()).find(known => known.id === id)
    if (!site) return problem(c, 404, `There is no site ${id}; GET /api/sites lists them`)
    const asked = c.req.query('page') ?? site.origins[0]
    const page = asked && URL.canParse(asked) ? new URL(asked) : null
    if (!page || !originAllowed(site.origins, page.origin))
      return problem(
        c,
        400,
        `page: expected an address on ${site.origins.join(', ') || 'an origin'}`,
      )
    page.searchParams.set('sapa-debug', passes.issue(id))
    return c.redirect(page.href, 302)
  })

  app.get('/widget/:site/debug', async c => {
    const waitMs = limits.debug.take(addressOf(c, env.trustProxy))
    if (waitMs > 0) {
      const headers = { ...open, 'Retry-After': String(Math.ceil(waitMs / 1000)) }
      return problem(c, 429, 'Too many at once: ask later', headers)
    }
    const site = await siteOfPage(env, c, c.req.param('site'))
    if (site instanceof Response) return site
    if (passes.isGood(c.req.query('token') ?? '', site.id)) return c.body(null, 204, open)
    return problem(c, 403, 'This pass has ended: open the page from the console again', open)
  })
  return app
}
