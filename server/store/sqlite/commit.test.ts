import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { initial } from '../../../protocol/conversation.ts'
import type { Store } from '../../core/ports.ts'
import { asks, entry, opened } from '../contract/talk.ts'
import { createGroupCommit, type GroupCommit } from './commit.ts'
import { createDialect } from './dialect.ts'
import { createLog } from './log.ts'
import { migrate } from './migrations.ts'
import { type OpenFile, openFile } from './open.ts'

let folder: string
let file: OpenFile
let db: DatabaseSync
let commit: GroupCommit
let log: Pick<Store, 'append' | 'load' | 'read'>
/** Writes in each commit so far. */
let commits: number[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sapa-commit-'))
  file = openFile(join(folder, 'sapa.db'))
  db = file.db
  await migrate(new Kysely({ dialect: createDialect(db) }))
  commits = []
  commit = createGroupCommit(db, writes => commits.push(writes))
  log = createLog(db, commit)
})
afterEach(() => {
  file.close()
  rmSync(folder, { recursive: true })
})

const begin = (c: string, text = '') =>
  entry(c, { head: 0, state: initial }, [opened(c), asks(`m${text}`, c)], 1000)

const events = () => Number(db.prepare('select count(*) as n from event').get()?.n)

describe('group commit', () => {
  it('puts all appends of one event-loop turn into one commit', async () => {
    await Promise.all(Array.from({ length: 200 }, (_, i) => log.append(begin(`c${i}`))))
    expect(commits).toEqual([200])
    await log.append(begin('later'))
    expect(commits).toEqual([200, 1])
    expect(events()).toBe(402)
  })

  it('says nothing before the commit', async () => {
    const order: string[] = []
    const told = createGroupCommit(db, () => order.push('committed'))
    const first = told.write(() => order.push('wrote 1')).then(() => order.push('told 1'))
    const second = told.write(() => order.push('wrote 2')).then(() => order.push('told 2'))
    await Promise.all([first, second])
    expect(order).toEqual(['wrote 1', 'wrote 2', 'committed', 'told 1', 'told 2'])
  })

  it('undoes a job that throws half-way and rejects it alone', async () => {
    const broken = commit.write(() => {
      db.exec(`insert into secret values ('half', 'written')`)
      throw new Error('broken')
    })
    const results = await Promise.allSettled([
      log.append(begin('before')),
      broken,
      log.append(begin('after')),
    ])
    expect(results).toEqual([
      { status: 'fulfilled', value: { ok: true } },
      { status: 'rejected', reason: new Error('broken') },
      { status: 'fulfilled', value: { ok: true } },
    ])
    expect(events()).toBe(4)
    expect(db.prepare('select * from secret').all()).toEqual([])
  })

  it('rejects the whole batch when the commit fails, with nothing half written, and goes on', async () => {
    const orphan = commit.write(() => {
      db.exec('pragma defer_foreign_keys = on')
      db.exec(`insert into event values ('nowhere', 1, 1, null, '{}')`)
    })
    const results = await Promise.allSettled([
      log.append(begin('before')),
      orphan,
      log.append(begin('after')),
    ])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect([commits, events()]).toEqual([[], 0])
    expect(await log.append(begin('before'))).toEqual({ ok: true })
    expect(events()).toBe(2)
  })

  it('rejects what a full disk has no room for, keeps the rest whole, and goes on once there is room', async () => {
    await log.append(begin('fits'))
    const pages = Number(db.prepare('pragma page_count').get()?.page_count)
    db.exec(`pragma max_page_count = ${pages + 2}`)
    const large = 'x'.repeat(60_000)
    const results = await Promise.allSettled([
      log.append(begin('large', large)),
      log.append(begin('larger', large)),
    ])
    for (const result of results)
      expect(result).toMatchObject({ status: 'rejected', reason: { message: /full/ } })
    expect((await log.load('large')).head).toBe(0)
    expect(events()).toBe(2)
    db.exec('pragma max_page_count = 100000')
    expect(await log.append(begin('large', large))).toEqual({ ok: true })
    expect(events()).toBe(4)
  })
})
