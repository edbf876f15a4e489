import { type Kysely, type Selectable, sql } from 'kysely'
import type { Context } from '../../../protocol/context.ts'
import type { Hours } from '../../../protocol/hours.ts'
import type { Ladder } from '../../../protocol/ladder.ts'
import type {
  AwayCause,
  Page,
  Role,
  Site,
  Visitor,
  WidgetSettings,
} from '../../../protocol/people.ts'
import type { Trigger } from '../../../protocol/trigger.ts'
import type { Account, Directory, Invite, Notes } from '../../core/ports.ts'
import { BECAME_MS, EXPOSURE_MS } from '../rules.ts'
import type { createIdentifying } from './identifying.ts'
import type { Tables, Write } from './tables.ts'

/** Ids in one `in (…)`: SQLite takes 32,766 parameters, other databases fewer. */
const IDS_MAX = 1000

/** Accounts, sites, visitors and what proves who they are. */
export function createDirectory(
  db: Kysely<Tables>,
  write: Write,
  /** Nothing is kept of these. */
  forgotten: (visitor: string) => boolean = () => false,
): Omit<Directory, keyof ReturnType<typeof createIdentifying>> {
  const accounts = db.selectFrom('account').selectAll()
  const invites = db.selectFrom('invite').selectAll()

  async function byEmail(email: string): Promise<Account | null> {
    const found = accounts.where('email_key', '=', emailKey(email))
    return maybe(await found.executeTakeFirst(), account)
  }

  return {
    sites: async () => (await db.selectFrom('site').selectAll().orderBy('id').execute()).map(site),
    async putSite({ id, name, origins, targetMs, ladder, hours, channel, widget, triggers }) {
      const row = {
        name,
        origins: JSON.stringify(origins),
        target_ms: targetMs,
        ladder: JSON.stringify(ladder),
        hours: hours && JSON.stringify(hours),
        channel: channel && JSON.stringify(channel),
        widget: JSON.stringify(widget),
        triggers: JSON.stringify(triggers),
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
      await write(db.deleteFrom('used_token').where('expires_at', '<', now))
      await write(db.deleteFrom('became').where('at', '<', now - BECAME_MS))
      await write(db.deleteFrom('exposure').where('met_at', '<', now - EXPOSURE_MS))
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
    async putVisitor({ id, site, firstSeenAt, page, context, online: _, ...rest }, notes) {
      const row = {
        ...rest,
        site,
        page: page && JSON.stringify(page),
        first_seen_at: firstSeenAt,
        context: JSON.stringify(context),
        ...(notes && {
          wish: notes.wish && JSON.stringify(notes.wish),
          asks: JSON.stringify(notes.asks),
        }),
      }
      const added = db.insertInto('visitor').values({ id, asks: '[]', ...row })
      // Whoever has not heard yet that the shop knows them does not undo it.
      const external = sql<string | null>`coalesce(excluded.external, visitor.external)`
      const put = added.onConflict(c => c.column('id').doUpdateSet({ ...row, external }))
      await write(put, () => forgotten(id))
    },
    async notes(visitor) {
      const found = db.selectFrom('visitor').select(['wish', 'asks']).where('id', '=', visitor)
      const { wish, asks } = (await found.executeTakeFirst()) ?? { wish: null, asks: '[]' }
      return {
        wish: wish === null ? null : (JSON.parse(wish) as Notes['wish']),
        asks: JSON.parse(asks) as string[],
      }
    },
    async visitorKnownAs(site, external) {
      const found = db
        .selectFrom('visitor')
        .selectAll()
        .where('site', '=', site)
        .where('external', '=', external)
        .orderBy('id')
      return maybe(await found.executeTakeFirst(), visitor)
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
    widget: JSON.parse(row.widget) as WidgetSettings,
    triggers: JSON.parse(row.triggers) as Trigger[],
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

function visitor(given: Tables['visitor']): Visitor {
  const { page, first_seen_at, context, wish: _wish, asks: _asks, ...row } = given
  return {
    ...row,
    context: JSON.parse(context) as Context,
    page: page === null ? null : (JSON.parse(page) as Page),
    firstSeenAt: first_seen_at,
    online: false,
  }
}
