/** Driven by sqlite.test.ts: writes to the data file named on the command line, prints each acknowledged head, until killed. */
import { append, asks, opened } from './contract/talk.ts'
import { createSqliteStore } from './sqlite.ts'

const [path = ''] = process.argv.slice(2)
const store = await createSqliteStore(path)
const { head } = await store.load('c')
if (head === 0) await append(store, 'c', [opened()])
for (;;) {
  const { head } = await store.load('c')
  const result = await append(store, 'c', [asks(`m${head}`)])
  if (!result.ok) throw new Error(`Refused: ${result.reason}`)
  process.stdout.write(`${head + 1}\n`)
}
