import type { Conversation } from '../../protocol/conversation.ts'
import type { Holder } from '../../protocol/episode.ts'
import type { ConversationId, RouteCause } from '../../protocol/events.ts'
import type { Times } from '../../protocol/ladder.ts'
import type { Engine } from './engine.ts'
import type { Clock } from './ports.ts'
import type { Roster } from './roster.ts'
import { byDeadline, type Routing, route, type WaitingChat } from './routing.ts'
import { grantable } from './wishes.ts'

export interface Dispatcher {
  /** Hands waiting conversations to whoever can take them now. Resolves when there is nothing more to hand out. */
  run(cause: RouteCause): Promise<void>
  /** Takes the unanswered conversations away from an agent whose consoles are gone, where `ends` says so, and hands them on. */
  release(agent: string, ends: (state: Conversation) => boolean): Promise<void>
  /** Whether somebody but its holder could take this conversation now, and others still those that are `leaving` theirs. */
  couldHandOn(c: ConversationId, leaving: ReadonlySet<ConversationId>): boolean
  /** What waits, in the order of the queue. */
  queue(): WaitingChat[]
}

/** The shell around `route`: gathers what waits, asks, and lets `decide` and the store have the last word. */
export function createDispatcher(env: {
  engine: Engine
  roster: Roster
  clock: Clock
  timesOf: (state: Conversation) => Times
  departments: () => readonly { id: string }[]
}): Dispatcher {
  const { engine, roster, clock, timesOf, departments } = env
  let running: Promise<void> | null = null
  let next: RouteCause | null = null

  function waiting(): WaitingChat[] {
    const chats: WaitingChat[] = []
    for (const [c, { state }] of engine.open())
      if (state.status === 'waiting') chats.push(describe(c, state))
    return chats
  }
  function granted({ wish }: Conversation) {
    return grantable(wish, { departments: departments(), agents: roster.routable() })
  }
  function describe(c: ConversationId, state: Conversation): WaitingChat {
    // An answered episode kept its promise: its next question waits from when it was asked.
    const since = state.unansweredSince ?? state.openedAt
    const { department, language, agent, priority } = granted(state).wish
    const target = timesOf(state).targetMs
    const held = (outcomes: Holder['outcome'][]) =>
      state.episode?.holders
        .filter(holder => outcomes.includes(holder.outcome))
        .map(holder => holder.agent.id) ?? []
    return {
      c,
      deadline: since + target - (priority * target) / 4,
      tried: held(['no-ack', 'too-slow']),
      lost: held(['disconnected']),
      wanted: agent,
      lastAgent: state.lastAgent,
      department,
      language,
    }
  }

  /** Whether the store refused a slot that this relay thought free: another relay was faster, so look again. */
  async function carryOut(
    { c, to, candidates }: Routing,
    cause: RouteCause,
  ): Promise<string | null> {
    const at = clock.now()
    const state = engine.open().get(c)?.state
    const unknown = state ? granted(state).unknown : []
    const grounds = { cause, candidates, ...(unknown.length ? { unknown } : {}) }
    if (!to) {
      await engine.handle(c, { type: 'explain', ...grounds }, at)
      return null
    }
    const outcome = await engine.handle(c, { type: 'assign', agent: to, ...grounds }, at)
    return !outcome.ok && outcome.why === 'full' ? to.id : null
  }

  async function pass(cause: RouteCause) {
    const full = new Set<string>()
    for (;;) {
      const agents = roster
        .routable()
        .map(agent => (full.has(agent.id) ? { ...agent, load: agent.capacity } : agent))
      const routings = route(waiting(), agents, clock.now())
      const refused = await Promise.all(routings.map(routing => carryOut(routing, cause)))
      const newlyFull = refused.filter(id => id !== null)
      if (!newlyFull.length) return
      for (const id of newlyFull) full.add(id)
    }
  }

  async function loop() {
    try {
      while (next) {
        const cause = next
        next = null
        await pass(cause)
      }
    } finally {
      // At once, not in a later turn: a run asked for in between would wait for nobody.
      running = null
    }
  }
  function run(cause: RouteCause): Promise<void> {
    next = cause
    running ??= loop()
    return running
  }

  return {
    run,
    queue: () => waiting().sort(byDeadline),
    couldHandOn(c, leaving) {
      const moving = new Map<ConversationId, WaitingChat>()
      for (const id of [c, ...leaving]) {
        const state = engine.open().get(id)?.state
        if (state?.status !== 'assigned') continue
        const chat = describe(id, state)
        moving.set(id, { ...chat, tried: [...chat.tried, state.agent.id] })
      }
      // Those who wait already come first where their deadline is earlier.
      const routings = route([...waiting(), ...moving.values()], roster.routable(), clock.now())
      return moving.has(c) && routings.every(({ c, to }) => to !== null || !moving.has(c))
    },
    async release(agent, ends) {
      const ref = roster.ref(agent)
      if (!ref) return
      const at = clock.now()
      const releases = [...engine.open()].flatMap(([c, { state }]) =>
        state.status === 'assigned' &&
        state.agent.id === agent &&
        state.unansweredSince !== null &&
        ends(state)
          ? [engine.handle(c, { type: 'release', agent: ref, assignment: state.assignments }, at)]
          : [],
      )
      await Promise.all(releases)
      if (releases.length) await run('disconnect')
    },
  }
}
