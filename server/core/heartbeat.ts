import type { AgentDown, VisitorDown } from '../../protocol/down.ts'
import type { ConversationId, Seq } from '../../protocol/events.ts'
import { limits } from '../../protocol/limits.ts'
import type { Engine } from './engine.ts'
import type { Clock, Connection, Log } from './ports.ts'
import { reply, type Session } from './sessions.ts'

/**
 * Every `heartbeatMs`: tells each client the newest numbers of what changed lately, so that a silent loss is found, and
 * takes in what the bus lost. Looks back over three beats, so that one late beat hides nothing.
 */
export function startHeartbeat(env: {
  clock: Clock
  log: Log
  engine: Engine
  sessions: () => ReadonlyMap<Connection, Session>
  /** Called after each sweep: something may wait that this relay did not know of. */
  swept: () => void
}): () => void {
  const { clock, engine, log, sessions, swept } = env
  let cancel = clock.after(limits.heartbeatMs, beat)

  async function look() {
    const changed = await engine.sweep(clock.now() - 3 * limits.heartbeatMs)
    const all: Record<ConversationId, Seq> = {}
    const mine = new Map<string, Record<ConversationId, Seq>>()
    for (const { c, visitor, head } of changed) {
      all[c] = head
      mine.set(visitor, { ...mine.get(visitor), [c]: head })
    }
    const now = clock.now()
    for (const [conn, session] of sessions()) {
      if (session.state === 'agent')
        reply(conn, { t: 'heartbeat', now, heads: all } satisfies AgentDown)
      if (session.state === 'visitor') {
        const heads = mine.get(session.visitor.id) ?? {}
        reply(conn, { t: 'heartbeat', now, heads } satisfies VisitorDown)
      }
    }
    swept()
  }
  function beat() {
    cancel = clock.after(limits.heartbeatMs, beat)
    look().catch((error: unknown) => log.error('the heartbeat failed', { error: String(error) }))
  }
  return () => cancel()
}
