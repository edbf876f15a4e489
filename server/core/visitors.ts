import { closeCodes } from '../../protocol/close-codes.ts'
import { noContext } from '../../protocol/context.ts'
import type { Badge, VisitorDown } from '../../protocol/down.ts'
import type { ConversationId } from '../../protocol/events.ts'
import { timesAt } from '../../protocol/ladder.ts'
import { limits as bounds } from '../../protocol/limits.ts'
import type { Site, Visitor } from '../../protocol/people.ts'
import type { VisitorUp } from '../../protocol/up.ts'
import { VERSION } from '../../protocol/version.ts'
import { cardOf, formOf } from './answers.ts'
import { createAsks } from './asks.ts'
import type { Buckets } from './bucket.ts'
import { visit } from './context.ts'
import type { Command } from './conversation.ts'
import type { Engine } from './engine.ts'
import type { Identity } from './merge.ts'
import type { Auth, Connection, Directory, Peer, Store } from './ports.ts'
import { createPresent } from './present.ts'
import type { Place } from './queue.ts'
import { forVisitor } from './redact.ts'
import { reply, resume, sendPage, topics, type VisitorSession } from './sessions.ts'

type Hello = Extract<VisitorUp, { t: 'hello' }>
type Send = Extract<VisitorUp, { t: 'send' }>
/** Whom a connection is greeted as, and whether they need a new token. */
type Who = { id: string; renew: boolean }
/** What a greeting needs of a hello. */
type Here = Pick<Hello, 'epoch' | 'since' | 'page' | 'language' | 'timezone'>
type Facts = { site: string; device: string }

/** For so long after a sign-in another tab of the browser may greet with the token from before. */
const TABS_MS = 30_000

export interface Visitors {
  /** Greets a visitor: identity, topics, what it missed, welcome. Null when the connection was refused. */
  greet(
    conn: Connection,
    peer: Extract<Peer, { role: 'visitor' }>,
    hello: Hello,
  ): Promise<VisitorSession | null>
  /** Resolves to the session from now on: another one after another greeting. */
  handle(
    conn: Connection,
    session: VisitorSession,
    frame: VisitorUp,
    at: number,
  ): Promise<VisitorSession>
  left(session: VisitorSession): void
  /** The visitors with a socket on this relay. */
  live(id: string): Visitor | undefined
  /** Keeps and tells nothing more of a visitor who is forgotten. */
  forget(id: string): void
}

