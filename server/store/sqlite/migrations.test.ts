import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { expect, it } from 'vitest'
import { entry, opened } from '../contract/talk.ts'
import { createGroupCommit } from './commit.ts'
import { createDialect } from './dialect.ts'
import { createDirectory } from './directory.ts'
import { createLog } from './log.ts'
import { migrate } from './migrations.ts'
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
  await log.append(entry('c', await log.load('c'), [opened()], 1))
  await queries.heads('shop', 'v1')
  await queries.open()
  await queries.changed(1)
  await queries.ofVisitor('v1', 10)
  await reports.resolved(1, 10)
  await reports.episodes({ site: null, from: 0, to: 1 })
  await reports.episodes({ site: 'shop', from: 0, to: 1 })
  await directory.account('a1')
  await directory.accountByEmail('ani@shop.example')
  await directory.invite('h')
  await directory.takeInvite('h')
  await directory.session('h')
  await directory.endSession('h')
  await directory.visitors(['v1'])

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
    steps.some(step => /^SCAN (?!conversation USING INDEX conversation_open)/.test(String(step))),
  )
  expect(scans).toEqual([])
})
