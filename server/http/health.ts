import { Hono } from 'hono'
import type { Ctx, HttpEnv } from './env.ts'
import { problem } from './problem.ts'

/** `/healthz`: the process answers. `/readyz`: it also takes work, and its store answers. */
export function health({ store, ready }: Pick<HttpEnv, 'store' | 'ready'>): Hono<Ctx> {
  const app = new Hono<Ctx>()
  app.get('/healthz', c => c.json({ status: 'ok' }))
  app.get('/readyz', async c => {
    if (!ready()) return problem(c, 503, 'The relay is starting or draining')
    // A question to the file itself: a store whose thread has died answers no more.
    const answers = await store.changed(Number.MAX_SAFE_INTEGER).then(
      () => true,
      () => false,
    )
    if (!answers) return problem(c, 503, 'The store does not answer')
    return c.json({ status: 'ok' })
  })
  return app
}
