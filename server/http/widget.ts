import { Hono } from 'hono'
import type { Ctx, HttpEnv } from './env.ts'
import { open, siteOfPage } from './page.ts'

/** What a widget may ask before or beside its socket, from the pages of its site only. */
export function widget(env: Pick<HttpEnv, 'directory' | 'desk' | 'base'>): Hono<Ctx> {
  const { desk } = env
  const app = new Hono<Ctx>()

  // Why its socket was refused: a browser hides the HTTP answer to an upgrade from the page.
  app.get('/widget/:site', async c => {
    const site = await siteOfPage(env, c, c.req.param('site'))
    return site instanceof Response ? site : c.json({ ok: true }, 200, open)
  })

  // Asked by every page, so that nobody needs a socket to learn that nothing is to be shown.
  app.get('/widget/:site/triggers', async c => {
    const site = await siteOfPage(env, c, c.req.param('site'))
    if (site instanceof Response) return site
    const triggers = site.triggers.filter(({ on }) => on)
    const headers = { ...open, 'Cache-Control': 'max-age=60', Vary: 'Origin' }
    return c.json({ triggers, ...desk.standing(site.id) }, 200, headers)
  })
  return app
}
