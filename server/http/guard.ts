import type { Context, MiddlewareHandler } from 'hono'
import { validator } from 'hono/validator'
import { check, type Shape } from '../schema/http.ts'
import type { Ctx, HttpEnv } from './env.ts'
import { problem } from './problem.ts'

type Checked<Where extends 'json' | 'query', T> = {
  in: { [K in Where]: T }
  out: { [K in Where]: T }
}

/** Lets only a body of this shape through; the handler reads it with `c.req.valid('json')`. */
export function body<T>(shape: Shape<T>): MiddlewareHandler<Ctx, string, Checked<'json', T>> {
  return validator('json', (given, c) => {
    const answer = check(shape, given)
    return answer.ok ? answer.value : problem(c, 400, answer.detail)
  }) as MiddlewareHandler<Ctx, string, Checked<'json', T>>
}

/** Lets only a query string of this shape through; the handler reads it with `c.req.valid('query')`. */
export function query<T>(shape: Shape<T>): MiddlewareHandler<Ctx, string, Checked<'query', T>> {
  return validator('query', (given, c) => {
    const answer = check(shape, given)
    return answer.ok ? answer.value : problem(c, 400, answer.detail)
  }) as MiddlewareHandler<Ctx, string, Checked<'query', T>>
}

/** Refuses a body that is not declared as JSON: with SameSite cookies this keeps other sites' forms out. */
export const jsonOnly: MiddlewareHandler<Ctx> = async (c, next) => {
  const type = c.req.header('content-type') ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    return problem(c, 415, 'Send the body as JSON with Content-Type: application/json')
  }
  return next()
}

/** Lets only a signed-in agent through; the handler finds it at `c.var.account`. */
export function signedIn(env: Pick<HttpEnv, 'auth'>): MiddlewareHandler<Ctx> {
  return async (c, next) => {
    const account = await env.auth.agentOf(c.req.header('cookie') ?? '')
    if (!account) return problem(c, 401, 'Sign in first: POST /api/session')
    c.set('account', account)
    return next()
  }
}

/** Lets only admins through; stands behind `signedIn`. */
export const adminOnly: MiddlewareHandler<Ctx> = async (c, next) => {
  if (c.var.account.role === 'admin') return next()
  return problem(c, 403, 'Only an admin may do this; ask an admin of your shop')
}

/**
 * The address to count attempts by: the socket's, or behind a trusted proxy the last one of X-Forwarded-For,
 * which is the only one that proxy wrote itself.
 */
export function addressOf(c: Context<Ctx>, trustProxy: boolean): string {
  // An IPv4 peer of a dual-stack socket is written as IPv4, as the transport does.
  const socket = (c.env?.incoming?.socket.remoteAddress ?? '').replace(/^::ffff:/i, '')
  if (!trustProxy) return socket
  return c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() || socket
}
