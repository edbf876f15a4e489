import { Hono } from 'hono'
import type { Site } from '../../protocol/people.ts'
import { newSiteBody, siteBody } from '../schema/http.ts'
import type { Ctx, HttpEnv } from './env.ts'
import { adminOnly, body, signedIn } from './guard.ts'
import { problem } from './problem.ts'

/** The shops: every agent may read them, admins add and change them. */
export function sites(env: Pick<HttpEnv, 'auth' | 'directory' | 'desk'>): Hono<Ctx> {
  const { directory, desk } = env
  const app = new Hono<Ctx>()
  app.use('/sites/*', signedIn(env))

  app.get('/sites', async c => c.json(await directory.sites()))

  app.post('/sites', adminOnly, body(newSiteBody), async c => {
    const wanted = c.req.valid('json')
    const taken = new Set((await directory.sites()).map(site => site.id))
    const site: Site = { id: freeId(wanted.name, taken), ...wanted }
    await directory.putSite(site)
    await desk.refresh()
    return c.json(site, 201)
  })

  app.put('/sites/:id', adminOnly, body(siteBody), async c => {
    const id = c.req.param('id')
    const known = (await directory.sites()).some(site => site.id === id)
    if (!known) return problem(c, 404, `There is no site ${id}; GET /api/sites lists them`)
    const site: Site = { id, ...c.req.valid('json') }
    await directory.putSite(site)
    await desk.refresh()
    return c.json(site)
  })

  return app
}

const ID_CHARS = 40

/** A slug of the name, with a number behind it when another site has it: `rumah-mode`, `rumah-mode-2`. */
export function freeId(name: string, taken: ReadonlySet<string>): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, ID_CHARS)
    .replace(/^-+|-+$/g, '')
  const stem = slug || 'site'
  if (!taken.has(stem)) return stem
  let n = 2
  while (taken.has(`${stem}-${n}`)) n++
  return `${stem}-${n}`
}
