import { Hono } from 'hono'
import { conversationsQuery } from '../schema/http.ts'
import type { Ctx, HttpEnv } from './env.ts'
import { query, signedIn } from './guard.ts'
import { problem } from './problem.ts'

const OF_VISITOR = 50

/** What a console asks for beside its socket: resolved conversations, and a visitor's history. */
export function conversations(
  env: Pick<HttpEnv, 'auth' | 'store' | 'directory' | 'clock'>,
): Hono<Ctx> {
  const { store, directory, clock } = env
  const app = new Hono<Ctx>()

  app.get('/conversations', signedIn(env), query(conversationsQuery), async c => {
    const { before, limit } = c.req.valid('query')
    // One past now, so that what was resolved in this millisecond is on the first page.
    const rows = await store.resolved(before ?? clock.now() + 1, limit)
    const visitors = await directory.visitors([...new Set(rows.map(row => row.state.visitor))])
    return c.json({ rows, visitors })
  })

  app.get('/visitors/:id', signedIn(env), async c => {
    const id = c.req.param('id')
    const [visitor] = await directory.visitors([id])
    if (!visitor) return problem(c, 404, 'There is no visitor with this id')
    return c.json({ visitor, conversations: await store.ofVisitor(id, OF_VISITOR) })
  })

  return app
}
