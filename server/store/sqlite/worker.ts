import { parentPort, workerData } from 'node:worker_threads'
import { Kysely } from 'kysely'
import type { Directory, Store } from '../../core/ports.ts'
import { createCheckpointer } from './checkpoint.ts'
import { createGroupCommit } from './commit.ts'
import { createDialect } from './dialect.ts'
import { createDirectory } from './directory.ts'
import { createErasing } from './erasing.ts'
import { createExposing } from './exposing.ts'
import { createIdentifying } from './identifying.ts'
import { createLog } from './log.ts'
import { migrate } from './migrations.ts'
import { openFile } from './open.ts'
import { createQueries } from './queries.ts'
import { openReader } from './reader.ts'
import { serve } from './rpc.ts'
import type { Tables, Write } from './tables.ts'

/** What a worker is told when it starts. */
export interface WorkerData {
  role: 'writer' | 'reader'
  path: string
}

/** Answered by the thread that holds the file: everything that writes, and the short questions. */
export type WriterMethods = Omit<Store, keyof ReaderMethods> & Directory

/** Answered by the thread beside it, which may take its time. */
export type ReaderMethods = ReturnType<typeof openReader>

async function openWriter(path: string): Promise<WriterMethods> {
  const file = openFile(path)
  try {
    const { db } = file
    const kysely = new Kysely<Tables>({ dialect: createDialect(db) })
    await migrate(kysely)
    const checkpointer = createCheckpointer(db)
    const commit = createGroupCommit(db, checkpointer.wrote)
    const write: Write = <R>(query: Parameters<Write>[0], unless = () => false) => {
      const { sql, parameters } = query.compile()
      const statement = db.prepare(sql)
      return commit.write(() =>
        unless() ? [] : (statement.all(...(parameters as string[])) as R[]),
      )
    }
    const { forgotten, ...erasing } = createErasing(db, commit)
    const { gone, ...identifying } = createIdentifying(db, commit, forgotten)
    return {
      ...createLog(db, commit, gone),
      ...createQueries(kysely, write),
      ...createDirectory(kysely, write, gone),
      ...identifying,
      ...erasing,
      ...createExposing(db, commit),
      async close() {
        // Writes keep their order, so everything asked for before this one is on disk after it.
        await commit.write(() => {})
        try {
          checkpointer.close()
        } finally {
          file.close()
        }
      },
    }
  } catch (error) {
    file.close()
    throw error
  }
}

if (!parentPort) throw new Error('This module runs as a worker thread of the store')
const { role, path } = workerData as WorkerData
if (role === 'writer') serve(parentPort, () => openWriter(path))
else serve(parentPort, async () => openReader(path))
