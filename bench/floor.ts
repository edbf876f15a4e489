import { type Conversation, evolve } from '../protocol/conversation.ts'
import type { ConversationId, Recorded } from '../protocol/events.ts'
import { type Command, decide } from '../server/core/conversation.ts'
import type { Commit, Engine, Outcome } from '../server/core/engine.ts'
import type { Clock, EpisodeRow, Snapshot } from '../server/core/ports.ts'
import type { Load } from '../server/core/roster.ts'

/** The log of one shop in memory: the real `decide` and `evolve` behind the relay's `Engine`, without a disk and a bus. */
export interface Floor {
  engine: Engine
  /** `engine.handle` now; nobody waits for its outcome. */
  tell(c: ConversationId, command: Command): void
  /** What each agent holds, unanswered or not. */
  loads(): ReadonlyMap<string, Load>
  loadOf(agent: string): number
  /** Lets work go on by itself; one that fails fails the run. */
  background(work: Promise<unknown>): void
  /** Resolves when nothing is under way; null when that is so already. */
  settled(): Promise<void> | null
  /** Every conversation, as rows for the ledger. */
  rows(): EpisodeRow[]
}

export function createFloor(env: {
  clock: Clock
  site: string
  capacity: number
  /** When a chat still unanswered makes its holder lag. */
  targetMs: number
  committed: (commit: Commit) => void
}): Floor {
  const { clock, site, capacity, targetMs, committed } = env
  const all = new Map<ConversationId, Snapshot>()
  const open = new Map<ConversationId, { head: number; state: Conversation }>()
  const loads = new Map<string, number>()
  let pending = 0
  let failure: unknown = null

  const holderOf = (state: Snapshot['state']) =>
    state.status === 'assigned' ? state.agent.id : null
  function count(agent: string | null, by: 1 | -1) {
    if (agent !== null) loads.set(agent, (loads.get(agent) ?? 0) + by)
  }
  function run(c: ConversationId, command: Command, at: number): Outcome {
    const { head, state } = all.get(c) ?? { head: 0, state: { status: 'new' } as const }
    const decision = decide(state, head, command)
    if (!decision.ok) return decision
    if (!decision.events.length) return { ok: true }
    if (decision.claims !== undefined && (loads.get(decision.claims) ?? 0) >= capacity)
      return { ok: false, why: 'full' }
    const events = decision.events.map((event, i): Recorded => ({ seq: head + 1 + i, at, event }))
    const next = events.reduce(evolve, state)
    if (next.status === 'new') throw new Error(`events of ${c} do not open it`)
    count(holderOf(state), -1)
    count(holderOf(next), 1)
    const entry = { head: head + events.length, state: next }
    all.set(c, entry)
    if (next.status === 'resolved') open.delete(c)
    else open.set(c, entry)
    committed({ c, events, state: next })
    return { ok: true }
  }
  function background(work: Promise<unknown>) {
    pending++
    work
      .catch((error: unknown) => {
        failure ??= error
      })
      .finally(() => pending--)
  }
  async function settle() {
    while (pending > 0) await null
    if (failure) throw failure
  }

  const engine: Engine = {
    async start() {},
    // In a later turn, as behind a disk, and in the order of the calls.
    handle: (c, command, at) =>
      Promise.resolve().then(async () =>
        run(c, typeof command === 'function' ? await command() : command, at),
      ),
    async forget() {},
    load: async c => all.get(c) ?? { head: 0, state: { status: 'new' } },
    read: async () => [],
    open: () => open,
    sweep: async () => [],
    async idle() {},
    close() {},
  }
  return {
    engine,
    tell: (c, command) => background(engine.handle(c, command, clock.now())),
    loads() {
      const held = new Map<string, Load>()
      for (const [agent, count] of loads) held.set(agent, { count, lagging: false })
      for (const { state } of open.values()) {
        const late =
          state.unansweredSince !== null && clock.now() - state.unansweredSince > targetMs
        const load = late ? held.get(holderOf(state) ?? '') : undefined
        if (load) load.lagging = true
      }
      return held
    },
    loadOf: agent => loads.get(agent) ?? 0,
    background,
    settled: () => (pending > 0 || failure ? settle() : null),
    rows: () =>
      [...all].flatMap(([c, { state }]) =>
        state.status !== 'new' && state.episode
          ? [{ c, site, visitor: state.visitor, episode: state.episode }]
          : [],
      ),
  }
}
