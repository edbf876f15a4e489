import { Hono } from 'hono'
import type { Ctx, HttpEnv } from './env.ts'
import { problem } from './problem.ts'

/** `/healthz`: the process answers. `/readyz`: it also takes work, and its store answers. */
export function health({ store, ready }: Pick<HttpEnv, 'store' | 'ready'>): Hono<Ctx> {
  const app = new Hono<Ctx>()
  app.get('/healthz', c => c.json({ status: 'ok' }))
  app.get('/readyz', async c => {
    if (!ready()) return problem(c, 503, 'The relay is starting or draining')
    const epoch = await store.epoch().catch(() => null)
    if (epoch === null) return problem(c, 503, 'The store does not answer')
    return c.json({ status: 'ok' })
  })
  return app
}