/** What a visitor's socket may do. */
export function createVisitors(env: {
  store: Store
  directory: Directory
  auth: Auth
  identity: Identity
  engine: Engine
  newId: () => string
  now: () => number
  epoch: string
  siteOf: (id: string) => Site | undefined
  online: () => number
  badge: (site: string) => Promise<Badge | null>
  placeOf: (c: ConversationId) => Place | null
  join: (topic: string, conn: Connection) => void
  /** Takes a connection out of all its topics. */
  leave: (conn: Connection) => void
  broadcast: (topic: string, frame: object, except?: Connection) => void
  /** Ends every connection of a visitor who is forgotten. */
  dismiss: (visitor: string) => void
  /** Ends what other connections a visitor has who is another one now. */
  end: (visitor: string, except: Connection) => void
  limits: { visitor: Buckets; site: Buckets; asks: Buckets; hellos: Buckets; strangers: Buckets }
}): Visitors {
  const { store, directory, auth, engine, siteOf, broadcast, limits } = env
  const resuming = { engine, redact: forVisitor }
  const present = createPresent({ directory, broadcast })
  const asks = createAsks({ ...env, present, limit: limits.asks, moved })

  async function identity(
    conn: Connection,
    site: string,
    token: string | null,
  ): Promise<Who | null> {
    if (token === null) return { id: env.newId(), renew: true }
    const check = await auth.checkToken(token, site)
    if (check.ok) {
      const endedAt = await env.identity.endedAt(check.visitor, env.now())
      if (endedAt === null) return { id: check.visitor, renew: check.renew }
      // Somebody may have copied this token before the sign-in: it never stands for who signed in.
      if (env.now() - endedAt < TABS_MS) conn.close(closeCodes.goingAway, SIGNED_IN)
      else conn.close(closeCodes.unauthorised, 'visitor token is from before a sign-in')
      return null
    }
    if (check.reason === 'expired') conn.close(closeCodes.tokenExpired, 'visitor token expired')
    else conn.close(closeCodes.unauthorised, 'visitor token is not one of ours')
    return null
  }

  /** Who they are with what they say now; null when they asked to be forgotten. */
  async function describe(id: string, { site, device }: Facts, here: Here) {
    const { language, timezone } = here
    const known = present.of(id) ?? (await directory.visitors([id]))[0]
    if (!known && (await store.isForgotten(id))) return null
    const first = { name: null, email: null, external: null, firstSeenAt: env.now() }
    const before = known ?? { ...first, page: null, context: noContext }
    const where = { ...visit(before, here.page), language, timezone, device }
    return { ...before, id, site, ...where, online: true }
  }

  async function welcome(
    conn: Connection,
    who: Who,
    facts: Facts,
    here: Here,
  ): Promise<VisitorSession | null> {
    const site = siteOf(facts.site)
    const visitor = site && (await describe(who.id, facts, here))
    if (!site) conn.close(closeCodes.forbidden, 'this site is gone')
    if (visitor === null) conn.close(closeCodes.forgotten, 'this visitor asked to be forgotten')
    if (!site || !visitor) return null
    env.join(topics.visitor(visitor.id), conn)
    env.join(topics.site(site.id), conn)
    const heads = await store.heads(site.id, visitor.id)
    const had = new Map(Object.entries(here.since))
    const wanted = new Map<ConversationId, number>()
    for (const c of Object.keys(heads))
      if (had.has(c) || wanted.size === 0) wanted.set(c, had.get(c) ?? 0)
    for (const [c, since] of had)
      if (since > 0 && !Object.hasOwn(heads, c)) reply(conn, { t: 'reset', c })
    await resume(resuming, conn, wanted, here.epoch === env.epoch)
    // Another tab may have said more since ours was read.
    const { name, email, external, context } = present.of(visitor.id) ?? visitor
    await directory.putVisitor({ ...visitor, name, email, external, context })
    const notes = await directory.notes(visitor.id)
    reply(conn, {
      t: 'welcome',
      v: VERSION,
      epoch: env.epoch,
      now: env.now(),
      visitor: { id: visitor.id, name, email, external },
      token: who.renew ? await auth.issueToken(site.id, visitor.id) : null,
      site: {
        id: site.id,
        name: site.name,
        targetMs: site.targetMs,
        channel: site.channel,
        badge: await env.badge(site.id),
        widget: site.widget,
      },
      heads,
      online: env.online(),
    } satisfies VisitorDown)
    for (const c of wanted.keys()) {
      const place = env.placeOf(c)
      if (place) reply(conn, { t: 'queue', ...place })
    }
    const session = present.enter(visitor, notes)
    if (wanted.size) present.announce(session.visitor)
    return session
  }

  /** Whether a connection greets again too often, or too often as somebody new. */
  function tooMany(conn: Connection, { token }: Hello): boolean {
    if (limits.hellos.take(conn.id) > 0) return true
    return token === null && limits.strangers.take(conn.id) > 0
  }

  /** Greets a connection that was greeted before: another tab of the browser, or somebody known better now. */
  async function again(conn: Connection, session: VisitorSession, who: Who, here: Here) {
    // What is for the visitor this was is not for the one it is.
    if (who.id !== session.visitor.id) env.leave(conn)
    return (await welcome(conn, who, session.visitor, here)) ?? session
  }

  /** The message as a command, once it is its turn: what it answers may have been said just before. */
  async function message(visitor: Visitor, { c, id, text, answer }: Send): Promise<Command> {
    const { wish } = present.notes(visitor.id)
    const by = { role: 'visitor', id: visitor.id } as const
    const site = siteOf(visitor.site)
    const form = site ? formOf(site) : null
    const asked = answer?.to ? await cardOf(engine, c, visitor.id, answer.to) : form
    return {
      ...{ type: 'send', site: visitor.site, by, id, text, due: timesAt(site) },
      ...(wish && { wish }),
      ...(answer && { answer, asked }),
    }
  }

  async function send(conn: Connection, session: VisitorSession, frame: Send, at: number) {
    const { visitor } = session
    const { c, id, answer } = frame
    const retryMs = limits.visitor.take(visitor.id) || limits.site.take(visitor.site)
    if (retryMs) return reply(conn, { t: 'rejected', id, why: 'too-fast', retryMs })
    if (!present.announced(visitor.id)) present.announce(visitor)
    const outcome = await engine.handle(c, () => message(visitor, frame), at)
    if (!outcome.ok && outcome.why === 'forbidden' && (await moved(conn, visitor))) return
    if (!outcome.ok) return reply(conn, { t: 'rejected', id, why: outcome.why })
    if ('duplicate' in outcome) {
      // Another relay may have opened it for somebody else just now.
      if (await owns(conn, session, c)) await sendPage(resuming, conn, c, outcome.duplicate - 1)
      return
    }
    if (answer?.to === null) await introduce(visitor, answer.values)
  }

  /** Who somebody says to be before the chat is who they are, unless that is known or was signed. */
  async function introduce(visitor: Visitor, { name, email }: Record<string, string>) {
    if (visitor.external !== null) return
    const said = {
      ...(name && !visitor.name && { name: name.slice(0, bounds.nameChars) }),
      ...(email && !visitor.email && { email: email.slice(0, bounds.emailChars) }),
    }
    if (Object.keys(said).length) await present.change(visitor, said)
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
    if (!(await moved(conn, session.visitor)))
      conn.close(closeCodes.forbidden, 'not your conversation')
    return false
  }

  /** Whether this visitor is another one by now: the connection ends, and is greeted as that one when it is back. */
  async function moved(conn: Connection, visitor: Visitor): Promise<boolean> {
    const isAnother = (await directory.became(visitor.id)) !== null
    if (isAnother) conn.close(closeCodes.goingAway, SIGNED_IN)
    return isAnother
  }

  async function typing(
    conn: Connection,
    session: VisitorSession,
    { c, on, text }: Extract<VisitorUp, { t: 'typing' }>,
  ) {
    if (!(await owns(conn, session, c))) return
    const { id, site } = session.visitor
    const peek = on && text !== undefined && siteOf(site)?.widget.sneakPeek === true
    broadcast(topics.agents, {
      ...{ t: 'typing', c, by: { role: 'visitor', id }, on },
      ...(peek && { text: text.slice(0, bounds.textChars) }),
    })
  }

  return {
    live: present.of,
    forget: present.forget,
    left: present.left,
    async greet(conn, peer, hello) {
      const who = await identity(conn, peer.site, hello.token)
      return who && welcome(conn, who, peer, hello)
    },

    async handle(conn, session, frame, at) {
      const { visitor } = session
      switch (frame.t) {
        case 'hello': {
          if (frame.v !== VERSION) conn.close(closeCodes.wrongVersion, `expected ${VERSION}`)
          else if (tooMany(conn, frame))
            conn.close(closeCodes.tooMany, 'too many hellos; slow down')
          else {
            const who = await identity(conn, visitor.site, frame.token)
            if (who) return again(conn, session, who, frame)
          }
          break
        }
        case 'send':
          await send(conn, session, frame, at)
          break
        case 'typing':
          await typing(conn, session, frame)
          break
        case 'read':
          if (await owns(conn, session, frame.c)) {
            const by = { role: 'visitor', id: visitor.id } as const
            await engine.handle(frame.c, { type: 'read', by, upTo: frame.upTo }, at)
          }
          break
        case 'sync':
          if (await owns(conn, session, frame.c))
            await sendPage(resuming, conn, frame.c, frame.since)
          break
        case 'page':
          await present.change(visitor, visit(visitor, frame.page))
          break
        default: {
          const id = await asks.handle(conn, session, frame, at)
          if (id === null) break
          // Greeted again, with what the shop's server said and a token of their own.
          const { language, timezone } = visitor
          const page = visitor.page ?? { url: '', title: '' }
          const here = { epoch: env.epoch, since: {}, page, language, timezone }
          const next = await again(conn, session, { id, renew: true }, here)
          // Only now: a page that goes elsewhere when it is accepted has its new token.
          reply(conn, { t: 'accepted', id: frame.id })
          if (id !== visitor.id) env.end(visitor.id, conn)
          return next
        }
      }
      return session
    },
  }
}

const SIGNED_IN = 'this visitor was signed in; connect again'
