import { closeCodes } from '../../protocol/close-codes.ts'
import type { ConversationId } from '../../protocol/events.ts'
import type { AwayCause, Department, Site, Visitor } from '../../protocol/people.ts'
import type { AgentUp } from '../../protocol/up.ts'
import { VERSION } from '../../protocol/version.ts'
import type { Engine, Outcome } from './engine.ts'
import type { Connection, Directory } from './ports.ts'
import type { Roster } from './roster.ts'
import { type AgentSession, reply, resume, sendPage, topics } from './sessions.ts'
import type { TypingWatch } from './typing.ts'

type Hello = Extract<AgentUp, { t: 'hello' }>

export interface Agents {
  /** Greets a console: topics, what its open threads missed, welcome with every open conversation. */
  greet(conn: Connection, agent: string, hello: Hello): Promise<AgentSession | null>
  handle(conn: Connection, session: AgentSession, frame: AgentUp, at: number): Promise<void>
}

/** What an agent's socket may do. */
export function createAgents(env: {
  directory: Directory
  engine: Engine
  roster: Roster
  now: () => number
  epoch: string
  sites: () => Site[]
  live: (visitor: string) => Visitor | undefined
  join: (topic: string, conn: Connection) => void
  broadcast: (topic: string, frame: object, except?: Connection) => void
  typing: TypingWatch
  departments: () => Department[]
  /** Online with null, else away for this reason; stored, and everybody is told. */
  setAvailable: (agent: string, away: AwayCause | null) => Promise<void>
}): Agents {
  const { directory, engine, roster, broadcast } = env
  const resuming = { engine, redact: <T>(events: readonly T[]) => [...events] }

  async function visitorsOf(ids: string[]): Promise<Visitor[]> {
    const stored = await directory.visitors([...new Set(ids)])
    return stored.map(visitor => env.live(visitor.id) ?? visitor)
  }

  /** At once, not from the store: replies are counted in the order in which they came. */
  function knownOf(c: ConversationId): { visitor: string; shop: string } {
    const state = engine.open().get(c)?.state
    const shop = env.sites().find(({ id }) => id === state?.site)
    return { visitor: (state && env.live(state.visitor)?.name) ?? '', shop: shop?.name ?? '' }
  }

  function answer(conn: Connection, id: string, outcome: Outcome) {
    if (outcome.ok) reply(conn, { t: 'accepted', id })
    else reply(conn, { t: 'rejected', id, why: outcome.why })
  }

  return {
    async greet(conn, agent, hello) {
      const account = roster.account(agent)
      if (!account) {
        conn.close(closeCodes.unauthorised, 'this account is gone')
        return null
      }
      env.join(topics.agents, conn)
      const wanted = new Map(Object.entries(hello.since))
      await resume(resuming, conn, wanted, hello.epoch === env.epoch)
      const rows = [...engine.open()].map(([c, { head, state }]) => ({ c, head, state }))
      const visitors = await visitorsOf(rows.map(row => row.state.visitor))
      reply(conn, {
        t: 'welcome',
        v: VERSION,
        epoch: env.epoch,
        now: env.now(),
        me: { id: agent, email: account.email },
        agents: roster.lines(),
        sites: env.sites(),
        departments: env.departments(),
        rows,
        visitors,
      })
      return { state: 'agent', agent }
    },

    async handle(conn, { agent }, frame, at) {
      const me = roster.ref(agent)
      if (!me) return conn.close(closeCodes.unauthorised, 'this account is gone')
      const by = { role: 'agent', ...me } as const
      // A console says `ack`, `hello` and `sync` by itself; anything else is the agent.
      if (!['ack', 'hello', 'sync'].includes(frame.t)) roster.sign(agent)
      switch (frame.t) {
        case 'hello':
          return conn.close(closeCodes.badFrame, 'hello was said already')
        case 'send': {
          const { c, id, text, card } = frame
          const said = { text, known: knownOf(c), ...(card && { card }) }
          const send = { type: 'send', site: null, by, id, ...said } as const
          const outcome = await engine.handle(c, send, at)
          if (!outcome.ok) reply(conn, { t: 'rejected', id, why: outcome.why })
          else if ('duplicate' in outcome) await sendPage(resuming, conn, c, outcome.duplicate - 1)
          return
        }
        case 'typing': {
          const { state } = await engine.load(frame.c)
          if (state.status !== 'assigned' || state.agent.id !== agent) return
          env.typing.set(frame.c, agent, frame.on)
          if (frame.on) await engine.handle(frame.c, { type: 'type', agent: me }, at)
          const typing = { t: 'typing', c: frame.c, by, on: frame.on }
          broadcast(topics.visitor(state.visitor), typing)
          broadcast(topics.agents, typing, conn)
          return
        }
        case 'read':
          await engine.handle(frame.c, { type: 'read', by, upTo: frame.upTo }, at)
          return
        case 'sync':
          await sendPage(resuming, conn, frame.c, frame.since)
          return
        case 'take':
          return answer(
            conn,
            frame.id,
            await engine.handle(frame.c, { type: 'take', agent: me }, at),
          )
        case 'resolve': {
          const outcome = await engine.handle(frame.c, { type: 'resolve', agent: me }, at)
          return answer(conn, frame.id, outcome)
        }
        case 'available':
          await env.setAvailable(agent, frame.on ? null : frame.why)
          return reply(conn, { t: 'accepted', id: frame.id })
        case 'ack': {
          const { c, assignment } = frame
          await engine.handle(c, { type: 'ack', agent: me, assignment }, at)
          return
        }
      }
    },
  }
}
