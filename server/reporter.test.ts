import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dial, shop, visitorHello } from '../e2e/sim/rig.ts'
import { noWish } from '../protocol/conversation.ts'
import { startEpisode } from '../protocol/episode.ts'
import type { Ladder } from '../protocol/ladder.ts'
import { createMemoryBus } from './bus/memory.ts'
import { systemClock } from './clock.ts'
import type { Auth, Directory, ReportQuery, Store } from './core/ports.ts'
import { createRelay } from './core/relay.ts'
import { createReports } from './core/reports.ts'
import { createReporterThread } from './reporter.ts'
import { parseAgentUp, parseVisitorUp } from './schema/up.ts'
import { createSqliteStore } from './store/sqlite.ts'
import { createMemoryTransport } from './transport/memory.ts'

const DAY = 86_400_000
const quick: Ladder = { ackMs: 400, nudgeMs: 1000, handOnMs: 2000, allHandsMs: 3000, graceMs: 8000 }
const site = { ...shop, ladder: quick, targetMs: 4000 }
const auth: Auth = {
  issueToken: async (_, visitor) => visitor,
  checkToken: async visitor => ({ ok: true, visitor, renew: false }),
  agentOf: async () => null,
}

let folder: string
let path: string
let store: Store & Directory
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sapa-reports-'))
  path = join(folder, 'sapa.db')
  store = await createSqliteStore(path)
  await store.putSite(site)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

/** Puts `count` answered episodes of the last 30 days before `now` beside what the store has. */
function remember(count: number, now: number): void {
  const db = new DatabaseSync(path, { enableForeignKeyConstraints: false })
  const put = db.prepare(
    'insert into episode (conversation, n, site, visitor, started_at, answered_at, body) values (?, 1, ?, ?, ?, ?, ?)',
  )
  db.exec('begin')
  for (let i = 0; i < count; i++) {
    const startedAt = now - 30 * DAY + Math.floor((i / count) * 29 * DAY)
    const answeredAt = startedAt + ((i * 7919) % 90_000)
    const by = { id: `a${i % 20}`, name: `Agent ${i % 20}` }
    const waits = [{ askedAt: startedAt, answeredAt, by }]
    const begun = startEpisode(
      { episode: null, wish: noWish, agent: by },
      { seq: 2, at: startedAt, event: { type: 'private' } },
    )
    const body = JSON.stringify({ ...begun, answeredAt, answeredBy: by, waits })
    put.run(`past${i}`, site.id, `v${i}`, startedAt, answeredAt, body)
  }
  db.exec('commit')
  db.close()
}

const month = (now: number): ReportQuery => ({
  ...{ site: null, department: null, agent: null, timezone: 'Asia/Jakarta' },
  ...{ from: now - 31 * DAY, to: now },
})

test('[R3] [R11] every rung fires within 100 ms of its second while reports over a large history are worked out', async () => {
  const errors: string[] = []
  const note = (message: string) => void errors.push(message)
  const now = Date.now()
  remember(40_000, now)
  const reporter = createReporterThread(path)
  const reports = createReports({ reporter, directory: store, clock: systemClock })
  let ids = 0
  const relay = await createRelay({
    ...{ store, directory: store, bus: createMemoryBus(), auth, clock: systemClock },
    log: { info: () => {}, warn: note, error: note },
    newId: () => `id-${++ids}`,
    parse: { visitor: parseVisitorUp, agent: parseAgentUp },
  })
  const transport = createMemoryTransport()
  const listening = await transport.listen(relay.handler, 0, '127.0.0.1')
  const greeted = new Promise<void>((resolve, reject) => {
    const onMessage = () => resolve()
    const onClose = (code: number) => reject(new Error(`The relay hung up: ${code}`))
    void transport.connect(dial('/visitor'), { onMessage, onClose }).then(async answer => {
      if (!answer.ok) return reject(new Error(`The relay refused: ${answer.status}`))
      answer.client.send(JSON.stringify(visitorHello('vera')))
      await greeted
      const said = { t: 'send', c: 'c', id: 'm', text: 'Is anybody there?' }
      answer.client.send(JSON.stringify(said))
    })
  })
  await greeted

  let made = 0
  const climbed = async () => {
    const { state } = await store.load('c')
    return state.status !== 'new' && state.episode?.breachedAt != null
  }
  do {
    const { episodes } = await reports.firstResponse(month(now))
    expect(episodes).toBe(40_000)
    made++
  } while (!(await climbed()))

  const log = await store.read('c', 0, 100)
  const askedAt = log.find(({ event }) => event.type === 'message')?.at ?? 0
  const rungs = log.flatMap(({ event, at }) =>
    event.type === 'stepped' ? [{ step: event.step, ms: at - askedAt }] : [],
  )
  expect(rungs.map(({ step }) => step)).toEqual(['nudge', 'hand-on', 'all-hands', 'breach'])
  for (const [i, { ms }] of rungs.entries()) {
    expect(ms).toBeGreaterThanOrEqual((i + 1) * 1000)
    expect(ms).toBeLessThanOrEqual((i + 1) * 1000 + 100)
  }
  expect(made).toBeGreaterThan(0)
  expect(errors).toEqual([])

  relay.close()
  await listening.close()
  await reporter.close()
}, 180_000)

test('[R11] a question that cannot be answered is refused with the reason, and so is one to a relay that ends', async () => {
  const reporter = createReporterThread(path)
  const { brief } = createReports({ reporter, directory: store, clock: systemClock })
  const query = month(Date.now())
  expect(await brief(query, 5)).toMatchObject({ episodes: 0, share: null })
  const nowhere = createReporterThread(join(folder, 'none.db'))
  const lost = createReports({ reporter: nowhere, directory: store, clock: systemClock })
  await expect(lost.brief(query, 5)).rejects.toThrow('unable to open database file')
  await nowhere.close()
  const asked = brief(query, 5)
  const refused = expect(asked).rejects.toThrow()
  await reporter.close()
  await refused
  await expect(brief(query, 5)).rejects.toThrow('The relay is closing')
})
