import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Checkpointer, createCheckpointer } from './checkpoint.ts'
import { createGroupCommit, type GroupCommit } from './commit.ts'
import { type OpenFile, openFile } from './open.ts'

let folder: string
let path: string
let file: OpenFile
let checkpointer: Checkpointer
let commit: GroupCommit

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sapa-checkpoint-'))
  path = join(folder, 'sapa.db')
  file = openFile(path)
  file.db.exec('create table note (body text)')
  checkpointer = createCheckpointer(file.db)
  commit = createGroupCommit(file.db, checkpointer.wrote)
})
afterEach(() => {
  checkpointer.close()
  file.close()
  rmSync(folder, { recursive: true })
})

const insert = () => {
  file.db.exec(`insert into note values ('${'x'.repeat(4000)}')`)
}

it('keeps the write-ahead log short under a load that never pauses', async () => {
  for (let turn = 0; turn < 100; turn++)
    await Promise.all(Array.from({ length: 100 }, () => commit.write(insert)))
  const written = 10_000 * 4000
  expect(statSync(path).size).toBeGreaterThan(written * 0.8)
  expect(statSync(`${path}-wal`).size).toBeLessThan(written / 4)
})

it('writes the log back once nobody writes any more', async () => {
  const before = statSync(path).size
  await Promise.all(Array.from({ length: 10 }, () => commit.write(insert)))
  expect(statSync(path).size).toBe(before)
  await vi.waitFor(() => expect(statSync(path).size).toBeGreaterThan(before + 40_000), 5000)
})

it('empties the log when it closes', async () => {
  await commit.write(insert)
  checkpointer.close()
  expect(statSync(`${path}-wal`).size).toBe(0)
})
