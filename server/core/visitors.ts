import { closeCodes } from '../../protocol/close-codes.ts'
import type { Badge, VisitorDown } from '../../protocol/down.ts'
import type { ConversationId, Wish } from '../../protocol/events.ts'
import { timesAt } from '../../protocol/ladder.ts'
import type { Site, Visitor } from '../../protocol/people.ts'
import type { VisitorUp } from '../../protocol/up.ts'
import { VERSION } from '../../protocol/version.ts'
import type { Buckets } from './bucket.ts'
import type { Engine } from './engine.ts'
import type { Auth, Connection, Directory, Peer, Store } from './ports.ts'
import type { Place } from './queue.ts'
import { forVisitor } from './redact.ts'
import { reply, resume, sendPage, topics, type VisitorSession } from './sessions.ts'

type Hello = Extract<VisitorUp, { t: 'hello' }>

export interface Visitors {
  /** Greets a visitor: identity, topics, what it missed, welcome. Null when the connection was refused. */
  greet(
    conn: Connection,
    peer: Extract<Peer, { role: 'visitor' }>,
    hello: Hello,
  ): Promise<VisitorSession | null>
  handle(conn: Connection, session: VisitorSession, frame: VisitorUp, at: number): Promise<void>
  left(session: VisitorSession): void
  /** The visitors with a socket on this relay. */
  live(id: string): Visitor | undefined
}

/** What the tabs of one visitor share. `announced`: the consoles know them, because there is a conversation. */
interface Live {
  visitor: Visitor
  sockets: number
  announced: boolean
  wish: Wish | null
}

