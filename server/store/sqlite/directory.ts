import type { Kysely, Selectable } from 'kysely'
import type { Hours } from '../../../protocol/hours.ts'
import type { Ladder } from '../../../protocol/ladder.ts'
import type { AwayCause, Page, Role, Site, Visitor } from '../../../protocol/people.ts'
import type { Account, Directory, Invite } from '../../core/ports.ts'
import type { Tables, Write } from './tables.ts'

/** Ids in one `in (…)`: SQLite takes 32,766 parameters, other databases fewer. */
const IDS_MAX = 1000

/** Accounts, sites, visitors and what proves who they are. */
export function createDirectory(db: Kysely<Tables>, write: Write): Directory {
  const accounts = db.selectFrom('account').selectAll()
  const invites = db.selectFrom('invite').selectAll()

  async function byEmail(email: string): Promise<Account | null> {
    const found = accounts.where('email_key', '=', emailKey(email))
    return maybe(await found.executeTakeFirst(), account)
  }

  return {
    sites: async () => (await db.selectFrom('site').selectAll().orderBy('id').execute()).map(site),
    async putSite({ id, name, origins, targetMs, ladder, hours, channel }) {
      const row = {
        name,
        origins: JSON.stringify(origins),
        target_ms: targetMs,
        ladder: JSON.stringify(ladder),
        hours: hours && JSON.stringify(hours),
        channel: channel && JSON.stringify(channel),
      }
      const added = db.insertInto('site').values({ id, ...row })
      await write(added.onConflict(c => c.column('id').doUpdateSet(row)))
    },
    async departments() {
      const rows = await db.selectFrom('department').selectAll().orderBy('id').execute()
      return rows.map(({ hours, ...row }) => ({ ...row, hours: readHours(hours) }))
    },
    async putDepartment({ id, name, hours }) {
      const row = { name, hours: hours && JSON.stringify(hours) }
      const added = db.insertInto('department').values({ id, ...row })
      await write(added.onConflict(c => c.column('id').doUpdateSet(row)))
    },
    async removeDepartment(id) {
      await write(db.deleteFrom('department').where('id', '=', id))
    },
    accounts: async () => (await accounts.orderBy('id').execute()).map(account),
    account: async id => maybe(await accounts.where('id', '=', id).executeTakeFirst(), account),
    accountByEmail: byEmail,
    async putAccount({ id, email, departments, languages, ...rest }) {
      const { name, role, capacity, availability, away, password } = rest
      const row = {
        ...{ email, email_key: emailKey(email) },
        ...{ name, role, capacity, availability, away, password },
        departments: JSON.stringify(departments),
        languages: JSON.stringify(languages),
      }
      const added = db.insertInto('account').values({ id, ...row })
      try {
        await write(added.onConflict(c => c.column('id').doUpdateSet(row)))
      } catch (error) {
        const other = await byEmail(email)
        if (other && other.id !== id)
          throw new Error(`Another account has the e-mail address ${email}`, { cause: error })
        throw error
      }
    },
    async putInvite({ hash, email, role, expiresAt }) {
      const row = { email, role, expires_at: expiresAt }
      const added = db.insertInto('invite').values({ hash, ...row })
      await write(added.onConflict(c => c.column('hash').doUpdateSet(row)))
    },
    async takeInvite(hash) {
      const [taken] = await write(db.deleteFrom('invite').where('hash', '=', hash).returningAll())
      return maybe(taken, invite)
    },
    invite: async hash => maybe(await invites.where('hash', '=', hash).executeTakeFirst(), invite),
    async putSession({ hash, agent, expiresAt }) {
      const row = { agent, expires_at: expiresAt }
      const added = db.insertInto('session').values({ hash, ...row })
      await write(added.onConflict(c => c.column('hash').doUpdateSet(row)))
    },
    async session(hash) {
      const found = db.selectFrom('session').selectAll().where('hash', '=', hash)
      return maybe(await found.executeTakeFirst(), ({ hash, agent, expires_at }) => ({
        hash,
        agent,
        expiresAt: expires_at,
      }))
    },
    async endSession(hash) {
      await write(db.deleteFrom('session').where('hash', '=', hash))
    },
    async endSessions(agent) {
      await write(db.deleteFrom('session').where('agent', '=', agent))
    },
    async prune(now) {
      await write(db.deleteFrom('invite').where('expires_at', '<', now))
      await write(db.deleteFrom('session').where('expires_at', '<', now))
    },
    async visitors(ids) {
      const found: Visitor[] = []
      const wanted = [...new Set(ids)].sort()
      for (let start = 0; start < wanted.length; start += IDS_MAX) {
        const some = wanted.slice(start, start + IDS_MAX)
        const rows = db.selectFrom('visitor').selectAll().where('id', 'in', some).orderBy('id')
        found.push(...(await rows.execute()).map(visitor))
      }
      return found
    },
    async putVisitor({ id, site, name, email, page, language, timezone, device, firstSeenAt }) {
      const where = { page: page && JSON.stringify(page), language, timezone, device }
      const row = { site, name, email, ...where, first_seen_at: firstSeenAt }
      const added = db.insertInto('visitor').values({ id, ...row })
      await write(added.onConflict(c => c.column('id').doUpdateSet(row)))
    },
    async secret(name, fresh) {
      const added = db.insertInto('secret').values({ name, value: fresh })
      await write(added.onConflict(c => c.column('name').doNothing()))
      const kept = db.selectFrom('secret').select('value').where('name', '=', name)
      return (await kept.executeTakeFirstOrThrow()).value
    },
  }
}

function emailKey(email: string): string {
  return email.toLowerCase()
}

function maybe<R, T>(row: R | undefined, map: (row: R) => T): T | null {
  return row === undefined ? null : map(row)
}

function site({ id, name, target_ms, ...row }: Selectable<Tables['site']>): Site {
  return {
    id,
    name,
    origins: JSON.parse(row.origins) as string[],
    targetMs: target_ms,
    ladder: JSON.parse(row.ladder) as Ladder,
    hours: readHours(row.hours),
    channel: row.channel === null ? null : (JSON.parse(row.channel) as Site['channel']),
  }
}

function readHours(text: string | null): Hours {
  return text === null ? null : (JSON.parse(text) as Hours)
}

function account({ email_key, ...row }: Tables['account']): Account {
  return {
    ...row,
    role: row.role as Role,
    availability: row.availability as Account['availability'],
    away: row.away as AwayCause | null,
    departments: JSON.parse(row.departments) as string[],
    languages: JSON.parse(row.languages) as string[],
  }
}

function invite({ hash, email, role, expires_at }: Tables['invite']): Invite {
  return { hash, email, role: role as Role, expiresAt: expires_at }
}

function visitor({ page, first_seen_at, ...row }: Tables['visitor']): Visitor {
  return {
    ...row,
    page: page === null ? null : (JSON.parse(page) as Page),
    firstSeenAt: first_seen_at,
    online: false,
  }
}
