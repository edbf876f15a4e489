import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { expect, it } from 'vitest'
import { noContext } from '../../../protocol/context.ts'
import { evolve, initial } from '../../../protocol/conversation.ts'
import type { Recorded } from '../../../protocol/events.ts'
import { defaultLadder, ladderFor } from '../../../protocol/ladder.ts'
import { plainWidget } from '../../../protocol/people.ts'
import { answers, asks, assigned, entry, opened } from '../contract/talk.ts'
import { createGroupCommit } from './commit.ts'
import { createDialect } from './dialect.ts'
import { createDirectory } from './directory.ts'
import { createErasing } from './erasing.ts'
import { createLog } from './log.ts'
import { migrate, migrations } from './migrations.ts'
import { createQueries, createReports } from './queries.ts'
import type { Tables } from './tables.ts'

const tables = (db: DatabaseSync) =>
  db
    .prepare(`select name from sqlite_schema where type = 'table' order by name`)
    .all()
    .map(({ name }) => name)

it('changes the schema all or nothing', async () => {
  const db = new DatabaseSync(':memory:')
  const kysely = new Kysely<Tables>({ dialect: createDialect(db) })
  db.exec('create table secret (text)')
  await expect(migrate(kysely)).rejects.toThrow('table "secret" already exists')
  expect(tables(db)).toEqual(['secret'])
  db.exec('drop table secret')
  await migrate(kysely)
  expect(tables(db)).toContain('conversation')
  await migrate(kysely)
})

it('[R3] gives a database of before the first-response engine its defaults, and folds its logs again', async () => {
  const db = new DatabaseSync(':memory:')
  const kysely = new Kysely<Tables>({ dialect: createDialect(db) })
  const provider = { getMigrations: async () => migrations }
  await new Migrator({ db: kysely, provider }).migrateTo('0001-first')
  const log: Recorded[] = [opened(), asks('m'), assigned(), answers('a')].map((event, i) => ({
    seq: i + 1,
    at: 1000 + i,
    event,
  }))
  db.exec(`
    insert into site values ('shop', 'Shop', '[]', 60000), ('fast', 'Fast', '[]', 20000);
    insert into account values ('a1', 'A@b', 'a@b', 'Ani', 'agent', 3, 'away', null),
      ('a2', 'B@b', 'b@b', 'Budi', 'agent', 3, 'online', null);
    insert into conversation values
      ('c', 'shop', 'v1', 'assigned', 'ani', 4, 1003, 1000, '{"status":"assigned"}'),
      ('d', 'shop', 'v1', 'waiting', null, 2, 1001, 1000, '{"status":"waiting"}');
    insert into episode values ('c', 1, 'shop', 'v1', 1001, '{}'), ('d', 1, 'shop', 'v1', 1001, '{}');`)
  const add = db.prepare('insert into event values (?, ?, ?, null, ?)')
  for (const { seq, at, event } of log) add.run('c', seq, at, JSON.stringify(event))
  for (const { seq, at, event } of log.slice(0, 2)) add.run('d', seq, at, JSON.stringify(event))

  await migrate(kysely)
  const directory = createDirectory(kysely, async () => [])
  expect(await directory.sites()).toMatchObject([
    { id: 'fast', ladder: ladderFor(20_000), hours: null, channel: null },
    { id: 'shop', ladder: defaultLadder, hours: null, channel: null },
  ])
  expect(await directory.accounts()).toMatchObject([
    { id: 'a1', away: 'chosen', departments: [], languages: [] },
    { id: 'a2', away: null, departments: [], languages: [] },
  ])
  expect(await directory.departments()).toEqual([])
  const { load } = createLog(
    db,
    createGroupCommit(db, () => {}),
  )
  expect((await load('c')).state).toEqual(log.reduce(evolve, initial))
  expect((await load('d')).state).toEqual(log.slice(0, 2).reduce(evolve, initial))
  const columns = 'select id, unanswered_since from conversation order by id'
  expect(db.prepare(columns).all()).toMatchObject([
    { id: 'c', unanswered_since: null },
    { id: 'd', unanswered_since: 1001 },
  ])
  const reports = createReports(kysely)
  expect(await reports.answers('shop', 10)).toMatchObject([
    { c: 'c', episode: { answeredAt: 1003, waits: [{ askedAt: 1001, answeredAt: 1003 }] } },
  ])
  expect(await reports.episodes({ site: null, from: 0, to: 2000 })).toHaveLength(2)
})

it('[R14] gives the departments of before the shop’s hours', async () => {
  const db = new DatabaseSync(':memory:')
  const kysely = new Kysely<Tables>({ dialect: createDialect(db) })
  const provider = { getMigrations: async () => migrations }
  await new Migrator({ db: kysely, provider }).migrateTo('0002-first-response')
  db.exec(`insert into department values ('care', 'Care')`)
  await migrate(kysely)
  const { departments } = createDirectory(kysely, async () => [])
  expect(await departments()).toEqual([{ id: 'care', name: 'Care', hours: null }])
})

