import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { evolve, initial } from '../../../protocol/conversation.ts'
import type { Episode } from '../../../protocol/episode.ts'
import type { ConversationEvent } from '../../../protocol/events.ts'
import { ladderFor } from '../../../protocol/ladder.ts'

/** What routing and ladder need: columns with defaults, and the states folded again, since they say more than they did. */
export const firstResponse: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db
    await schema.alterTable('conversation').addColumn('unanswered_since', 'integer').execute()
    await schema.alterTable('episode').addColumn('answered_at', 'integer').execute()
    await schema
      .alterTable('site')
      .addColumn('ladder', 'text', c => c.notNull().defaultTo('{}'))
      .execute()
    await schema.alterTable('site').addColumn('hours', 'text').execute()
    await schema.alterTable('site').addColumn('channel', 'text').execute()
    for (const list of ['departments', 'languages'])
      await schema
        .alterTable('account')
        .addColumn(list, 'text', c => c.notNull().defaultTo('[]'))
        .execute()
    await schema.alterTable('account').addColumn('away', 'text').execute()
    await schema
      .createTable('department')
      .addColumn('id', 'text', c => c.primaryKey())
      .addColumn('name', 'text', c => c.notNull())
      .modifyEnd(sql`strict`)
      .execute()
    await sql`create index episode_answered on episode (site, answered_at, conversation, n) where answered_at is not null`.execute(
      db,
    )

    // Until now an agent was away only by choice.
    await sql`update account set away = 'chosen' where availability = 'away'`.execute(db)
    await giveLadders(db)
    await refold(db)
  },
}

async function giveLadders(db: Kysely<unknown>): Promise<void> {
  const sites = await sql<{ id: string; target_ms: number }>`select id, target_ms from site`
    .execute(db)
    .then(({ rows }) => rows)
  for (const { id, target_ms } of sites) {
    const ladder = JSON.stringify(ladderFor(target_ms))
    await sql`update site set ladder = ${ladder} where id = ${id}`.execute(db)
  }
}

/** The log is the truth: every state and episode becomes what today's fold makes of it. */
async function refold(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from conversation`.execute(db)
  for (const { id } of rows) {
    const log = await sql<{ seq: number; at: number; body: string }>`
      select seq, at, body from event where conversation = ${id} order by seq`.execute(db)
    const episodes = new Map<number, Episode>()
    let state = initial
    for (const { seq, at, body } of log.rows) {
      state = evolve(state, { seq, at, event: JSON.parse(body) as ConversationEvent })
      if (state.status !== 'new' && state.episode) episodes.set(state.episode.n, state.episode)
    }
    if (state.status === 'new') continue
    await sql`update conversation set state = ${JSON.stringify(state)},
      unanswered_since = ${state.unansweredSince} where id = ${id}`.execute(db)
    for (const [n, episode] of episodes)
      await sql`update episode set body = ${JSON.stringify(episode)},
        answered_at = ${episode.answeredAt} where conversation = ${id} and n = ${n}`.execute(db)
  }
}
