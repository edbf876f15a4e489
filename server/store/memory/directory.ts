import { joined } from '../../../protocol/context.ts'
import type { Department, Site, Visitor } from '../../../protocol/people.ts'
import type {
  Account,
  AgentSession,
  Directory,
  Invite,
  Notes,
  SiteIdentity,
} from '../../core/ports.ts'
import { BECAME_MS, unsigned } from '../rules.ts'

/** A directory in this process's memory, which keeps nothing of those who are forgotten. */
export function createMemoryDirectory(env: {
  isForgotten: (visitor: string) => boolean
  hasConversations: (visitor: string) => boolean
}): Directory & {
  dropVisitor(id: string): void
  /** Whether nothing is kept in the name of this visitor: it is forgotten, or became another. */
  isGone(visitor: string): boolean
} {
  const { isForgotten } = env
  const sites = new Map<string, Site>()
  const departments = new Map<string, Department>()
  const accounts = new Map<string, Account>()
  const invites = new Map<string, Invite>()
  const sessions = new Map<string, AgentSession>()
  const visitors = new Map<string, Visitor>()
  const notes = new Map<string, Notes>()
  const secrets = new Map<string, string>()
  const became = new Map<string, { into: string; at: number }>()
  const tokens = new Map<string, { visitor: string; expiresAt: number }>()
  const identities = new Map<string, SiteIdentity>()

  function byEmail(email: string): Account | null {
    const wanted = email.toLowerCase()
    return [...accounts.values()].find(account => account.email.toLowerCase() === wanted) ?? null
  }

  const isGone = (visitor: string) => isForgotten(visitor) || became.has(visitor)

  function knownAs(site: string, external: string): Visitor | null {
    const known = [...visitors.values()].filter(
      visitor => visitor.site === site && visitor.external === external,
    )
    return known.sort(byId)[0] ?? null
  }

  return {
    sites: async () => [...sites.values()].sort(byId),
    async putSite(site) {
      sites.set(site.id, site)
    },
    departments: async () => [...departments.values()].sort(byId),
    async putDepartment(department) {
      departments.set(department.id, department)
    },
    async removeDepartment(id) {
      departments.delete(id)
    },
    accounts: async () => [...accounts.values()].sort(byId),
    account: async id => accounts.get(id) ?? null,
    accountByEmail: async email => byEmail(email),
    async putAccount(account) {
      const other = byEmail(account.email)
      if (other && other.id !== account.id)
        throw new Error(`Another account has the e-mail address ${account.email}`)
      accounts.set(account.id, account)
    },
    async putInvite(invite) {
      invites.set(invite.hash, invite)
    },
    async takeInvite(hash) {
      const invite = invites.get(hash) ?? null
      invites.delete(hash)
      return invite
    },
    invite: async hash => invites.get(hash) ?? null,
    async putSession(session) {
      sessions.set(session.hash, session)
    },
    session: async hash => sessions.get(hash) ?? null,
    async endSession(hash) {
      sessions.delete(hash)
    },
    async endSessions(agent) {
      for (const [hash, session] of sessions) if (session.agent === agent) sessions.delete(hash)
    },
    async prune(now) {
      for (const [id, { at }] of became) if (at < now - BECAME_MS) became.delete(id)
      for (const kept of [invites, sessions, tokens])
        for (const [hash, { expiresAt }] of kept) if (expiresAt < now) kept.delete(hash)
    },
    visitors: async ids => [...new Set(ids)].flatMap(id => visitors.get(id) ?? []).sort(byId),
    async putVisitor(visitor, given) {
      if (isGone(visitor.id)) return
      const external = visitor.external ?? visitors.get(visitor.id)?.external ?? null
      visitors.set(visitor.id, { ...visitor, external, online: false })
      if (given) notes.set(visitor.id, given)
    },
    notes: async visitor => notes.get(visitor) ?? { wish: null, asks: [] },
    visitorKnownAs: async (site, external) => knownAs(site, external),
    async identify(id, claims, at, fresh) {
      const { site, external } = claims
      const visitor = visitors.get(became.get(id)?.into ?? id)
      if (visitor?.site !== site) return null
      if (visitor.external !== null && visitor.external !== external) return null
      const isNew = visitor.external === null
      const theirs = isNew ? knownAs(site, external) : null
      const known = theirs ?? (isNew ? { ...unsigned(visitor), id: fresh } : visitor)
      const is: Visitor = {
        ...known,
        external,
        name: claims.name ?? known.name,
        email: claims.email ?? known.email,
        context: theirs ? joined(known.context, visitor.context) : known.context,
      }
      visitors.set(is.id, is)
      if (!isNew) return is
      const mine = notes.get(visitor.id) ?? { wish: null, asks: [] }
      const before = theirs ? (notes.get(is.id) ?? { wish: null, asks: [] }) : mine
      notes.set(is.id, { ...before, wish: mine.wish ?? before.wish })
      visitors.delete(visitor.id)
      notes.delete(visitor.id)
      became.set(visitor.id, { into: is.id, at })
      return is
    },
    became: async visitor => became.get(visitor) ?? null,
    unmerged: async () =>
      [...became]
        .filter(([from]) => env.hasConversations(from))
        .map(([from, { into }]) => ({ from, into })),
    async useToken(hash, visitor, expiresAt) {
      const used = tokens.get(hash) ?? { visitor, expiresAt }
      tokens.set(hash, used)
      return used.visitor
    },
    siteIdentity: async site =>
      identities.get(site) ?? { secret: null, jwksUrl: null, issuer: null, audience: null },
    async putSiteIdentity(site, identity) {
      identities.set(site, identity)
    },
    isGone,
    dropVisitor(id) {
      visitors.delete(id)
      notes.delete(id)
      for (const [hash, used] of tokens)
        if (used.visitor === id || became.get(used.visitor)?.into === id)
          tokens.set(hash, { ...used, visitor: '' })
      for (const [from, { into }] of became) if (into === id) became.delete(from)
    },
    async secret(name, fresh) {
      const value = secrets.get(name) ?? fresh
      secrets.set(name, value)
      return value
    },
  }
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
