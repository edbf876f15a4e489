import { Hono } from 'hono'
import { nanoid } from 'nanoid'
import { send } from './assets.ts'
import type { Ctx, HttpEnv } from './env.ts'
import { createFolder } from './files.ts'
import { problem } from './problem.ts'

const STRICT = 'csp.html'

/** Serves the pages that are hard on the chat under `/examples/`; what of them was built is under `parts/`. */
export function examples({ examples, dist }: Pick<HttpEnv, 'examples' | 'dist'>): Hono<Ctx> {
  const app = new Hono<Ctx>()
  if (examples === null) return app
  const pages = createFolder(examples)
  const built = createFolder(`${dist}/examples`)
  app.get('/examples', c => c.redirect('/examples/', 301))
  app.get('/examples/*', async c => {
    const path = c.req.path.slice('/examples/'.length) || 'index.html'
    const part = /^parts\/(.+)/.exec(path)?.[1]
    const file = part ? await built.find(part, false) : await pages.find(path, false)
    if (!file) return problem(c, 404, `There is no ${c.req.path}; the examples start at /examples/`)
    if (path === STRICT) {
      // Whoever can guess a nonce has none: a new one each time, and no copy kept.
      const nonce = nanoid()
      const text = new TextDecoder().decode(file.bytes).replaceAll('NONCE', nonce)
      const { host } = new URL(c.req.url)
      const policy = strict(nonce, host)
      return c.html(text, 200, { 'Cache-Control': 'no-store', 'Content-Security-Policy': policy })
    }
    return send(c, file, { 'Cache-Control': 'no-cache', 'Content-Security-Policy': POLICY })
  })
  return app
}

const POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'"

/** With the relay where the shop is; docs/embedding.md has it for a relay elsewhere. */
function strict(nonce: string, host: string): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src http://${host} https://${host} ws://${host} wss://${host}`,
    "object-src 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}
