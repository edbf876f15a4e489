import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Conversation } from '../../../protocol/conversation.ts'
import type { Row } from '../../../protocol/down.ts'
import type { Episode } from '../../../protocol/episode.ts'
import type { EpisodeRow, Store } from '../../core/ports.ts'
import { HEADS_MAX } from '../rules.ts'
import type { Tables, Write } from './tables.ts'

// A literal, not a parameter: only then does the planner use the partial indexes.
const resolved = sql.lit('resolved')

/** The questions of gateway and inbox: short, asked all the time. */
export function createQueries(
  db: Kysely<Tables>,
  write: Write,
): Pick<Store, 'epoch' | 'heads' | 'open' | 'changed' | 'ofVisitor'> {
  const newestFirst = newest(db)

  return {
    async epoch() {
      const fresh = { key: 'epoch', value: randomUUID() }
      const meta = db.selectFrom('meta').select('value').where('key', '=', 'epoch')
      const known = await meta.executeTakeFirst()
      if (known) return known.value
      await write(
        db
          .insertInto('meta')
          .values(fresh)
          .onConflict(c => c.doNothing()),
      )
      return (await meta.executeTakeFirstOrThrow()).value
    },
    async heads(site, visitor) {
      const rows = await newestFirst
        .where('visitor', '=', visitor)
        .where('site', '=', site)
        .limit(HEADS_MAX)
        .execute()
      return Object.fromEntries(rows.map(({ id, head }) => [id, head]))
    },
    async open() {
      // In no order: to save a sort, the planner would walk every conversation there ever was.
      const rows = await db
        .selectFrom('conversation')
        .select(['id', 'head', 'state'])
        .where('status', '<>', resolved)
        .execute()
      return rows.map(row)
    },
    async changed(since) {
      const rows = await activity(db)
        .select(['id', 'visitor', 'head'])
        .where('last_at', '>=', since)
        .execute()
      return rows.map(({ id, visitor, head }) => ({ c: id, visitor, head }))
    },
    ofVisitor: async (visitor, limit) =>
      (await newestFirst.where('visitor', '=', visitor).limit(limit).execute()).map(row),
  }
}

/** The questions of reports and archives: long, asked now and then. */
export function createReports(
  db: Kysely<Tables>,
): Pick<Store, 'resolved' | 'answers' | 'episodes'> {
  const episodes = db.selectFrom('episode').select(['conversation', 'site', 'visitor', 'body'])

  return {
    async resolved(before, limit) {
      const rows = await newest(db)
        .where('status', '=', resolved)
        .where('last_at', '<', before)
        .limit(limit)
        .execute()
      return rows.map(row)
    },
    async answers(site, limit) {
      const rows = await episodes
        .where('site', '=', site)
        .where('answered_at', 'is not', null)
        .orderBy('answered_at', 'desc')
        .orderBy('conversation', 'desc')
        .orderBy('n', 'desc')
        .limit(limit)
        .execute()
      return rows.map(episodeRow)
    },
    async episodes({ site, from, to, limit, after }) {
      let query = episodes.where('started_at', '<', to)
      if (site !== null) query = query.where('site', '=', site)
      // By its own column too: a row of three says nothing to an index that has two of them.
      query = query.where('started_at', '>=', Math.max(from, after?.startedAt ?? from))
      if (after)
        query = query.where(({ eb, refTuple, tuple }) =>
          eb(
            refTuple('started_at', 'conversation', 'n'),
            '>',
            tuple(after.startedAt, after.c, after.n),
          ),
        )
      if (limit !== undefined) query = query.limit(limit)
      const rows = await query.orderBy('started_at').orderBy('conversation').orderBy('n').execute()
      return rows.map(episodeRow)
    },
  }
}

/** Most recently active first. */
function newest(db: Kysely<Tables>) {
  return activity(db).select(['id', 'head', 'state'])
}

function activity(db: Kysely<Tables>) {
  return db
    .selectFrom('conversation')
    .orderBy('last_at', 'desc')
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
}

function row({ id, head, state }: Pick<Tables['conversation'], 'id' | 'head' | 'state'>): Row {
  return { c: id, head, state: JSON.parse(state) as Conversation }
}

function episodeRow({
  conversation,
  site,
  visitor,
  body,
}: Pick<Tables['episode'], 'conversation' | 'site' | 'visitor' | 'body'>): EpisodeRow {
  return { c: conversation, site, visitor, episode: JSON.parse(body) as Episode }
}
