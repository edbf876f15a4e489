import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { check, exposureBody, ratingsQuery } from '../schema/http.ts'
import type { Ctx, HttpEnv } from './env.ts'
import { addressOf, adminOnly, query, signedIn } from './guard.ts'
import { open, siteOfPage } from './page.ts'
import { problem } from './problem.ts'
import { rangeOf } from './range.ts'

const BYTES = 1024
const PATH = '/widget/:site/exposures'

type Env = Pick<
  HttpEnv,
  'auth' | 'store' | 'directory' | 'base' | 'clock' | 'limits' | 'trustProxy'
>

/**
 * Where pages tell who met a trigger and what came of it. Stands before what asks for JSON: a page that is left tells it
 * as plain text, which is what a browser sends then without asking first.
 */
export function exposures(env: Env): Hono<Ctx> {
  const { store, clock, limits, trustProxy } = env
  const app = new Hono<Ctx>()

  app.options(PATH, c =>
    c.body(null, 204, {
      ...open,
      'Access-Control-Allow-Methods': 'POST',
      'Access-Control-Allow-Headers': 'Content-Type',
      'Access-Control-Max-Age': '86400',
    }),
  )

  const onError = (c: Parameters<typeof problem>[0]) =>
    problem(c, 413, `The body is larger than ${BYTES} bytes`, open)
  app.post(PATH, bodyLimit({ maxSize: BYTES, onError }), async c => {
    const found = await siteOfPage(env, c, c.req.param('site'))
    if (found instanceof Response) return found
    const site = found.id
    const waitMs =
      limits.exposures.address.take(addressOf(c, trustProxy)) || limits.exposures.site.take(site)
    if (waitMs > 0) {
      const headers = { ...open, 'Retry-After': String(Math.ceil(waitMs / 1000)) }
      return problem(c, 429, 'Too many at once: tell it later', headers)
    }
    const read = check(exposureBody, parsed(await c.req.text()))
    if (!read.ok) return problem(c, 400, read.detail, open)
    const { value: told } = read
    const at = clock.now()
    const { key } = told
    if (told.kind === 'exposure') {
      const { trigger, group } = told
      const known = found.triggers.some(({ id }) => id === trigger)
      await store.expose({ site, key, trigger, group, at, known })
    } else await store.convert({ site, key, what: told.kind, at })
    return c.body(null, 204, open)
  })

  return app
}

/** What triggers brought: the last 24 hours of every site unless told otherwise. */
export function triggersReports(
  env: Pick<HttpEnv, 'auth' | 'desk' | 'directory' | 'clock'>,
): Hono<Ctx> {
  const { desk, directory, clock } = env
  const app = new Hono<Ctx>()
  app.get('/triggers/report', signedIn(env), adminOnly, query(ratingsQuery), async c => {
    const asked = c.req.valid('query')
    const site = asked.site || null
    const range = rangeOf(asked, clock.now())
    if ('error' in range) return problem(c, 400, range.error)
    if (site && !(await directory.sites()).some(({ id }) => id === site))
      return problem(c, 404, `There is no site ${site}; GET /api/sites lists them`)
    return c.json(await desk.triggers({ site, ...range }))
  })
  return app
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
