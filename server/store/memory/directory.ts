import type { Department, Site, Visitor } from '../../../protocol/people.ts'
import type { Account, AgentSession, Directory, Invite, Notes } from '../../core/ports.ts'

/** A directory in this process's memory, which keeps nothing of those who are forgotten. */
export function createMemoryDirectory(
  isForgotten: (visitor: string) => boolean,
): Directory & { dropVisitor(id: string): void } {
  const sites = new Map<string, Site>()
  const departments = new Map<string, Department>()
  const accounts = new Map<string, Account>()
  const invites = new Map<string, Invite>()
  const sessions = new Map<string, AgentSession>()
  const visitors = new Map<string, Visitor>()
  const notes = new Map<string, Notes>()
  const secrets = new Map<string, string>()

  function byEmail(email: string): Account | null {
    const wanted = email.toLowerCase()
    return [...accounts.values()].find(account => account.email.toLowerCase() === wanted) ?? null
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
      for (const kept of [invites, sessions])
        for (const [hash, { expiresAt }] of kept) if (expiresAt < now) kept.delete(hash)
    },
    visitors: async ids => [...new Set(ids)].flatMap(id => visitors.get(id) ?? []).sort(byId),
    async putVisitor(visitor, given) {
      if (isForgotten(visitor.id)) return
      visitors.set(visitor.id, { ...visitor, online: false })
      if (given) notes.set(visitor.id, given)
    },
    notes: async visitor => notes.get(visitor) ?? { wish: null, asks: [] },
    visitorKnownAs: async (site, external) =>
      [...visitors.values()]
        .filter(visitor => visitor.site === site && visitor.external === external)
        .sort(byId)[0] ?? null,
    dropVisitor(id) {
      visitors.delete(id)
      notes.delete(id)
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
