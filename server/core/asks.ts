import { noWish } from '../../protocol/conversation.ts'
import type { Refusal } from '../../protocol/down.ts'
import type { VisitorAsk } from '../../protocol/up.ts'
import { cardOf } from './answers.ts'
import type { Buckets } from './bucket.ts'
import { tell } from './context.ts'
import type { Command } from './conversation.ts'
import type { Engine } from './engine.ts'
import type { Connection } from './ports.ts'
import type { Present } from './present.ts'
import { reply, type VisitorSession } from './sessions.ts'

type Ask<T extends VisitorAsk['t']> = Extract<VisitorAsk, { t: T }>

/** Asks of a visitor that no log tells are carried out once while they are among this many newest. */
const ASKS_KEPT = 64

/** Who a visitor is by the word of the shop's server. */
export interface Identity {
  /**
   * Judges the signed `token` of `session`. A good one gives the id of the visitor it names: from then on all that was
   * this session's is that visitor's.
   */
  prove(
    session: VisitorSession,
    token: string,
    at: number,
  ): Promise<{ ok: true; visitor: string } | { ok: false; why: Refusal }>
}

export interface Asks {
  /** Carries an ask out, once however often it comes, and answers it. Resolves to the visitor that this one was proven to be, else null. */
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
  /** Without it every signed identity is refused. */
  identity?: Identity
  limit: Buckets
  /** Ends every connection of a visitor who is forgotten. */
  dismiss: (visitor: string) => void
}): Asks {
  const { engine, present, limit } = env

  async function command(c: string, wanted: Command | (() => Promise<Command>), at: number) {
    const outcome = await engine.handle(c, wanted, at)
    return outcome.ok ? null : outcome.why
  }

  async function identify({ visitor }: VisitorSession, { name, email }: Ask<'identify'>) {
    const fields = { ...(name !== null && { name }), ...(email !== null && { email }) }
    await present.change(visitor, fields)
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
    if (why === null && email !== null) await present.change(visitor, { email })
    return why
  }

  function act({ visitor }: VisitorSession, { id, c, message, action }: Ask<'act'>, at: number) {
    const press = async (): Promise<Command> => {
      const card = await cardOf(engine, c, message)
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
        return identify(session, ask).then(() => null)
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
      const no = (why: Refusal, retryMs?: number) =>
        reply(conn, { t: 'rejected', id, why, ...(retryMs && { retryMs }) })
      const retryMs = limit.take(visitor.id)
      if (retryMs) no('too-fast', retryMs)
      else if (ask.t === 'erase') {
        await engine.forget(visitor.id, visitor.site, at)
        reply(conn, { t: 'accepted', id })
        env.dismiss(visitor.id)
      } else if (ask.t === 'identify' && ask.token !== null) {
        const proof = (await env.identity?.prove(session, ask.token, at)) ?? {
          ok: false,
          why: 'forbidden',
        }
        if (!proof.ok) no(proof.why)
        else {
          reply(conn, { t: 'accepted', id })
          return proof.visitor
        }
      } else {
        const why = await carryOut(session, ask, at)
        if (why === null) reply(conn, { t: 'accepted', id })
        else no(why)
      }
      return null
    },
  }
}
