import { ladderFor } from '../../protocol/ladder.ts'
import { plainWidget, type Site } from '../../protocol/people.ts'
import { createMemoryBus } from '../../server/bus/memory.ts'
import type { Account, Auth, Log } from '../../server/core/ports.ts'
import { createRelay, type Relay } from '../../server/core/relay.ts'
import { parseAgentUp, parseVisitorUp } from '../../server/schema/up.ts'
import { createMemoryStore, type MemoryStore } from '../../server/store/memory.ts'
import { createMemoryTransport, type MemoryTransport } from '../../server/transport/memory.ts'
import { settle, type TestClock } from './clock.ts'
import type { Outage } from './ladder.ts'
import { openProofs } from './proofs.ts'
import type { Random } from './random.ts'

interface Running {
  relay: Relay
  transport: MemoryTransport
  stop: () => Promise<void>
}

export interface Relays {
  store: MemoryStore
  pick(): MemoryTransport | undefined
  /** The shop promises something else from now on: another target, and its ladder. */
  promise(): Promise<void>
  /** Kills one relay where it stands, and starts another on the same store. */
  restart(): Promise<void>
  /** Kills all of them, and starts as many after `ms`. */
  outage(ms: number): Promise<void>
  outages: readonly Outage[]
  /** Assignments that took a slot which was not there. */
  overloads: readonly string[]
  /** From now on the bus loses nothing. */
  heal(): void
  counts(): { sessions: number; topics: number }
  stop(): Promise<void>
  errors: string[]
}

/** Several relays on one store, with a bus that loses frames and a store whose answers take their time. */
export async function createRelays(env: {
  clock: TestClock
  random: Random
  count: number
  agents: readonly string[]
  /** The share of bus frames that get lost. */
  loss: number
  /** Breaks a promise of the store on purpose, to see the simulator notice. */
  spoil: ((store: MemoryStore) => MemoryStore) | undefined
  /** Makes every timer of the relays this late. */
  lateMs?: number | undefined
}): Promise<Relays> {
  const { clock, random, lateMs = 0 } = env
  const errors: string[] = []
  const overloads: string[] = []
  const outages: Outage[] = []
  const store = createMemoryStore()
  const watched = watchClaims(env.spoil?.(store) ?? store, overloads)
  const slow = slowly(watched, random)
  const late = { ...clock, after: (ms: number, fn: () => void) => clock.after(ms + lateMs, fn) }
  let loss = env.loss
  let made = 0
  const bus = createMemoryBus({ lose: () => random.chance(loss) })
  const note = (message: string, fields?: Record<string, unknown>) =>
    void errors.push(`${message} ${JSON.stringify(fields)}`)
  const log: Log = { info: () => {}, warn: note, error: note }

  async function start(): Promise<Running> {
    const prefix = `r${++made}`
    let ids = 0
    const relay = await createRelay({
      store: slow,
      directory: store,
      bus,
      auth: openAuth,
      clock: late,
      log,
      newId: () => `${prefix}-${++ids}`,
      parse: { visitor: parseVisitorUp, agent: parseAgentUp },
      proofs: openProofs,
    })
    const transport = createMemoryTransport({ held: true })
    const listening = await transport.listen(relay.handler, 0, 'sim')
    const stop = async () => {
      relay.close()
      await listening.close()
    }
    return { relay, transport, stop }
  }

  const shop = (targetMs: number): Site => ({
    id: 's',
    name: 'S',
    origins: ['https://shop.test'],
    targetMs,
    ladder: ladderFor(targetMs),
    hours: null,
    channel: null,
    widget: plainWidget,
    triggers: [],
  })
  await store.putSite(shop(60_000))
  for (const id of ['sales', 'care']) await store.putDepartment({ id, name: id, hours: null })
  for (const account of env.agents.map(accountOf)) await store.putAccount(account)
  const running: Running[] = []
  while (running.length < env.count) running.push(await start())

  return {
    store,
    errors,
    outages,
    overloads,
    pick: () => random.pick(running)?.transport,
    async promise() {
      await store.putSite(shop(random.pick([20_000, 45_000, 60_000, 90_000]) ?? 60_000))
      await random.pick(running)?.relay.refresh()
    },
    async restart() {
      const index = random.below(env.count)
      await running[index]?.stop()
      // What it was writing is written or not before its successor reads: a dead process writes nothing later.
      await settle()
      running[index] = await start()
      outages.push({ from: clock.now(), to: clock.now() })
    },
    async outage(ms) {
      for (const { stop } of running.splice(0)) await stop()
      await settle()
      const from = clock.now()
      await clock.advance(ms)
      outages.push({ from, to: clock.now() })
      while (running.length < env.count) running.push(await start())
    },
    heal() {
      loss = 0
    },
    counts() {
      const all = running.map(({ relay }) => relay.counts())
      const sum = (of: (counts: { sessions: number; topics: number }) => number) =>
        all.reduce((total, counts) => total + of(counts), 0)
      return { sessions: sum(c => c.sessions), topics: sum(c => c.topics) }
    },
    async stop() {
      for (const { stop } of running) await stop()
    },
  }
}

/** What agents can do; who is not named here belongs to no department and speaks everything. */
export const floor: Record<string, { departments: string[]; languages: string[] }> = {
  budi: { departments: ['sales'], languages: [] },
  citra: { departments: ['sales', 'care'], languages: ['id'] },
}

/** Tokens are the visitor's id and cookies the agent's: what a token is worth is tested where tokens are made. */
const openAuth: Auth = {
  issueToken: async (_, visitor) => visitor,
  checkToken: async token => ({ ok: true, visitor: token, renew: false }),
  agentOf: async cookie => accountOf(cookie),
}

function accountOf(id: string): Account {
  return {
    id,
    email: `${id}@shop.test`,
    name: id,
    role: 'agent',
    capacity: 2,
    availability: 'online',
    away: null,
    departments: [...(floor[id]?.departments ?? [])],
    languages: [...(floor[id]?.languages ?? [])],
    password: null,
  }
}

/** The same store, which notes each claim that was granted though the agent had no free slot. */
function watchClaims(store: MemoryStore, overloads: string[]): MemoryStore {
  return {
    ...store,
    async append(entry) {
      const { claim } = entry
      // Both at once: a moment later somebody else may have taken more at all hands.
      const [result, open] = await Promise.all([store.append(entry), store.open()])
      if (!result.ok || !claim) return result
      const theirs = open.filter(({ state }) => {
        if (state.status !== 'assigned' || state.agent.id !== claim.agent) return false
        return state.unansweredSince !== null || state.lastAt >= claim.quietBefore
      })
      if (theirs.length > claim.capacity)
        overloads.push(`${claim.agent} was given ${entry.c} with ${theirs.length} to hold`)
      return result
    },
  }
}

/** The same store, whose answers take a few turns, so that everything can happen in between. */
function slowly(store: MemoryStore, random: Random): MemoryStore {
  const pause = async () => {
    for (let turns = random.below(4); turns > 0; turns--) await null
  }
  return {
    ...store,
    async load(c) {
      await pause()
      return store.load(c)
    },
    async append(entry) {
      await pause()
      const result = await store.append(entry)
      await pause()
      return result
    },
    async read(c, since, limit) {
      await pause()
      return store.read(c, since, limit)
    },
  }
}
