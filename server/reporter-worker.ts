import { setImmediate as nextTurn } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { createReporter } from './core/reports.ts'
import type { ReporterData } from './reporter.ts'
import { openReader } from './store/sqlite/reader.ts'
import { serve } from './store/sqlite/rpc.ts'

if (!parentPort) throw new Error('This module runs as a worker thread of the relay')
const { path } = workerData as ReporterData
serve(parentPort, async () => {
  const { episodes } = openReader(path)
  return createReporter({
    async episodes(query) {
      // Between two pages other questions are heard: a board does not wait for somebody's year.
      await nextTurn()
      return episodes(query)
    },
  })
})
