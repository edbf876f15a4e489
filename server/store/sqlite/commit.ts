import type { DatabaseSync } from 'node:sqlite'

export interface GroupCommit {
  /**
   * Runs `job` in a transaction with all others asked for in this turn of the event loop, in order, and resolves with
   * its result once the transaction is durable. A job that throws is undone and rejected alone.
   */
  write<T>(job: () => T): Promise<T>
}

interface Pending {
  job: () => unknown
  resolve(result: unknown): void
  reject(error: unknown): void
}

/** One commit for all writes of an event-loop turn; `onCommit` is told how many after each. */
export function createGroupCommit(
  db: DatabaseSync,
  onCommit: (writes: number) => void,
): GroupCommit {
  const begin = db.prepare('begin immediate')
  const commit = db.prepare('commit')
  const rollback = db.prepare('rollback')
  let queue: Pending[] = []

  function flush(): void {
    const batch = queue
    queue = []
    run(batch)
  }

  function run(batch: Pending[]): void {
    let stage: 'transaction' | 'job' = 'transaction'
    try {
      begin.run()
      stage = 'job'
      const results = batch.map(({ job }) => job())
      stage = 'transaction'
      commit.run()
      for (const [index, { resolve }] of batch.entries()) resolve(results[index])
    } catch (error) {
      // SQLite itself has rolled back after some errors, a full disk among them.
      if (db.isTransaction) rollback.run()
      // Nothing of the batch is written, so that each can have its own try: a job's failure must not spoil its neighbours.
      if (stage === 'job' && batch.length > 1) for (const one of batch) run([one])
      else for (const { reject } of batch) reject(error)
      return
    }
    onCommit(batch.length)
  }

  return {
    write<T>(job: () => T) {
      return new Promise<T>((resolve, reject) => {
        queue.push({ job, resolve: result => resolve(result as T), reject })
        if (queue.length === 1) setImmediate(flush)
      })
    },
  }
}
