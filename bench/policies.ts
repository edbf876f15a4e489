import type { AgentRef, ConversationId } from '../protocol/events.ts'
import { defaultLadder, type Ladder } from '../protocol/ladder.ts'
import { createDispatcher } from '../server/core/dispatcher.ts'
import type { Commit } from '../server/core/engine.ts'
import type { Account, Bus, Clock } from '../server/core/ports.ts'
import { createReactions } from '../server/core/reactions.ts'
import { createRoster } from '../server/core/roster.ts'
import { type RoutableAgent, route } from '../server/core/routing.ts'
import { createTimekeeper } from '../server/core/timekeeper.ts'
import { createTypingWatch } from '../server/core/typing.ts'
import type { Floor } from './floor.ts'

/** What a policy has to do with. */
export interface Desk {
  clock: Clock
  floor: Floor
  refs: readonly AgentRef[]
  capacity: number
  targetMs: number
  /** Whether a console of the agent has its socket open. */
  connected: (agent: string) => boolean
  /** Tells an agent that it was set away. */
  setAway: (agent: string) => void
}

/** One way to give visitors to agents. */
export interface Policy {
  committed(commit: Commit): void
  /** A console came or went. */
  connection(agent: string): void
  typing(c: ConversationId): void
  available(agent: string): boolean
  /** The click that ends `away`. */
  back(agent: string): void
}

/** Picks one of those with a free slot. */
type Choose = (free: readonly RoutableAgent[]) => AgentRef | null

/** Each in its turn, whoever has a free slot; what is given stays given. */
export function roundRobin(desk: Desk): Policy {
  let last = -1
  return giveOnce(desk, free => {
    const order = (id: string) => {
      const place = desk.refs.findIndex(ref => ref.id === id) - last - 1
      return place < 0 ? place + desk.refs.length : place
    }
    const next = free.toSorted((a, b) => order(a.id) - order(b.id))[0] ?? null
    if (next) last = desk.refs.findIndex(ref => ref.id === next.id)
    return next
  })
}

/** The one who holds least, of these the longest idle; what is given stays given. */
export function leastBusy(desk: Desk): Policy {
  return giveOnce(desk, leastOf(desk))
}

/** Least busy, and what its holder has not answered after three minutes goes once to another. */
export function reroute(desk: Desk): Policy {
  return giveOnce(desk, leastOf(desk), REROUTE_MS)
}

const REROUTE_MS = 180_000

function leastOf({ clock }: Desk): Choose {
  const chat = { c: '', deadline: 0, tried: [], lost: [], wanted: null, lastAgent: null }
  const anyone = { ...chat, department: null, language: null }
  return free => route([anyone], free, clock.now())[0]?.to ?? null
}

/** First come, first served; an agent whose socket is closed gets nothing new. */
function giveOnce(desk: Desk, choose: Choose, rerouteMs: number | null = null): Policy {
  const { clock, floor, refs, capacity, connected } = desk
  const lastAssigned = new Map<string, number>()
  /** Given by this policy, and not yet in the log. */
  const under = new Map<ConversationId, string>()

  function give() {
    if (!refs.some(({ id }) => connected(id) && floor.loadOf(id) < capacity)) return
    for (const [c, { state }] of floor.engine.open()) {
      if (state.status !== 'waiting' || under.has(c)) continue
      const tried = state.episode?.holders.map(holder => holder.agent.id) ?? []
      const promised = [...under.values()]
      const free = refs
        .filter(({ id }) => connected(id) && !tried.includes(id))
        .map(ref => {
          const load = floor.loadOf(ref.id) + promised.filter(id => id === ref.id).length
          const lastAssignedAt = lastAssigned.get(ref.id) ?? null
          return { ...plain, ...ref, capacity, load, lastAssignedAt }
        })
        .filter(agent => agent.load < capacity)
      const chosen = choose(free)
      if (!chosen) continue
      const agent = { id: chosen.id, name: chosen.name }
      under.set(c, agent.id)
      floor.tell(c, { type: 'assign', agent, cause: 'message', candidates: [] })
    }
  }
  function later(c: ConversationId, assignment: number, ms: number) {
    clock.after(ms, () => {
      const state = floor.engine.open().get(c)?.state
      if (state?.status !== 'assigned' || state.assignments !== assignment) return
      // The product's own events for it: the rung before has to be reached first.
      const n = state.episode?.n ?? 1
      floor.tell(c, { type: 'step', n, step: 'nudge', keep: null })
      floor.tell(c, { type: 'step', n, step: 'hand-on', keep: null })
    })
  }

  return {
    committed({ c, events, state }) {
      for (const { event, at } of events) {
        if (event.type === 'assigned') {
          under.delete(c)
          lastAssigned.set(event.agent.id, at)
          if (rerouteMs !== null && state.assignments === 1) later(c, 1, rerouteMs)
        }
        const opens = event.type === 'message' && event.by.role === 'visitor'
        if (opens || event.type === 'resolved' || event.type === 'released') give()
      }
    },
    connection: give,
    typing() {},
    available: connected,
    back() {},
  }
}

const plain = { availability: 'online', departments: [], languages: [], lagging: false } as const

/** The product: its dispatcher, reactions, roster, timekeeper and typing watch. */
export function sapa(desk: Desk, ladder: Ladder = defaultLadder): Policy {
  const { clock, floor, refs, capacity, targetMs, connected } = desk
  const { engine, background } = floor
  const away = new Set<string>()
  const timesOf = () => ({ ...ladder, targetMs })
  const roster = createRoster({
    clock,
    graces: () => [ladder.graceMs],
    connected,
    loads: floor.loads,
    gone: agent => background(dispatcher.release(agent, () => true)),
  })
  const typing = createTypingWatch({ bus: noBus, clock })
  const dispatcher = createDispatcher({
    engine,
    roster,
    clock,
    timesOf,
    departments: () => [],
  })
  const dispatch = (cause: Parameters<typeof dispatcher.run>[0]) =>
    background(dispatcher.run(cause).then(() => reactions.lookAgain()))
  const reactions = createReactions({
    engine,
    roster,
    dispatcher,
    typing,
    clock,
    timesOf,
    dispatch,
    background,
    async setAvailable(agent) {
      away.add(agent)
      read()
      desk.setAway(agent)
    },
  })
  const timekeeper = createTimekeeper({ clock, timesOf, fire: reactions.fire })

  function read() {
    roster.set(
      refs.map(({ id, name }): Account => {
        const state = away.has(id)
          ? ({ availability: 'away', away: 'unresponsive' } as const)
          : ({ availability: 'online', away: null } as const)
        return { ...account, id, name, capacity, ...state }
      }),
    )
  }
  read()

  return {
    committed({ c, events, state }) {
      for (const { event, at } of events)
        if (event.type === 'assigned') roster.noteAssigned(event.agent.id, at)
      timekeeper.watch(c, state)
      reactions.to(state, events, true)
    },
    connection(agent) {
      roster.refresh(agent)
      if (connected(agent)) dispatch('agent-online')
    },
    typing(c) {
      const state = engine.open().get(c)?.state
      if (state?.status === 'assigned') typing.set(c, state.agent.id, true)
    },
    available: agent => connected(agent) && !away.has(agent),
    back(agent) {
      away.delete(agent)
      roster.sign(agent)
      read()
      dispatch('agent-online')
    },
  }
}

const account: Omit<Account, 'id' | 'name' | 'capacity' | 'availability' | 'away'> = {
  email: '',
  role: 'agent',
  departments: [],
  languages: [],
  password: null,
}

const noBus: Bus = { publish() {}, subscribe: () => () => {}, async close() {} }
