import { type Context, Hono } from 'hono'
import type { Ctx, HttpEnv } from './env.ts'
import { createFolder, type File } from './files.ts'
import { problem } from './problem.ts'

const CONSOLE_POLICY = [
  "default-src 'self'",
  "connect-src 'self' ws: wss:",
  // Agents see the pictures of the products that they send, wherever a shop keeps them.
  "img-src 'self' data: https:",
  "object-src 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

const YEAR_S = 31_536_000

/** Serves the browser build: the loader and hashed parts to any shop, the console to agents. */
export function assets({ dist }: Pick<HttpEnv, 'dist'>): Hono<Ctx> {
  const folder = createFolder(dist)
  const app = new Hono<Ctx>()

  const open = {
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  }
  async function give(c: Context<Ctx>, path: string, headers: Record<string, string>) {
    const file = await folder.find(path, acceptsBrotli(c))
    if (file) return send(c, file, headers)
    const built = await folder.find('sapa.js', false)
    if (built) return problem(c, 404, `The browser build has no ${c.req.path}`)
    return problem(c, 503, 'The browser build is missing: run npm run build, then reload')
  }

  app.get('/sapa.js', c => give(c, 'sapa.js', { ...open, 'Cache-Control': 'public, max-age=300' }))
  app.get('/assets/*', c =>
    give(c, c.req.path, { ...open, 'Cache-Control': `public, max-age=${YEAR_S}, immutable` }),
  )
  app.get('/console', c =>
    give(c, 'console.html', {
      'Cache-Control': 'no-cache',
      'Content-Security-Policy': CONSOLE_POLICY,
      'Cross-Origin-Opener-Policy': 'same-origin',
    }),
  )
  app.get('/console/', c => c.redirect('/console', 301))
  app.get('/', c => c.redirect('/console', 302))
  return app
}

/** Answers with a file, or with 304 when the browser has it already. */
export function send(c: Context<Ctx>, file: File, headers: Record<string, string>): Response {
  const all: Record<string, string> = { ...headers, ETag: file.etag, Vary: 'Accept-Encoding' }
  if (c.req.header('if-none-match')?.includes(file.etag)) {
    return c.newResponse(null, { status: 304, headers: all })
  }
  if (file.encoding) all['Content-Encoding'] = file.encoding
  all['Content-Type'] = file.type
  all['Content-Length'] = String(file.bytes.byteLength)
  return c.newResponse(file.bytes, { status: 200, headers: all })
}

export function acceptsBrotli(c: Context<Ctx>): boolean {
  const accepted = c.req.header('accept-encoding') ?? ''
  return accepted.split(',').some(coding => /^\s*br\s*(;\s*q=(?!0(\.0*)?\s*$)|$)/i.test(coding))
}
