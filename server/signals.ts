import type { Log } from './core/ports.ts'

/** The part of `process` that ends it. */
export interface Ending {
  on(event: string, listener: (cause: unknown) => void): unknown
  exit(code: number): void
}

/** Milliseconds before a supervisor that waits five seconds would kill the process. */
const STOP_MS = 4500

/**
 * Ends the process in good order on SIGTERM and SIGINT (exit 0, or 1 when `stop` fails or hangs), at once with 1 on the
 * second of them, and with 1 after an error that nobody caught.
 */
export function onSignals(env: { process: Ending; stop: () => Promise<void>; log: Log }): void {
  const { process, stop, log } = env
  let stopping = false

  async function end(signal: string): Promise<void> {
    if (stopping) return process.exit(1)
    stopping = true
    log.info('stopping', { signal })
    const late = setTimeout(() => {
      log.error('could not stop in time', { afterMs: STOP_MS })
      process.exit(1)
    }, STOP_MS)
    try {
      await stop()
      log.info('stopped')
      process.exit(0)
    } catch (error) {
      log.error('could not stop in good order', { error })
      process.exit(1)
    } finally {
      clearTimeout(late)
    }
  }

  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void end(signal))
  for (const event of ['uncaughtException', 'unhandledRejection']) {
    process.on(event, error => {
      log.error(event, { error })
      process.exit(1)
    })
  }
}
