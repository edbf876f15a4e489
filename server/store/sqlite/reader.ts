import { Kysely } from 'kysely'
import type { Store } from '../../core/ports.ts'
import { createDialect } from './dialect.ts'
import { createExposures } from './exposing.ts'
import { openForReading } from './open.ts'
import { createReports } from './queries.ts'
import type { Tables } from './tables.ts'

/** The long questions over a connection of their own that only reads; the writer must have opened the file before. */
export function openReader(
  path: string,
): Pick<Store, 'resolved' | 'answers' | 'episodes' | 'exposures'> {
  const db = openForReading(path)
  return {
    ...createReports(new Kysely<Tables>({ dialect: createDialect(db) })),
    ...createExposures(db),
  }
}