it('[R3] gives sites that kept the ladder they were given the one that is given now, and leaves what was set', async () => {
  const db = new DatabaseSync(':memory:')
  const kysely = new Kysely<Tables>({ dialect: createDialect(db) })
  const provider = { getMigrations: async () => migrations }
  await new Migrator({ db: kysely, provider }).migrateTo('0003-department-hours')
  const given = {
    ackMs: 3000,
    nudgeMs: 15_000,
    handOnMs: 30_000,
    allHandsMs: 45_000,
    graceMs: 8000,
  }
  const short = { ackMs: 1000, nudgeMs: 5000, handOnMs: 10_000, allHandsMs: 15_000, graceMs: 8000 }
  const patient = { ...given, graceMs: 9000 }
  const add = db.prepare(`insert into site (id, name, origins, target_ms, ladder)
    values (?, 'Shop', '[]', ?, ?)`)
  add.run('a-minute', 60_000, JSON.stringify(given))
  add.run('b-short', 20_000, JSON.stringify(short))
  add.run('c-long', 120_000, JSON.stringify(given))
  add.run('d-set', 60_000, JSON.stringify(patient))
  add.run('e-set', 60_000, JSON.stringify(short))

  await migrate(kysely)
  const sites = await createDirectory(kysely, async () => []).sites()
  expect(sites.map(({ id, ladder }) => [id, ladder])).toEqual([
    ['a-minute', defaultLadder],
    ['b-short', ladderFor(20_000)],
    ['c-long', defaultLadder],
    ['d-set', patient],
    ['e-set', short],
  ])
})

it('[W13] gives a database of before the widget SDK its defaults, and keeps its episodes', async () => {
  const db = new DatabaseSync(':memory:')
  db.exec('pragma foreign_keys = on')
  const kysely = new Kysely<Tables>({ dialect: createDialect(db) })
  const provider = { getMigrations: async () => migrations }
  await new Migrator({ db: kysely, provider }).migrateTo('0002-first-response')
  db.exec(`
    insert into site (id, name, origins, target_ms) values ('shop', 'Shop', '[]', 60000);
    insert into visitor (id, site, language, timezone, device, first_seen_at)
      values ('v1', 'shop', 'id', 'Asia/Jakarta', 'Chrome', 7);
    insert into conversation (id, site, visitor, status, head, last_at, opened_at, state)
      values ('c', 'shop', 'v1', 'waiting', 0, 1, 1, '{}');
    insert into episode (conversation, n, site, visitor, started_at, body, answered_at)
      values ('c', 1, 'shop', 'v1', 1001, '{"n":1}', 1002);`)
  await migrate(kysely)
  const directory = createDirectory(kysely, async () => [])
  expect(await directory.sites()).toMatchObject([{ widget: plainWidget, triggers: [] }])
  expect(await directory.visitors(['v1'])).toMatchObject([{ external: null, context: noContext }])
  expect(await directory.notes('v1')).toEqual({ wish: null, asks: [] })
  const { answers } = createReports(kysely)
  expect(await answers('shop', 9)).toEqual([
    { c: 'c', site: 'shop', visitor: 'v1', episode: { n: 1 } },
  ])
  db.exec(`delete from conversation`)
  expect(await answers('shop', 9)).toHaveLength(1)
})

it('has an index for every question: none reads a growing table from end to end', async () => {
  const db = new DatabaseSync(':memory:')
  const kysely = new Kysely<Tables>({ dialect: createDialect(db) })
  await migrate(kysely)
  const asked: string[] = []
  const prepare = db.prepare.bind(db)
  db.prepare = sql => {
    asked.push(sql)
    return prepare(sql)
  }
  const commit = createGroupCommit(db, () => {})
  const log = createLog(db, commit)
  const queries = createQueries(kysely, async () => [])
  const reports = createReports(kysely)
  const directory = createDirectory(kysely, async query => {
    asked.push(query.compile().sql)
    return []
  })
  const claim = { agent: 'ani', capacity: 1, quietBefore: 0 }
  await log.append(entry('c', await log.load('c'), [opened()], 1, claim))
  await queries.heads('shop', 'v1')
  await queries.open()
  await queries.changed(1)
  await queries.ofVisitor('v1', 10)
  await reports.resolved(1, 10)
  await reports.answers('shop', 100)
  await reports.episodes({ site: null, from: 0, to: 1 })
  await reports.episodes({ site: 'shop', from: 0, to: 1 })
  await directory.removeDepartment('sales')
  await directory.account('a1')
  await directory.accountByEmail('ani@shop.example')
  await directory.invite('h')
  await directory.takeInvite('h')
  await directory.session('h')
  await directory.endSession('h')
  await directory.visitors(['v1'])
  await directory.notes('v1')
  await directory.visitorKnownAs('shop', 'customer 7')
  const { forget, isForgotten } = createErasing(db, commit)
  await forget('v1', 'shop', 1)
  await isForgotten('v1')

  const plans = asked
    .filter(sql => /^(select|delete)/.test(sql))
    .map(sql => [
      sql,
      ...prepare(`explain query plan ${sql}`)
        .all()
        .map(({ detail }) => detail),
    ])
  expect(plans.length).toBeGreaterThan(15)
  const scans = plans.filter(([, ...steps]) =>
    steps.some(step =>
      /^SCAN (?!conversation USING INDEX conversation_open|erasure USING INDEX erasure_at)/.test(
        String(step),
      ),
    ),
  )
  expect(scans).toEqual([])
  // The newest answers are read from the end of their index, without a sort of all.
  const answered = plans.filter(([sql]) => /"answered_at" is not null/.test(String(sql)))
  expect(answered).toEqual([
    [expect.any(String), expect.stringMatching(/^SEARCH episode USING INDEX episode_answered/)],
  ])
})
