import { Hono } from 'hono'
import type { SiteIdentity } from '../core/ports.ts'
import { identityBody } from '../schema/http.ts'
import type { Ctx, HttpEnv } from './env.ts'
import { adminOnly, body, signedIn } from './guard.ts'
import { problem } from './problem.ts'

/** How a shop's server signs who its visitors are; a secret is told once, when it is made. */
export function identity(
  env: Pick<HttpEnv, 'auth' | 'directory' | 'freshSecret' | 'jwksFault'>,
): Hono<Ctx> {
  const { directory } = env
  const app = new Hono<Ctx>()
  app.use('/sites/:id/identity', signedIn(env), adminOnly)
  app.use('/sites/:id/identity-secret', signedIn(env), adminOnly)
  app.use('/sites/:id/*', async (c, next) => {
    const id = c.req.param('id')
    if ((await directory.sites()).some(site => site.id === id)) return next()
    return problem(c, 404, `There is no site ${id}; GET /api/sites lists them`)
  })

  const shown = ({ secret, ...rest }: SiteIdentity) => ({ hasSecret: secret !== null, ...rest })

  app.get('/sites/:id/identity', async c =>
    c.json(shown(await directory.siteIdentity(c.req.param('id')))),
  )
  app.put('/sites/:id/identity', body(identityBody), async c => {
    const id = c.req.param('id')
    const set = c.req.valid('json')
    const fault = set.jwksUrl === null ? null : env.jwksFault(set.jwksUrl)
    if (fault) return problem(c, 400, `jwksUrl: ${fault}`)
    const next = { ...(await directory.siteIdentity(id)), ...set }
    await directory.putSiteIdentity(id, next)
    return c.json(shown(next))
  })
  app.post('/sites/:id/identity-secret', async c => {
    const id = c.req.param('id')
    const secret = env.freshSecret()
    await directory.putSiteIdentity(id, { ...(await directory.siteIdentity(id)), secret })
    return c.json({ secret }, 201)
  })
  app.delete('/sites/:id/identity-secret', async c => {
    const id = c.req.param('id')
    await directory.putSiteIdentity(id, { ...(await directory.siteIdentity(id)), secret: null })
    return c.body(null, 204)
  })
  return app
}
