import { entriesOf } from '../../client/entries.ts'
import { floorEntriesOf } from '../../client/floor.ts'
import type { AgentClient, VisitorClient } from '../../client/view.ts'
import {
  type Conversation,
  type ConversationState,
  evolve,
  initial,
  isAllHands,
} from '../../protocol/conversation.ts'
import type { ConversationId, Recorded } from '../../protocol/events.ts'
import { timesAt } from '../../protocol/ladder.ts'
import { ledger } from '../../server/core/ledger.ts'
import type { EpisodeRow } from '../../server/core/ports.ts'
import { forVisitor } from '../../server/core/redact.ts'
import type { MemoryStore } from '../../server/store/memory.ts'
import { ladderFaults } from './ladder.ts'
import { floor } from './relays.ts'
import type { World } from './world.ts'

export class Broken extends Error {}

function must(holds: boolean, what: string): void {
  if (!holds) throw new Broken(what)
}
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const fold = (log: readonly Recorded[]): ConversationState => log.reduce(evolve, initial)

/** What a store keeps: the logs, and what stands beside them. */
export interface Kept {
  logs: ReadonlyMap<ConversationId, readonly Recorded[]>
  states: ReadonlyMap<ConversationId, ConversationState>
  episodes: readonly EpisodeRow[]
}

const CAPACITY = 2

/** Holds at every moment: no agent has more than it can carry, and none was given more. */
export async function checkAlways({ store, overloads }: World['relays']): Promise<void> {
  checkLoads(store.log, CAPACITY)
  must(overloads.length === 0, `[R5] ${overloads[0]}`)
}

/** Holds once everything has calmed down. */
export async function checkCalm(world: World): Promise<void> {
  const { store, errors } = world.relays
  const kept = await keptBy(store)
  checkKept(kept, world.clock.now())
  checkNothingLost(world)
  checkOrder(kept.logs)
  checkNobodyForgotten(world)
  await checkTracked(world)
  checkLadders(world)
  for (const person of world.people)
    if (person.role === 'visitor')
      checkVisitorScreen(person.machine.device.newId(), person.client, kept.logs)
    else checkAgentScreen(person.id, person.client, kept.logs)
  must(errors.length === 0, `the relays logged ${errors[0]}`)
}

async function keptBy(store: MemoryStore): Promise<Kept> {
  const states = new Map<ConversationId, ConversationState>()
  for (const c of store.log.keys()) states.set(c, (await store.load(c)).state)
  const range = { from: 0, to: Number.MAX_SAFE_INTEGER }
  return { logs: store.log, states, episodes: await store.episodes({ site: null, ...range }) }
}

/** No agent holds more than `capacity` conversations, but for those taken at all hands. */
export function checkLoads(logs: Kept['logs'], capacity: number): void {
  const loads = new Map<string, number>()
  for (const log of logs.values()) {
    const state = fold(log)
    if (state.status !== 'assigned' || takenAtAllHands(log)) continue
    const load = (loads.get(state.agent.id) ?? 0) + 1
    loads.set(state.agent.id, load)
    must(load <= capacity, `[R5] ${state.agent.id} is over capacity`)
  }
}

/** Every log is whole, and what stands beside it is what it says. */
export function checkKept({ logs, states, episodes }: Kept, now: number): void {
  for (const [c, log] of logs) {
    checkLog(c, log)
    const state = fold(log)
    must(same(states.get(c), state), `the kept state of ${c} is not its log's`)
    if (state.status === 'new') continue
    const last = episodes.filter(row => row.c === c).at(-1)
    must(same(last?.episode ?? null, state.episode), `the kept episode of ${c} is not its log's`)
  }
  for (const row of episodes) {
    const { phases, waitedMs, n } = ledger(row, now, timesAt(undefined))
    const sum = Object.values(phases).reduce((total, ms) => total + ms, 0)
    must(sum === waitedMs, `[P10] the phases of ${row.c} #${n} add up to ${sum}, not ${waitedMs}`)
    must(waitedMs >= 0, `[P10] a negative wait in ${row.c}`)
  }
}

function checkLog(c: ConversationId, log: readonly Recorded[]): void {
  const ids = new Set<string>()
  for (const [i, { seq, at, event }] of log.entries()) {
    must(seq === i + 1, `[P3] ${c} has a hole before ${seq}`)
    must(at >= (log[i - 1]?.at ?? 0), `[P10] time runs backwards in ${c} at ${seq}`)
    if (event.type !== 'message') continue
    must(!ids.has(event.id), `[P2] ${event.id} stands twice in ${c}`)
    ids.add(event.id)
  }
}

function checkNothingLost({ written, people, relays }: World): void {
  const refused = new Set(people.flatMap(({ client }) => refusedBy(client)))
  checkWritten(written, relays.store.log, (who, text) => refused.has(text) || isAgent(who))
}

/** Every text stands once in the logs, or not at all where `mayMiss` allows it. */
export function checkWritten(
  written: readonly { who: string; text: string }[],
  logs: Kept['logs'],
  mayMiss: (who: string, text: string) => boolean,
): void {
  const counts = new Map<string, number>()
  for (const log of logs.values())
    for (const { event } of log)
      if (event.type === 'message') counts.set(event.text, (counts.get(event.text) ?? 0) + 1)
  for (const { who, text } of written) {
    const found = counts.get(text) ?? 0
    must(found <= 1, `[P2] “${text}” of ${who} stands ${found} times in the logs`)
    if (found === 0) must(mayMiss(who, text), `[P1] “${text}” of ${who} is lost`)
  }
}

