import { Kysely } from 'kysely'
import type { Store } from '../../core/ports.ts'
import { createDialect } from './dialect.ts'
import { openForReading } from './open.ts'
import { createReports } from './queries.ts'
import type { Tables } from './tables.ts'

/** The long questions over a connection of their own that only reads; the writer must have opened the file before. */
export function openReader(path: string): Pick<Store, 'resolved' | 'answers' | 'episodes'> {
  return createReports(new Kysely<Tables>({ dialect: createDialect(openForReading(path)) }))
}
