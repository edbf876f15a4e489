import { type Context, Hono } from 'hono'
import { originAllowed } from '../../protocol/origin.ts'
import type { Site } from '../../protocol/people.ts'
import type { Ctx, HttpEnv } from './env.ts'
import { problem } from './problem.ts'

const open = { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' }

/** What a widget may ask before or beside its socket, from the pages of its site only. */
export function widget({
  directory,
  desk,
  base,
}: Pick<HttpEnv, 'directory' | 'desk' | 'base'>): Hono<Ctx> {
  const app = new Hono<Ctx>()

  /** The site whose page asks, or the answer that says why there is none. */
  async function siteOf(c: Context<Ctx>, id: string): Promise<Site | Response> {
    const site = (await directory.sites()).find(known => known.id === id)
    if (!site) return problem(c, 404, `There is no site ${id}: check data-site in the tag`, open)
    const origins = originsOf(c.req.raw.headers, c.req.url, base())
    if (origins.some(origin => originAllowed(site.origins, origin))) return site
    const page = origins[0] || 'this page'
    return problem(c, 403, `${page} is no origin of ${id}: add it in the console's settings`, open)
  }

  // Why its socket was refused: a browser hides the HTTP answer to an upgrade from the page.
  app.get('/widget/:site', async c => {
    const site = await siteOf(c, c.req.param('site'))
    return site instanceof Response ? site : c.json({ ok: true }, 200, open)
  })

  // Asked by every page, so that nobody needs a socket to learn that nothing is to be shown.
  app.get('/widget/:site/triggers', async c => {
    const site = await siteOf(c, c.req.param('site'))
    if (site instanceof Response) return site
    const triggers = site.triggers.filter(({ on }) => on)
    const headers = { ...open, 'Cache-Control': 'max-age=60', Vary: 'Origin' }
    return c.json({ triggers, ...desk.standing(site.id) }, 200, headers)
  })
  return app
}

/**
 * Where the page is from. A page of the relay itself, such as the demo shop, sends no Origin with a GET but says that
 * it is ours; it is then from the address in the request or, behind a proxy, from the public one.
 */
function originsOf(headers: Headers, url: string, base: string): string[] {
  const origin = headers.get('origin')
  if (origin) return [origin]
  return headers.get('sec-fetch-site') === 'same-origin' ? [new URL(url).origin, base] : []
}
