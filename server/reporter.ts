import { Worker } from 'node:worker_threads'
import type { Reporter } from './core/ports.ts'
import { connect, type Remote } from './store/sqlite/rpc.ts'

/** What the thread is told when it starts. */
export interface ReporterData {
  path: string
}

/**
 * Works reports out of the data file at `path` in a thread of its own, so that no clock waits for one, nor does the inbox. The
 * thread starts with the first question; one that dies, of a range that does not fit into memory perhaps, fails the questions it had and
 * the next question starts another.
 */
export function createReporterThread(path: string): Reporter & { close(): Promise<void> } {
  let remote: Remote<Reporter> | null = null
  let closed = false

  function thread(): Remote<Reporter> {
    if (closed) throw new Error('The relay is closing')
    if (remote) return remote
    const workerData: ReporterData = { path }
    const worker = new Worker(new URL('./reporter-worker.ts', import.meta.url), { workerData })
    const started = connect<Reporter>(worker)
    worker.once('exit', () => {
      if (remote === started) remote = null
    })
    remote = started
    return started
  }

  return {
    firstResponse: async (...asked) => thread().call('firstResponse', ...asked),
    brief: async (...asked) => thread().call('brief', ...asked),
    ledgers: async (...asked) => thread().call('ledgers', ...asked),
    ratings: async (...asked) => thread().call('ratings', ...asked),
    async close() {
      closed = true
      await remote?.stop()
    },
  }
}
