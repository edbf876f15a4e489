import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Who visitors became, tokens that were used, how sites sign, and what triggers brought. */
export const identity: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db
    const strict = sql`strict, without rowid`
    await schema
      .createTable('became')
      .addColumn('visitor', 'text', c => c.primaryKey())
      .addColumn('into_visitor', 'text', c => c.notNull())
      .addColumn('at', 'integer', c => c.notNull())
      .modifyEnd(strict)
      .execute()
    await schema
      .createTable('used_token')
      .addColumn('hash', 'text', c => c.primaryKey())
      .addColumn('visitor', 'text', c => c.notNull())
      .addColumn('expires_at', 'integer', c => c.notNull())
      .modifyEnd(strict)
      .execute()
    await schema
      .createTable('site_identity')
      .addColumn('site', 'text', c => c.primaryKey())
      .addColumn('body', 'text', c => c.notNull())
      .modifyEnd(strict)
      .execute()
    await schema
      .createTable('exposure')
      .addColumn('site', 'text', c => c.notNull())
      .addColumn('key', 'text', c => c.notNull())
      .addColumn('trigger_id', 'text', c => c.notNull())
      .addColumn('held', 'integer', c => c.notNull())
      .addColumn('met_at', 'integer', c => c.notNull())
      .addColumn('talked', 'integer', c => c.notNull())
      .addColumn('ordered', 'integer', c => c.notNull())
      .addPrimaryKeyConstraint('exposure_key', ['site', 'key', 'trigger_id'])
      .modifyEnd(strict)
      .execute()
    const steps = [
      sql`create index became_into on became (into_visitor)`,
      sql`create index exposure_met on exposure (site, met_at)`,
      sql`create index exposure_trigger on exposure (site, trigger_id)`,
      // A conversation has one visitor, under whatever id: see rules.ts.
      sql`update event set message_key = json_array('visitor', json_extract(body, '$.id'))
        where json_extract(body, '$.type') = 'message' and json_extract(body, '$.by.role') = 'visitor'`,
    ]
    for (const step of steps) await step.execute(db)
  },
}
