import { type Context, Hono } from 'hono'
import type { Role } from '../../protocol/people.ts'
import type { Account } from '../core/ports.ts'
import { passwordBody, signInBody } from '../schema/http.ts'
import type { Ctx, HttpEnv } from './env.ts'
import { addressOf, body, signedIn } from './guard.ts'
import { problem } from './problem.ts'

type SessionEnv = Pick<
  HttpEnv,
  'auth' | 'sessions' | 'passwords' | 'directory' | 'desk' | 'limits' | 'trustProxy'
>

const WRONG = 'This e-mail address and password do not belong together'

/** Sign in, who am I, sign out, change of password. */
export function session(env: SessionEnv): Hono<Ctx> {
  const { sessions, passwords, directory, desk } = env
  const app = new Hono<Ctx>()

  app.post('/session', body(signInBody), async c => {
    const { email, password } = c.req.valid('json')
    const waitMs = attempt(env, c, email)
    if (waitMs > 0) return tooMany(c, waitMs)
    const account = await directory.accountByEmail(email)
    const right = await passwords.check(password, account?.password ?? null)
    if (!account || !right) return problem(c, 401, WRONG)
    return c.json(shown(account), 200, { 'Set-Cookie': await sessions.start(account.id) })
  })

  app.get('/session', signedIn(env), c => {
    const { account } = c.var
    return c.json({ ...shown(account), needsPassword: account.password === null })
  })

  app.delete('/session', async c => {
    const cookie = c.req.header('cookie') ?? ''
    const account = await env.auth.agentOf(cookie)
    const cleared = await sessions.end(cookie)
    if (account) desk.disconnect(account.id)
    return c.body(null, 204, { 'Set-Cookie': cleared })
  })

  app.post('/password', signedIn(env), body(passwordBody), async c => {
    const { account } = c.var
    const { current, next } = c.req.valid('json')
    const waitMs = attempt(env, c, account.email)
    if (waitMs > 0) return tooMany(c, waitMs)
    const right = account.password === null || (await passwords.check(current, account.password))
    if (!right) return problem(c, 403, 'current: this is not your present password')
    await directory.putAccount({ ...account, password: await passwords.hash(next) })
    // Whoever knew the old one is signed out everywhere; this browser goes on.
    await directory.endSessions(account.id)
    desk.disconnect(account.id)
    return c.body(null, 204, { 'Set-Cookie': await sessions.start(account.id) })
  })

  return app
}

/** What a console learns about who is signed in; never the hash. */
export function shown({ id, email, name, role }: Account): {
  id: string
  email: string
  name: string
  role: Role
} {
  return { id, email, name, role }
}

/** Counts one attempt against the address and, when that may try, against the account; the wait is in milliseconds. */
function attempt(env: SessionEnv, c: Context<Ctx>, email: string): number {
  const byAddress = env.limits.address.take(addressOf(c, env.trustProxy))
  return byAddress > 0 ? byAddress : env.limits.email.take(email)
}

function tooMany(c: Context<Ctx>, waitMs: number): Response {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000))
  const detail = `Too many attempts; try again in ${seconds} s`
  return problem(c, 429, detail, { 'Retry-After': String(seconds) })
}
