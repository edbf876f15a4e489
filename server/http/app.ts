import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { limits } from '../../protocol/limits.ts'
import { agents } from './agents.ts'
import { assets } from './assets.ts'
import { conversations } from './conversations.ts'
import { debug } from './debug.ts'
import { decisions } from './decisions.ts'
import { demo } from './demo.ts'
import { departments } from './departments.ts'
import type { Ctx, HttpEnv } from './env.ts'
import { examples } from './examples.ts'
import { exposures, triggersReports } from './exposures.ts'
import { firstResponse } from './first-response.ts'
import { jsonOnly } from './guard.ts'
import { health } from './health.ts'
import { identity } from './identity.ts'
import { invites } from './invites.ts'
import { problem } from './problem.ts'
import { ratings } from './ratings.ts'
import { session } from './session.ts'
import { sites } from './sites.ts'
import { widget } from './widget.ts'

/** Every HTTP answer of the relay; sockets are the transport's. */
export function createApp(env: HttpEnv): Hono<Ctx> {
  const app = new Hono<Ctx>()

  app.use(async (c, next) => {
    const startedAt = env.clock.now()
    await next()
    secure(c, env.base())
    const { method, path } = c.req
    const ms = env.clock.now() - startedAt
    // The path alone: what stands behind its question mark may say who somebody is.
    env.log.info('request', { method, path, status: c.res.status, ms })
  })

  app.route('/api', exposures(env))
  // Only where a body is read: the limit cannot look at one that a DELETE may carry.
  const limited = bodyLimit({ maxSize: limits.frameBytes, onError: tooLarge })
  app.on(['POST', 'PUT', 'PATCH'], '/api/*', limited, jsonOnly)
  app.use('/api/*', async (c, next) => {
    await next()
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
  })

  app.route('/', health(env))
  app.route('/', assets(env))
  app.route('/', demo(env))
  app.route('/', examples(env))
  app.route('/api', widget(env))
  app.route('/api', debug(env))
  app.route('/api', session(env))
  app.route('/api', invites(env))
  app.route('/api', sites(env))
  app.route('/api', identity(env))
  app.route('/api', departments(env))
  app.route('/api', agents(env))
  app.route('/api', conversations(env))
  app.route('/api', decisions(env))
  app.route('/api', firstResponse(env))
  app.route('/api', ratings(env))
  app.route('/api', triggersReports(env))

  app.notFound(c => problem(c, 404, `There is nothing at ${c.req.method} ${c.req.path}`))
  app.onError((error, c) => {
    if (error instanceof HTTPException) return problem(c, error.status, error.message)
    if (hungUp(error)) return problem(c, 400, 'The body ended before it was complete')
    env.log.error('request failed', { method: c.req.method, path: c.req.path, error })
    return problem(c, 500, 'The relay could not answer; its log says why')
  })
  return app
}

/** Node's code for a browser that went away while it sent its body: nobody's fault and no news for the log. */
function hungUp(error: Error): boolean {
  return 'code' in error && error.code === 'ECONNRESET'
}

function tooLarge(c: Context): Response {
  return problem(c, 413, `The body is larger than ${limits.frameBytes} bytes`)
}

/** Headers of every answer; a route that set its own keeps it. */
function secure(c: Context<Ctx>, base: string): void {
  const defaults: Record<string, string> = {
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  }
  if (base.startsWith('https:')) defaults['Strict-Transport-Security'] = 'max-age=31536000'
  for (const [name, value] of Object.entries(defaults)) {
    if (!c.res.headers.has(name)) c.header(name, value)
  }
}
