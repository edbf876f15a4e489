import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { noContext } from '../../../protocol/context.ts'
import { plainWidget } from '../../../protocol/people.ts'

/** What the widget SDK needs: settings of sites, what pages tell of visitors, and logs that can be erased. */
export const widgetSdk: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db
    const json = (table: string, column: string, value: unknown) =>
      schema
        .alterTable(table)
        .addColumn(column, 'text', c => c.notNull().defaultTo(JSON.stringify(value)))
        .execute()
    await json('site', 'widget', plainWidget)
    await json('site', 'triggers', [])
    await schema.alterTable('visitor').addColumn('external', 'text').execute()
    await json('visitor', 'context', noContext)
    await schema.alterTable('visitor').addColumn('wish', 'text').execute()
    await json('visitor', 'asks', [])
    await sql`create index visitor_external on visitor (site, external) where external is not null`.execute(
      db,
    )
    await schema
      .createTable('erasure')
      .addColumn('visitor_hash', 'text', c => c.primaryKey())
      .addColumn('at', 'integer', c => c.notNull())
      .addColumn('site', 'text', c => c.notNull())
      .addColumn('conversations', 'integer', c => c.notNull())
      .modifyEnd(sql`strict, without rowid`)
      .execute()
    await sql`create index erasure_at on erasure (at)`.execute(db)
    await freeEpisodes(db)
  },
}

/** Episodes outlive their conversation where that is erased: the table is made again without its reference. */
async function freeEpisodes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('episode_free')
    .addColumn('conversation', 'text', c => c.notNull())
    .addColumn('n', 'integer', c => c.notNull())
    .addColumn('site', 'text', c => c.notNull())
    .addColumn('visitor', 'text', c => c.notNull())
    .addColumn('started_at', 'integer', c => c.notNull())
    .addColumn('body', 'text', c => c.notNull())
    .addColumn('answered_at', 'integer')
    .addPrimaryKeyConstraint('episode_key', ['conversation', 'n'])
    .modifyEnd(sql`strict`)
    .execute()
  const steps = [
    sql`insert into episode_free (conversation, n, site, visitor, started_at, body, answered_at)
      select conversation, n, site, visitor, started_at, body, answered_at from episode`,
    sql`drop table episode`,
    sql`alter table episode_free rename to episode`,
    sql`create index episode_started on episode (started_at, conversation)`,
    sql`create index episode_site on episode (site, started_at, conversation)`,
    sql`create index episode_answered on episode (site, answered_at, conversation, n) where answered_at is not null`,
  ]
  for (const step of steps) await step.execute(db)
}
