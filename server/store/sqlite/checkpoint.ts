import type { DatabaseSync } from 'node:sqlite'

/** Quiet for this long means that nobody waits for a write. */
const IDLE_MS = 250

/** Under a load that never pauses, the WAL is written back after this many writes (some seven pages each). A short WAL is
 *  written over again and again, and a commit into a file that does not grow is twice as fast. */
const WRITES_MAX = 1000

export interface Checkpointer {
  /** To be told after each commit, and how many writes it had. */
  wrote(writes: number): void
  /** Writes the whole WAL back and empties it. */
  close(): void
}

/** Writes the WAL back into the data file off the hot path: a checkpoint costs as much as many commits. */
export function createCheckpointer(db: DatabaseSync): Checkpointer {
  const passive = db.prepare('pragma wal_checkpoint(passive)')
  let due = 0
  let soon: NodeJS.Immediate | null = null
  let idle: NodeJS.Timeout | null = null

  function checkpoint(): void {
    soon = null
    const tried = due
    due = 0
    try {
      passive.get()
    } catch {
      // A full or failing disk: nothing is lost, the WAL has it all, and the next write brings the next try.
      due = tried
    }
  }

  return {
    wrote(writes) {
      due += writes
      if (due >= WRITES_MAX) soon ??= setImmediate(checkpoint)
      if (idle) idle.refresh()
      else idle = setTimeout(() => due > 0 && checkpoint(), IDLE_MS)
    },
    close() {
      if (soon) clearImmediate(soon)
      if (idle) clearTimeout(idle)
      db.exec('pragma wal_checkpoint(truncate)')
    },
  }
}
