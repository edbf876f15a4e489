import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { SqliteDialect } from 'kysely'

/** Lets Kysely's own SQLite dialect speak to `node:sqlite`. */
export function createDialect(db: DatabaseSync): SqliteDialect {
  const values = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[]
  return new SqliteDialect({
    database: {
      close: () => db.close(),
      prepare(sql) {
        const statement = db.prepare(sql)
        return {
          reader: statement.columns().length > 0,
          all: parameters => statement.all(...values(parameters)),
          run: parameters => statement.run(...values(parameters)),
          iterate: parameters => statement.iterate(...values(parameters)),
        }
      },
    },
  })
}
