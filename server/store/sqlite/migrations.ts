import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { defaultRungs } from './default-rungs.ts'
import { firstResponse } from './first-response.ts'
import { identity } from './identity.ts'
import { widgetSdk } from './widget-sdk.ts'

const first: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db
    const strict = sql`strict`
    // Clustered by its key: one conversation's log lies together on disk and is read in one sweep.
    const clustered = sql`strict, without rowid`

    await schema
      .createTable('meta')
      .addColumn('key', 'text', c => c.primaryKey())
      .addColumn('value', 'text', c => c.notNull())
      .modifyEnd(strict)
      .execute()
    await schema
      .createTable('conversation')
      .addColumn('id', 'text', c => c.primaryKey())
      .addColumn('site', 'text', c => c.notNull())
      .addColumn('visitor', 'text', c => c.notNull())
      .addColumn('status', 'text', c => c.notNull())
      .addColumn('agent', 'text')
      .addColumn('head', 'integer', c => c.notNull())
      .addColumn('last_at', 'integer', c => c.notNull())
      .addColumn('opened_at', 'integer', c => c.notNull())
      .addColumn('state', 'text', c => c.notNull())
      .modifyEnd(strict)
      .execute()
    await schema
      .createTable('event')
      .addColumn('conversation', 'text', c => c.notNull().references('conversation.id'))
      .addColumn('seq', 'integer', c => c.notNull())
      .addColumn('at', 'integer', c => c.notNull())
      .addColumn('message_key', 'text')
      .addColumn('body', 'text', c => c.notNull())
      .addPrimaryKeyConstraint('event_key', ['conversation', 'seq'])
      .modifyEnd(clustered)
      .execute()
    await schema
      .createTable('episode')
      .addColumn('conversation', 'text', c => c.notNull().references('conversation.id'))
      .addColumn('n', 'integer', c => c.notNull())
      .addColumn('site', 'text', c => c.notNull())
      .addColumn('visitor', 'text', c => c.notNull())
      .addColumn('started_at', 'integer', c => c.notNull())
      .addColumn('body', 'text', c => c.notNull())
      .addPrimaryKeyConstraint('episode_key', ['conversation', 'n'])
      .modifyEnd(strict)
      .execute()
    await schema
      .createTable('site')
      .addColumn('id', 'text', c => c.primaryKey())
      .addColumn('name', 'text', c => c.notNull())
      .addColumn('origins', 'text', c => c.notNull())
      .addColumn('target_ms', 'integer', c => c.notNull())
      .modifyEnd(strict)
      .execute()
    await schema
      .createTable('account')
      .addColumn('id', 'text', c => c.primaryKey())
      .addColumn('email', 'text', c => c.notNull())
      .addColumn('email_key', 'text', c => c.notNull().unique())
      .addColumn('name', 'text', c => c.notNull())
      .addColumn('role', 'text', c => c.notNull())
      .addColumn('capacity', 'integer', c => c.notNull())
      .addColumn('availability', 'text', c => c.notNull())
      .addColumn('password', 'text')
      .modifyEnd(strict)
      .execute()
    await schema
      .createTable('invite')
      .addColumn('hash', 'text', c => c.primaryKey())
      .addColumn('email', 'text', c => c.notNull())
      .addColumn('role', 'text', c => c.notNull())
      .addColumn('expires_at', 'integer', c => c.notNull())
      .modifyEnd(strict)
      .execute()
    await schema
      .createTable('session')
      .addColumn('hash', 'text', c => c.primaryKey())
      .addColumn('agent', 'text', c => c.notNull())
      .addColumn('expires_at', 'integer', c => c.notNull())
      .modifyEnd(strict)
      .execute()
    await schema
      .createTable('visitor')
      .addColumn('id', 'text', c => c.primaryKey())
      .addColumn('site', 'text', c => c.notNull())
      .addColumn('name', 'text')
      .addColumn('email', 'text')
      .addColumn('page', 'text')
      .addColumn('language', 'text', c => c.notNull())
      .addColumn('timezone', 'text', c => c.notNull())
      .addColumn('device', 'text', c => c.notNull())
      .addColumn('first_seen_at', 'integer', c => c.notNull())
      .modifyEnd(strict)
      .execute()
    await schema
      .createTable('secret')
      .addColumn('name', 'text', c => c.primaryKey())
      .addColumn('value', 'text', c => c.notNull())
      .modifyEnd(strict)
      .execute()

    // Only what must is keyed by the last activity: each such index is two more pages for every append to write.
    const indexes = [
      sql`create unique index event_message on event (conversation, message_key) where message_key is not null`,
      sql`create index conversation_active on conversation (last_at)`,
      sql`create index conversation_open on conversation (id) where status <> 'resolved'`,
      sql`create index conversation_resolved on conversation (last_at, opened_at, id) where status = 'resolved'`,
      sql`create index conversation_held on conversation (agent) where status = 'assigned'`,
      sql`create index conversation_visitor on conversation (visitor)`,
      sql`create index episode_started on episode (started_at, conversation)`,
      sql`create index episode_site on episode (site, started_at, conversation)`,
    ]
    for (const index of indexes) await index.execute(db)
  },
}

const departmentHours: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('department').addColumn('hours', 'text').execute()
  },
}

/** Every change of the schema, oldest first. Names sort; one that has been released never changes. */
export const migrations: Record<string, Migration> = {
  '0001-first': first,
  '0002-first-response': firstResponse,
  '0003-department-hours': departmentHours,
  '0004-default-rungs': defaultRungs,
  '0005-widget-sdk': widgetSdk,
  '0006-identity': identity,
}

/** Brings a database to the newest schema, all or nothing; throws when a change fails. */
export async function migrate<T>(db: Kysely<T>): Promise<void> {
  const provider = { getMigrations: async () => migrations }
  // Kysely runs SQLite's migrations without a transaction; a kill half-way would leave a file that no start can repair.
  await sql`begin immediate`.execute(db)
  const { error } = await new Migrator({ db, provider }).migrateToLatest()
  if (error) {
    await sql`rollback`.execute(db)
    throw error
  }
  await sql`commit`.execute(db)
}
