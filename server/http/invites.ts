import { Hono } from 'hono'
import { acceptBody, inviteBody, lookBody } from '../schema/http.ts'
import type { Ctx, HttpEnv } from './env.ts'
import { adminOnly, body, signedIn } from './guard.ts'
import { problem } from './problem.ts'
import { shown } from './session.ts'

const GONE = 'This link was used or has expired; ask an admin of your shop for a new one'

/** One-time links: look at one, use it, make one. */
export function invites(
  env: Pick<HttpEnv, 'auth' | 'sessions' | 'invites' | 'directory' | 'desk' | 'base'>,
): Hono<Ctx> {
  const app = new Hono<Ctx>()

  app.post('/invites/look', body(lookBody), async c => {
    const invite = await env.invites.look(c.req.valid('json').token)
    if (!invite) return problem(c, 410, GONE)
    const account = await env.directory.accountByEmail(invite.email)
    const { email, role } = invite
    return c.json({ email, role: account?.role ?? role, name: account?.name ?? null })
  })

  app.post('/invites/accept', body(acceptBody), async c => {
    const { token, ...who } = c.req.valid('json')
    const account = await env.invites.accept(token, who)
    if (!account) return problem(c, 410, GONE)
    // A link for an account that exists is how a lost password is replaced.
    await env.directory.endSessions(account.id)
    env.desk.disconnect(account.id)
    await env.desk.refresh()
    return c.json(shown(account), 200, { 'Set-Cookie': await env.sessions.start(account.id) })
  })

  app.post('/invites', signedIn(env), adminOnly, body(inviteBody), async c => {
    const { email, role } = c.req.valid('json')
    const { token, expiresAt } = await env.invites.create(email, role)
    return c.json({ link: inviteLink(env.base(), token), expiresAt }, 201)
  })

  return app
}

/** The token stands in the fragment, which no browser sends and no log sees. */
export function inviteLink(base: string, token: string): string {
  return `${base}/console#invite=${token}`
}
