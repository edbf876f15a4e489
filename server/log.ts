import { type DestinationStream, pino } from 'pino'
import pretty from 'pino-pretty'
import type { Log } from './core/ports.ts'
import type { Config } from './schema/config.ts'

/** Writes one JSON object a line to `out` (stdout), or readable lines when `people` watch a terminal. */
export function createLog(env: {
  level: Config['logLevel']
  people: boolean
  out?: DestinationStream
}): Log {
  const options = { level: env.level, base: null, serializers: { error: pino.stdSerializers.err } }
  // Written at once, not by a worker: the last line before a crash is the one that matters.
  const out = env.people
    ? pretty({ sync: true, translateTime: 'HH:MM:ss.l', ...(env.out && { destination: env.out }) })
    : (env.out ?? pino.destination({ sync: true }))
  const logger = pino(options, out)
  return {
    info: (message, fields = {}) => logger.info(fields, message),
    warn: (message, fields = {}) => logger.warn(fields, message),
    error: (message, fields = {}) => logger.error(fields, message),
  }
}