/** What a visitor's socket may do. */
export function createVisitors(env: {
  store: Store
  directory: Directory
  auth: Auth
  engine: Engine
  newId: () => string
  now: () => number
  epoch: string
  siteOf: (id: string) => Site | undefined
  online: () => number
  badge: (site: string) => Promise<Badge | null>
  placeOf: (c: ConversationId) => Place | null
  join: (topic: string, conn: Connection) => void
  broadcast: (topic: string, frame: object, except?: Connection) => void
  limits: { visitor: Buckets; site: Buckets }
}): Visitors {
  const { store, directory, auth, engine, siteOf, broadcast, limits } = env
  const resuming = { engine, redact: forVisitor }
  const live = new Map<string, Live>()

  async function identity(conn: Connection, site: string, token: string | null) {
    if (token === null) return { id: env.newId(), renew: true }
    const check = await auth.checkToken(token, site)
    if (check.ok) return { id: check.visitor, renew: check.renew }
    if (check.reason === 'expired') conn.close(closeCodes.tokenExpired, 'visitor token expired')
    else conn.close(closeCodes.unauthorised, 'visitor token is not one of ours')
    return null
  }

  async function describe(
    id: string,
    peer: Extract<Peer, { role: 'visitor' }>,
    hello: Hello,
  ): Promise<Visitor> {
    const [before] = await directory.visitors([id])
    return {
      id,
      site: peer.site,
      name: before?.name ?? null,
      email: before?.email ?? null,
      page: hello.page,
      language: hello.language,
      timezone: hello.timezone,
      device: peer.device,
      firstSeenAt: before?.firstSeenAt ?? env.now(),
      online: true,
    }
  }

  /** Counts this socket in. Tabs share one visitor, so that what one tab learns the other does not undo. */
  function enter(described: Visitor): VisitorSession {
    const entry: Live = live.get(described.id) ?? {
      visitor: described,
      sockets: 0,
      announced: false,
      wish: null,
    }
    const { page, language, timezone, device } = described
    Object.assign(entry.visitor, { page, language, timezone, device })
    entry.sockets += 1
    live.set(described.id, entry)
    return { state: 'visitor', visitor: entry.visitor }
  }

  function announce(visitor: Visitor) {
    const entry = live.get(visitor.id)
    if (entry) entry.announced = true
    broadcast(topics.agents, { t: 'visitor', visitor })
  }

  async function change(visitor: Visitor, fields: Partial<Visitor>) {
    Object.assign(visitor, fields)
    if (live.get(visitor.id)?.announced) announce(visitor)
    await directory.putVisitor(visitor)
  }

  async function send(
    conn: Connection,
    session: VisitorSession,
    { c, id, text }: Extract<VisitorUp, { t: 'send' }>,
    at: number,
  ) {
    const { visitor } = session
    const retryMs = limits.visitor.take(visitor.id) || limits.site.take(visitor.site)
    if (retryMs) return reply(conn, { t: 'rejected', id, why: 'too-fast', retryMs })
    if (!live.get(visitor.id)?.announced) announce(visitor)
    const by = { role: 'visitor', id: visitor.id } as const
    const { wish } = live.get(visitor.id) ?? { wish: null }
    const due = timesAt(siteOf(visitor.site))
    const message = { type: 'send', site: visitor.site, by, id, text, due } as const
    const outcome = await engine.handle(c, wish ? { ...message, wish } : message, at)
    if (!outcome.ok) reply(conn, { t: 'rejected', id, why: outcome.why })
    else if ('duplicate' in outcome) await sendPage(resuming, conn, c, outcome.duplicate - 1)
  }

  /** Whether `c` is this visitor's; ends the connection when it is somebody else's. */
  async function owns(
    conn: Connection,
    session: VisitorSession,
    c: ConversationId,
  ): Promise<boolean> {
    const { state } = await engine.load(c)
    if (state.status === 'new') return false
    if (state.visitor === session.visitor.id) return true
    conn.close(closeCodes.forbidden, 'not your conversation')
    return false
  }

  /** Kept for the first message when there is no conversation yet. */
  async function wish(
    visitor: Visitor,
    { c, wish }: Extract<VisitorUp, { t: 'wish' }>,
    at: number,
  ) {
    const entry = live.get(visitor.id)
    if (entry) entry.wish = wish
    const { state } = await engine.load(c)
    // A page that keeps changing its mind does not fill the log.
    if (state.status !== 'new' && limits.visitor.take(visitor.id) === 0)
      await engine.handle(c, { type: 'wish', visitor: visitor.id, wish }, at)
  }

  async function choose(
    conn: Connection,
    visitor: Visitor,
    { id, c, choice, email }: Extract<VisitorUp, { t: 'choose' }>,
    at: number,
  ) {
    const retryMs = limits.visitor.take(visitor.id)
    if (retryMs) return reply(conn, { t: 'rejected', id, why: 'too-fast', retryMs })
    const command = { type: 'choose', visitor: visitor.id, id, choice, email } as const
    const outcome = await engine.handle(c, command, at)
    if (!outcome.ok) return reply(conn, { t: 'rejected', id, why: outcome.why })
    if (email !== null) await change(visitor, { email })
    reply(conn, { t: 'accepted', id })
  }

  return {
    live: id => live.get(id)?.visitor,
    async greet(conn, peer, hello) {
      const site = siteOf(peer.site)
      const who = site && (await identity(conn, site.id, hello.token))
      if (!site) conn.close(closeCodes.forbidden, 'this site is gone')
      if (!site || !who) return null
      const visitor = await describe(who.id, peer, hello)
      env.join(topics.visitor(visitor.id), conn)
      env.join(topics.site(site.id), conn)
      const heads = await store.heads(site.id, visitor.id)
      const wanted = new Map<ConversationId, number>()
      for (const c of Object.keys(heads))
        if (c in hello.since || wanted.size === 0) wanted.set(c, hello.since[c] ?? 0)
      for (const [c, since] of Object.entries(hello.since))
        if (since > 0 && !(c in heads)) reply(conn, { t: 'reset', c })
      await resume(resuming, conn, wanted, hello.epoch === env.epoch)
      // Another tab may have said a name since ours was read.
      const { name, email } = live.get(visitor.id)?.visitor ?? visitor
      await directory.putVisitor({ ...visitor, name, email })
      const token = who.renew ? await auth.issueToken(site.id, visitor.id) : null
      reply(conn, {
        t: 'welcome',
        v: VERSION,
        epoch: env.epoch,
        now: env.now(),
        visitor: { id: visitor.id, name, email },
        token,
        site: {
          id: site.id,
          name: site.name,
          targetMs: site.targetMs,
          channel: site.channel,
          badge: await env.badge(site.id),
        },
        heads,
        online: env.online(),
      } satisfies VisitorDown)
      for (const c of wanted.keys()) {
        const place = env.placeOf(c)
        if (place) reply(conn, { t: 'queue', ...place })
      }
      const session = enter(visitor)
      if (wanted.size) announce(session.visitor)
      return session
    },

    async handle(conn, session, frame, at) {
      const { visitor } = session
      switch (frame.t) {
        case 'hello':
          return conn.close(closeCodes.badFrame, 'hello was said already')
        case 'send':
          return send(conn, session, frame, at)
        case 'typing': {
          const by = { role: 'visitor', id: visitor.id } as const
          if (await owns(conn, session, frame.c))
            broadcast(topics.agents, { t: 'typing', c: frame.c, by, on: frame.on })
          return
        }
        case 'read': {
          if (!(await owns(conn, session, frame.c))) return
          const by = { role: 'visitor', id: visitor.id } as const
          await engine.handle(frame.c, { type: 'read', by, upTo: frame.upTo }, at)
          return
        }
        case 'sync':
          if (await owns(conn, session, frame.c))
            await sendPage(resuming, conn, frame.c, frame.since)
          return
        case 'page':
          return change(visitor, { page: frame.page })
        case 'identify':
          await change(visitor, { name: frame.name, email: frame.email })
          return reply(conn, { t: 'accepted', id: frame.id })
        case 'wish':
          return wish(visitor, frame, at)
        case 'choose':
          return choose(conn, visitor, frame, at)
      }
    },

    left({ visitor }) {
      const entry = live.get(visitor.id)
      if (!entry) return
      entry.sockets -= 1
      if (entry.sockets > 0) return
      live.delete(visitor.id)
      if (entry.announced)
        broadcast(topics.agents, { t: 'visitor', visitor: { ...visitor, online: false } })
    },
  }
}
