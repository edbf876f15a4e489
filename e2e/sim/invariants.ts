import { entriesOf } from '../../client/entries.ts'
import { type ConversationState, evolve, initial } from '../../protocol/conversation.ts'
import type { Recorded } from '../../protocol/events.ts'
import { ledger } from '../../server/core/ledger.ts'
import { forVisitor } from '../../server/core/redact.ts'
import type { MemoryStore } from '../../server/store/memory.ts'
import type { AgentPerson, VisitorPerson, World } from './world.ts'

export class Broken extends Error {}

function must(holds: boolean, what: string): void {
  if (!holds) throw new Broken(what)
}
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const fold = (log: readonly Recorded[]): ConversationState => log.reduce(evolve, initial)

/** Holds at every moment: no agent has more than it can carry. */
export async function checkAlways(store: MemoryStore): Promise<void> {
  const loads = new Map<string, number>()
  for (const log of store.log.values()) {
    const state = fold(log)
    if (state.status !== 'assigned') continue
    const load = (loads.get(state.agent.id) ?? 0) + 1
    loads.set(state.agent.id, load)
    must(load <= 2, `[R5] ${state.agent.id} is over capacity`)
  }
}

/** Holds once everything has calmed down. */
export async function checkCalm(world: World): Promise<void> {
  checkLogs(world)
  await checkStates(world.relays.store, world.clock.now())
  checkNothingLost(world)
  checkNobodyForgotten(world)
  for (const person of world.people)
    if (person.role === 'visitor') checkVisitorScreen(person, world.relays.store)
    else checkAgentScreen(person, world.relays.store)
  must(world.relays.errors.length === 0, `the relays logged ${world.relays.errors[0]}`)
}

function checkLogs({ relays }: World): void {
  for (const [c, log] of relays.store.log) {
    const ids = new Set<string>()
    for (const [i, { seq, at, event }] of log.entries()) {
      must(seq === i + 1, `[P3] ${c} has a hole before ${seq}`)
      must(at >= (log[i - 1]?.at ?? 0), `[P10] time runs backwards in ${c} at ${seq}`)
      if (event.type !== 'message') continue
      must(!ids.has(event.id), `[P2] ${event.id} stands twice in ${c}`)
      ids.add(event.id)
    }
  }
}

/** What the store keeps beside the log is what the log says. */
async function checkStates(store: MemoryStore, now: number): Promise<void> {
  const episodes = await store.episodes({ site: null, from: 0, to: Number.MAX_SAFE_INTEGER })
  for (const [c, log] of store.log) {
    const state = fold(log)
    must(same((await store.load(c)).state, state), `the kept state of ${c} is not its log's`)
    if (state.status === 'new') continue
    const last = episodes.filter(row => row.c === c).at(-1)
    must(same(last?.episode ?? null, state.episode), `the kept episode of ${c} is not its log's`)
  }
  for (const row of episodes) {
    const { phases, waitedMs, n } = ledger(row, now, 60_000)
    const sum = phases.queuedMs + phases.assignedMs + phases.openedMs
    must(sum === waitedMs, `[P10] the phases of ${row.c} #${n} add up to ${sum}, not ${waitedMs}`)
    must(waitedMs >= 0, `[P10] a negative wait in ${row.c}`)
  }
}

function checkNothingLost({ written, people, relays }: World): void {
  const order = new Map<string, Recorded['event'][]>()
  for (const log of relays.store.log.values())
    for (const { event } of log)
      if (event.type === 'message') order.set(event.text, [...(order.get(event.text) ?? []), event])
  const refused = new Set(
    people.flatMap(({ client }) => {
      const threads =
        'entries' in client.view
          ? [client.view.entries]
          : [...client.view.threads.values()].map(thread => thread.entries)
      return threads
        .flat()
        .flatMap(entry =>
          entry.kind === 'message' && entry.state === 'failed' ? [entry.text] : [],
        )
    }),
  )
  for (const { who, text } of written) {
    const found = order.get(text)?.length ?? 0
    must(found <= 1, `[P2] “${text}” of ${who} stands ${found} times in the logs`)
    if (found === 0) must(refused.has(text) || isAgent(who), `[P1] “${text}” of ${who} is lost`)
  }
  for (const [c, log] of relays.store.log) {
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

function checkNobodyForgotten({ relays, people }: World): void {
  const states = [...relays.store.log].map(([c, log]) => ({ c, state: fold(log) }))
  const load = (agent: string) =>
    states.filter(({ state }) => state.status === 'assigned' && state.agent.id === agent).length
  const free = people.some(person => person.role === 'agent' && load(person.id) < 2)
  for (const { c, state } of states)
    must(state.status !== 'waiting' || !free, `[P8] ${c} waits though somebody is free`)
}

function checkVisitorScreen({ client, machine }: VisitorPerson, store: MemoryStore): void {
  const name = machine.device.newId()
  const { view } = client
  must(view.link.state === 'online', `${name} is ${view.link.state}`)
  if (view.state.status === 'new') return
  const { visitor } = view.state
  const log = [...store.log.values()].find(
    ([first]) => first?.event.type === 'opened' && first.event.visitor === visitor,
  )
  const events = forVisitor(log ?? [])
  const expected = entriesOf(events, fold(events), [], { role: 'visitor', id: visitor })
  must(same(view.entries, expected), `${name} sees another thread than the log`)
}

function checkAgentScreen({ client, id }: AgentPerson, store: MemoryStore): void {
  const { view } = client
  must(view.link.state === 'online', `${id} is ${view.link.state}`)
  const me = { role: 'agent', id, name: id } as const
  for (const [c, log] of store.log) {
    const state = fold(log)
    const row = view.rows.get(c)
    const open = state.status === 'waiting' || state.status === 'assigned'
    must(!open || same(row?.state, state), `${id} sees another state of ${c} than the log`)
    const thread = view.threads.get(c)
    if (!thread) continue
    const logged = thread.entries.filter(entry => entry.kind === 'notice' || entry.seq !== null)
    must(thread.complete, `${id} has only a part of ${c}`)
    must(same(logged, entriesOf(log, state, [], me)), `${id} sees another thread ${c} than the log`)
  }
}
