import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Directory, Store } from '../core/ports.ts'
import { append, asks, opened, resolved } from './contract/talk.ts'
import { storeContract } from './contract.ts'
import { createSqliteStore } from './sqlite.ts'

// Each start of a store loads two threads, and this machine may be busy with other tests.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sapa-store-'))
  path = join(folder, 'sapa.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

const EMPTY = [
  'event',
  'episode',
  'conversation',
  'account',
  'invite',
  'session',
  'became',
  'used_token',
  'site_identity',
  'exposure',
  'site',
  'department',
  'visitor',
  'secret',
  'erasure',
]
  .map(table => `delete from ${table};`)
  .join('')

/** Opens the store for as long as `use` takes. */
async function withStore<T>(use: (store: Store & Directory) => Promise<T>): Promise<T> {
  const store = await createSqliteStore(path)
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

function sql(statement: string, file = path): void {
  const db = new DatabaseSync(file)
  db.exec(statement)
  db.close()
}

describe('the SQLite store', () => {
  // Starting its threads takes longer than most tests: all share one store, emptied after each.
  let shared: Store & Directory
  let sharedFolder: string
  beforeAll(async () => {
    sharedFolder = mkdtempSync(join(tmpdir(), 'sapa-store-'))
    shared = await createSqliteStore(join(sharedFolder, 'sapa.db'))
  })
  afterAll(async () => {
    await shared.close()
    rmSync(sharedFolder, { recursive: true })
  })
  storeContract(async () => ({
    ...shared,
    close: async () => sql(EMPTY, join(sharedFolder, 'sapa.db')),
  }))
})

describe('a SQLite store that is closed and opened again', () => {
  it('finds everything again when it is opened again, under the same epoch', async () => {
    const before = await withStore(async store => {
      await append(store, 'c', [opened(), asks('m')], 1000)
      await append(store, 'd', [opened(), resolved()], 1000)
      await store.secret('token', 'first')
      return { epoch: await store.epoch(), log: await store.read('c', 0, 10) }
    })
    await withStore(async store => {
      expect({ epoch: await store.epoch(), log: await store.read('c', 0, 10) }).toEqual(before)
      expect((await store.resolved(9000, 10)).map(({ c }) => c)).toEqual(['d'])
      expect(await store.secret('token', 'second')).toBe('first')
      expect(await append(store, 'c', [asks('m')])).toMatchObject({ reason: 'duplicate', seq: 2 })
    })
  })

  it('[P] has forgotten who was forgotten, and no word of theirs is in its file', async () => {
    const secret = 'a very private word'
    const by = { role: 'visitor', id: 'v1' } as const
    await withStore(async store => {
      const message = { type: 'message', id: 'm', by, text: secret.repeat(300) } as const
      await append(store, 'c', [opened(), message, { ...message, id: 'm2', text: secret }])
      await append(store, 'd', [opened('v2'), asks('m', 'v2')])
    })
    expect(readFileSync(path, 'latin1')).toContain(secret)
    await withStore(store => store.forget('v1', 'shop', 5000))
    await withStore(async store => {
      expect(await store.isForgotten('v1')).toBe(true)
      expect((await store.load('c')).head).toBe(0)
      expect((await store.load('d')).head).toBe(2)
      expect(await store.erasures(10)).toMatchObject([{ at: 5000, conversations: 1 }])
    })
    expect(readFileSync(path, 'latin1')).not.toContain(secret)
  })

  it('sums what triggers brought beside its writer, which may be waiting for the disk', async () => {
    await withStore(async store => {
      const met = { site: 'shop', trigger: 't', group: 'shown', at: 10, known: true } as const
      await store.expose({ ...met, key: 'k1' })
      const tool = new DatabaseSync(path)
      tool.exec('begin immediate')
      const second = store.expose({ ...met, key: 'k2' })
      const all = await store.exposures({ site: 'shop', from: 0, to: 99 })
      tool.exec('rollback')
      tool.close()
      expect(all).toMatchObject([{ trigger: 't', visitors: 1 }])
      await second
    })
  })

  it('rejects with the message and the code of the error in its thread', async () => {
    await withStore(async store => {
      await expect(store.read('c', 0, Number.NaN)).rejects.toMatchObject({
        message: 'datatype mismatch',
        code: 'ERR_SQLITE_ERROR',
      })
      expect(await append(store, 'c', [opened()])).toEqual({ ok: true })
    })
  })

  it('leaves nothing in the write-ahead log when it closes', async () => {
    await withStore(store => append(store, 'c', [opened()]))
    expect(statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0)
  })

  it('writes what was asked for before it closes, closes once, and then says that it is closed', async () => {
    const store = await createSqliteStore(path)
    const asked = append(store, 'c', [opened()])
    const put = store.secret('token', 'first')
    await Promise.all([asked, put, store.close(), store.close()])
    await expect(store.load('c')).rejects.toThrow('The store is closed')
    await expect(store.resolved(1, 1)).rejects.toThrow('The store is closed')
    await withStore(async again => {
      expect((await again.load('c')).head).toBe(1)
      expect(await again.secret('token', 'second')).toBe('first')
    })
  })
})

describe('kill -9', () => {
  /** Runs a writer and kills it the moment `acks` appends have been acknowledged; gives the last of them. */
  async function killAfter(acks: number): Promise<number> {
    const script = fileURLToPath(new URL('./crash.child.ts', import.meta.url))
    const child = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    const exited = once(child, 'exit')
    let head = 0
    for await (const line of createInterface({ input: child.stdout })) {
      // Lines that were on their way when the signal was sent are acknowledgements too.
      head = Number(line)
      if (--acks === 0) child.kill('SIGKILL')
    }
    expect(await exited).toEqual([null, 'SIGKILL'])
    return head
  }

  it('loses nothing that was acknowledged, and lets the next relay in at once', async () => {
    const epochs = new Set<string>()
    for (const acks of [1, 20]) {
      const head = await killAfter(acks)
      expect(head).toBeGreaterThan(acks)
      await withStore(async store => {
        const log = await store.read('c', 0, 10_000)
        expect(log.length).toBeGreaterThanOrEqual(head)
        expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1))
        expect((await store.load('c')).head).toBe(log.length)
        epochs.add(await store.epoch())
      })
    }
    expect(epochs.size).toBe(1)
  })
})

