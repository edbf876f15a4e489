import { noWish } from '../../protocol/conversation.ts'
import type { Refusal } from '../../protocol/down.ts'
import type { Visitor } from '../../protocol/people.ts'
import type { VisitorAsk } from '../../protocol/up.ts'
import { cardOf } from './answers.ts'
import type { Buckets } from './bucket.ts'
import { tell } from './context.ts'
import type { Command } from './conversation.ts'
import type { Engine } from './engine.ts'
import type { Identity } from './merge.ts'
import type { Connection } from './ports.ts'
import type { Present } from './present.ts'
import { reply, type VisitorSession } from './sessions.ts'

type Ask<T extends VisitorAsk['t']> = Extract<VisitorAsk, { t: T }>

/** Asks of a visitor that no log tells are carried out once while they are among this many newest. */
const ASKS_KEPT = 64

export interface Asks {
  /** Carries an ask out, once however often it comes, and answers it; but one that proves who this visitor is it leaves to be accepted, and resolves to that visitor, else to null. */
  handle(
    conn: Connection,
    session: VisitorSession,
    ask: VisitorAsk,
    at: number,
  ): Promise<string | null>
}

/** What a page may ask the relay for. */
export function createAsks(env: {
  engine: Engine
  present: Present
  identity: Pick<Identity, 'prove'>
  limit: Buckets
  /** Ends the connection of a visitor who has become another; resolves to whether that is so. */
  moved: (conn: Connection, visitor: Visitor) => Promise<boolean>
  /** Ends every connection of a visitor who is forgotten. */
  dismiss: (visitor: string) => void
}): Asks {
  const { engine, present, limit } = env

  async function command(c: string, wanted: Command | (() => Promise<Command>), at: number) {
    const outcome = await engine.handle(c, wanted, at)
    return outcome.ok ? null : outcome.why
  }

  async function identify(
    { visitor }: VisitorSession,
    { name, email }: Ask<'identify'>,
  ): Promise<Refusal | null> {
    const fields = { ...(name !== null && { name }), ...(email !== null && { email }) }
    // What the shop's server signed is not the page's to change.
    const signed = visitor.external !== null
    if (signed && (fields.name ?? visitor.name) !== visitor.name) return 'forbidden'
    if (signed && (fields.email ?? visitor.email) !== visitor.email) return 'forbidden'
    await present.change(visitor, fields)
    return null
  }

  /** Who the token names, with what it says told to everybody who sees that visitor now. */
  async function prove(session: VisitorSession, token: string, at: number) {
    const proof = await env.identity.prove(session, token, at)
    if (!proof.ok) return proof
    const { id, name, email, external, context } = proof.visitor
    const seen = present.of(id)
    if (seen) await present.change(seen, { name, email, external, context })
    return { ok: true, id } as const
  }

  /** Kept for the first message when there is no conversation yet, and for the next one. */
  async function wish({ visitor }: VisitorSession, { c, wish }: Ask<'wish'>, at: number) {
    const known = present.notes(visitor.id).wish
    await present.change(visitor, {}, { wish: { ...noWish, ...known, ...wish } })
    const why = await command(c, { type: 'wish', visitor: visitor.id, wish }, at)
    return why === 'unknown-conversation' ? null : why
  }

  async function choose({ visitor }: VisitorSession, ask: Ask<'choose'>, at: number) {
    const { id, c, choice, email } = ask
    const why = await command(c, { type: 'choose', id, visitor: visitor.id, choice, email }, at)
    if (why === null && email !== null && visitor.external === null)
      await present.change(visitor, { email })
    return why
  }

  function act({ visitor }: VisitorSession, { id, c, message, action }: Ask<'act'>, at: number) {
    const press = async (): Promise<Command> => {
      const card = await cardOf(engine, c, visitor.id, message)
      return { type: 'act', id, visitor: visitor.id, message, action, card }
    }
    return command(c, press, at)
  }

  function rate({ visitor }: VisitorSession, ask: Ask<'rate'>, at: number) {
    const { id, c, score, comment, likely } = ask
    return command(c, { type: 'rate', id, visitor: visitor.id, score, comment, likely }, at)
  }

  async function context(
    { visitor }: VisitorSession,
    ask: Ask<'context'>,
    at: number,
  ): Promise<Refusal | null> {
    const { asks } = present.notes(visitor.id)
    if (asks.includes(ask.id)) return null
    const context = tell(visitor.context, ask, at)
    if (!context) return 'too-long'
    await present.change(visitor, { context }, { asks: [...asks, ask.id].slice(-ASKS_KEPT) })
    return null
  }

  function carryOut(
    session: VisitorSession,
    ask: Exclude<VisitorAsk, { t: 'erase' }>,
    at: number,
  ): Promise<Refusal | null> {
    switch (ask.t) {
      case 'identify':
        return identify(session, ask)
      case 'wish':
        return wish(session, ask, at)
      case 'choose':
        return choose(session, ask, at)
      case 'act':
        return act(session, ask, at)
      case 'rate':
        return rate(session, ask, at)
      case 'context':
        return context(session, ask, at)
    }
  }

  return {
    async handle(conn, session, ask, at) {
      const { visitor } = session
      const { id } = ask
      const no = (why: Refusal, more: { retryMs?: number; detail?: string } = {}) =>
        reply(conn, { t: 'rejected', id, why, ...more })
      const retryMs = limit.take(visitor.id)
      if (retryMs) no('too-fast', { retryMs })
      else if (ask.t === 'erase') {
        await engine.forget(visitor.id, visitor.site, at)
        reply(conn, { t: 'accepted', id })
        env.dismiss(visitor.id)
      } else if (ask.t === 'identify' && ask.token !== null) {
        const proof = await prove(session, ask.token, at)
        if (!proof.ok) no('bad-token', { detail: proof.detail })
        else return proof.id
      } else {
        const why = await carryOut(session, ask, at)
        if (why === null) reply(conn, { t: 'accepted', id })
        else if (why !== 'forbidden') no(why)
        else if (!(await env.moved(conn, visitor)))
          no(why, ask.t === 'identify' ? { detail: SIGNED } : {})
      }
      return null
    },
  }
}

const SIGNED =
  'name and e-mail of a signed-in visitor are those in the token: sign `name` and `email` into it'