/** What a page was told to be known of its visitor is, once. */
async function checkTracked({ tracked, people, relays: { store } }: World): Promise<void> {
  const ids = people.flatMap(({ client: { view } }) => ('visitor' in view ? [view.visitor] : []))
  const known = await store.visitors(ids.flatMap(visitor => visitor?.id ?? []))
  const names = known.flatMap(({ context }) => context.events.map(({ name }) => name))
  must(new Set(names).size === names.length, `[A] an event is tracked twice: ${names}`)
  for (const name of tracked) must(names.includes(name), `[A] the event ${name} is lost`)
}

/** The texts that a client shows as refused. */
export function refusedBy({ view }: VisitorClient | AgentClient): string[] {
  const threads =
    'entries' in view ? [view.entries] : [...view.threads.values()].map(({ entries }) => entries)
  return threads
    .flat()
    .flatMap(entry => (entry.kind === 'message' && entry.state === 'failed' ? [entry.text] : []))
}

/** Texts are numbers in the order of writing: in each log, those of one sender only grow. */
export function checkOrder(logs: Kept['logs']): void {
  for (const [c, log] of logs) {
    const newest = new Map<string, number>()
    for (const { event } of log) {
      if (event.type !== 'message') continue
      const number = Number(event.text)
      must(number > (newest.get(event.by.id) ?? 0), `the order of ${event.by.id} in ${c} is broken`)
      newest.set(event.by.id, number)
    }
  }
}

/** An agent's refused message waits in that agent's outbox; it is shown where its thread is open. */
const isAgent = (who: string) => !who.startsWith('v')

/** Whether it was given to its holder when anybody could answer. */
function takenAtAllHands(log: readonly Recorded[]): boolean {
  const last = log.findLastIndex(({ event }) => event.type === 'assigned')
  const before = fold(log.slice(0, Math.max(0, last)))
  return before.status !== 'new' && isAllHands(before)
}

/** Nothing waits that somebody could be given: nobody was left alone with an agent free to help. */
function checkNobodyForgotten({ relays, people }: World): void {
  const states = [...relays.store.log].map(([c, log]) => ({ c, state: fold(log) }))
  const load = (agent: string) =>
    states.filter(({ state }) => state.status === 'assigned' && state.agent.id === agent).length
  for (const { c, state } of states) {
    if (state.status !== 'waiting') continue
    for (const { id } of people.filter(person => person.role === 'agent'))
      must(load(id) >= CAPACITY || !mayHave(id, state), `[P8] ${c} waits though ${id} is free`)
  }
}

/** Whether an agent who is online may be given this conversation; said here a second time on purpose. */
function mayHave(agent: string, { wish, episode }: Conversation): boolean {
  const { department, language } = wish
  const { departments, languages } = floor[agent] ?? { departments: [], languages: [] }
  if (department !== null && !departments.includes(department)) return false
  if (language !== null && languages.length && !languages.includes(language)) return false
  const passed = episode?.holders.filter(
    ({ outcome }) => outcome === 'no-ack' || outcome === 'too-slow',
  )
  return !passed?.some(holder => holder.agent.id === agent)
}

/** Every rung at its second and every offer in its time, as far as a relay ran. */
function checkLadders({ relays, clock }: World): void {
  const { store, outages } = relays
  const times = { outages, now: clock.now() }
  for (const [c, log] of store.log) {
    const [fault] = ladderFaults({ log, ...times })
    must(fault === undefined, `${fault} (${c})`)
  }
}

/** A connected visitor's thread is the log's. */
export function checkVisitorScreen(
  name: string,
  { view }: VisitorClient,
  logs: Kept['logs'],
): void {
  must(view.link.state === 'online', `${name} is ${view.link.state}`)
  if (view.state.status === 'new') return
  const visitor = view.visitor?.id ?? ''
  const log = [...logs.values()].find(
    ([first]) => first?.event.type === 'opened' && first.event.visitor === visitor,
  )
  // The fold reads nothing that a visitor's copy lacks.
  const events = forVisitor(log ?? []) as Recorded[]
  const expected = entriesOf(events, fold(events), [], { role: 'visitor', id: visitor })
  must(same(view.entries, expected), `${name} sees another thread than the log`)
}

/** A connected agent's rows and open threads are the logs'. */
export function checkAgentScreen(id: string, { view }: AgentClient, logs: Kept['logs']): void {
  must(view.link.state === 'online', `${id} is ${view.link.state}`)
  const me = { role: 'agent', id, name: id } as const
  for (const [c, log] of logs) {
    const state = fold(log)
    const row = view.rows.get(c)
    const open = state.status === 'waiting' || state.status === 'assigned'
    must(!open || same(row?.state, state), `${id} sees another state of ${c} than the log`)
    const thread = view.threads.get(c)
    if (!thread) continue
    const logged = thread.entries.filter(entry => entry.kind === 'notice' || entry.seq !== null)
    must(thread.complete, `${id} has only a part of ${c}`)
    must(
      same(logged, floorEntriesOf(log, state, [], me)),
      `${id} sees another thread ${c} than the log`,
    )
  }
}