describe('a data file that cannot be used', () => {
  const opening = () => createSqliteStore(path)

  it('is refused while another relay has it, under whatever name', async () => {
    await withStore(async store => {
      const sentence = `${path} is in use by another Sapa relay; stop it first, or choose another file with SAPA_DATA`
      await expect(opening()).rejects.toThrow(sentence)
      const alias = join(folder, 'alias.db')
      symlinkSync(path, alias)
      await expect(createSqliteStore(alias)).rejects.toThrow(sentence)
      expect(await append(store, 'c', [opened()])).toEqual({ ok: true })
    })
  })

  it('is refused when it cannot be created, naming the path', async () => {
    writeFileSync(join(folder, 'file'), '')
    path = join(folder, 'file', 'sapa.db')
    await expect(opening()).rejects.toThrow(`Cannot open or create the data file ${path}`)
    path = join(folder, 'folder')
    mkdirSync(path)
    await expect(opening()).rejects.toThrow(`Cannot open or create the data file ${path}`)
  })

  it('is made together with its folder when there is neither', async () => {
    path = join(folder, 'new', 'deep', 'sapa.db')
    await withStore(store => append(store, 'c', [opened()]))
    expect(statSync(path).isFile()).toBe(true)
  })

  it('is refused and left alone when it is no database', async () => {
    writeFileSync(path, 'These are my notes, please keep them. '.repeat(100))
    await expect(opening()).rejects.toThrow(`${path} is no SQLite database`)
    expect(statSync(path).size).toBe(3800)
  })

  it("is refused when it is another program's database", async () => {
    sql('create table notes (text)')
    await expect(opening()).rejects.toThrow(`${path} is a database of another program`)
  })

  it('is refused when a newer Sapa wrote it, and can be opened once the cause is gone', async () => {
    await withStore(async () => {})
    sql(`insert into kysely_migration values ('9999-hologram', '2040-01-01')`)
    await expect(opening()).rejects.toThrow(
      'written by a newer Sapa (it has the change "9999-hologram")',
    )
    sql(`delete from kysely_migration where name = '9999-hologram'`)
    await withStore(async store => expect(await store.open()).toEqual([]))
  })
})
