import { DatabaseSync } from 'node:sqlite'

const SQLITE_BUSY = 5

/**
 * Keeps every other relay away from the data file at `path` until the returned function is called or this process
 * ends, however it ends. Throws a sentence for the operator when another relay has it.
 */
export function lock(path: string): () => void {
  // A file of its own, because the data file must stay readable for the worker of long reads. The kernel frees
  // SQLite's lock even after kill -9, so no stale lock can keep a relay from starting.
  const db = new DatabaseSync(`${path}.lock`)
  try {
    db.exec('begin exclusive')
  } catch (error) {
    db.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY)
      throw new Error(
        `${path} is in use by another Sapa relay; stop it first, or choose another file with SAPA_DATA`,
      )
    throw error
  }
  return () => db.close()
}
