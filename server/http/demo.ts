import { Hono } from 'hono'
import { acceptsBrotli, send } from './assets.ts'
import type { Ctx, HttpEnv } from './env.ts'
import { createFolder } from './files.ts'
import { problem } from './problem.ts'

/** The demo shop lives under a strict policy, so that whoever tries it sees that the widget can. */
const POLICY = [
  "default-src 'self'",
  "connect-src 'self' ws: wss:",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'self'",
].join('; ')

/** Serves the demo shop under `/demo/`. Its pages carry the tag as any shop would, with a relative address. */
export function demo({ storefront }: Pick<HttpEnv, 'storefront'>): Hono<Ctx> {
  const app = new Hono<Ctx>()
  if (storefront === null) return app
  const folder = createFolder(storefront)
  app.get('/demo', c => c.redirect('/demo/', 301))
  app.get('/demo/*', async c => {
    const asked = c.req.path.slice('/demo/'.length)
    const path = asked === '' || asked.endsWith('/') ? `${asked}index.html` : asked
    const brotli = acceptsBrotli(c)
    const file = (await folder.find(path, brotli)) ?? (await folder.find(`${path}.html`, brotli))
    if (!file) return problem(c, 404, `The demo shop has no ${c.req.path}; it starts at /demo/`)
    return send(c, file, { 'Cache-Control': 'no-cache', 'Content-Security-Policy': POLICY })
  })
  return app
}
