import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { lock } from './lock.ts'
import { migrations } from './migrations.ts'

/** "Sapa" in ASCII: marks a SQLite file as ours. */
const APPLICATION = 0x53617061

const SQLITE_NOTADB = 26

const ELSEWHERE = 'Another file can be chosen with SAPA_DATA.'

/** How long a statement waits for a tool like `sqlite3` that looks into the file. */
const BUSY_MS = 5000

export interface OpenFile {
  db: DatabaseSync
  /** Closes the file and lets another relay have it. */
  close(): void
}

/** Opens the data file at `path` for its one writer, making it when there is none; throws a sentence for the operator. */
export function openFile(path: string): OpenFile {
  const file = existsSync(path) ? realpathSync(path) : resolve(path)
  const opened: (() => void)[] = []
  const close = () => {
    for (const shut of opened.splice(0).reverse()) shut()
  }
  try {
    mkdirSync(dirname(file), { recursive: true })
    opened.push(lock(file))
    const db = new DatabaseSync(file, { timeout: BUSY_MS })
    opened.push(() => db.close())
    inspect(file, db)
    prepare(db)
    return { db, close }
  } catch (error) {
    close()
    throw explain(file, error)
  }
}

/** A second, read-only connection to a data file that its writer has opened. */
export function openForReading(path: string): DatabaseSync {
  return new DatabaseSync(path, { readOnly: true, timeout: BUSY_MS })
}

/** Throws unless this is a new file or one that this version of Sapa can go on with. */
function inspect(file: string, db: DatabaseSync): void {
  const tables = db.prepare(`select name from sqlite_schema where type = 'table'`).all()
  if (tables.length === 0) return
  if (db.prepare('pragma application_id').get()?.application_id !== APPLICATION)
    throw new Error(
      `${file} is a database of another program; expected a Sapa data file. ${ELSEWHERE}`,
    )
  if (!tables.some(({ name }) => name === 'kysely_migration')) return
  for (const { name } of db.prepare('select name from kysely_migration').all())
    if (!Object.hasOwn(migrations, String(name)))
      throw new Error(
        `${file} was written by a newer Sapa (it has the change "${name}"); start that version. ${ELSEWHERE}`,
      )
}

function prepare(db: DatabaseSync): void {
  db.exec('pragma journal_mode = wal')
  db.exec('pragma synchronous = full')
  db.exec('pragma foreign_keys = on')
  // 32 MiB: with the usual 2 MiB a full batch would spill half-way and read its own pages again.
  db.exec('pragma cache_size = -32768')
  // Checkpoints are taken when nobody waits for one: see checkpoint.ts.
  db.exec('pragma wal_autocheckpoint = 0')
  db.exec(`pragma application_id = ${APPLICATION}`)
}

/** Errors of SQLite and of the file system carry a code and get their sentence here; others are one already. */
function explain(file: string, error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error)) return error
  if ('errcode' in error && error.errcode === SQLITE_NOTADB)
    return new Error(`${file} is no SQLite database; expected a Sapa data file. ${ELSEWHERE}`)
  return new Error(
    `Cannot open or create the data file ${file} (${error.message}); expected a file in a folder that can be written. ${ELSEWHERE}`,
    { cause: error },
  )
}
