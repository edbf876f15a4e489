import { onTestFinished } from 'vitest'
import { createAgent } from '../../client/agent.ts'
import type { AgentClient, VisitorClient } from '../../client/view.ts'
import { createVisitor } from '../../client/visitor.ts'
import { type Person as Account, addAgent, owner } from '../people.ts'
import type { RunningRelay } from '../relay.ts'
import { refusedBy } from '../sim/invariants.ts'
import { createMachine, type Machine } from './device.ts'
import { until } from './until.ts'

export interface VisitorPerson {
  role: 'visitor'
  name: string
  machine: Machine
  client: VisitorClient
}
export interface AgentPerson {
  role: 'agent'
  name: string
  /** The account's id. */
  id: string
  machine: Machine
  client: AgentClient
}
export type Person = VisitorPerson | AgentPerson

/** Real clients before a real relay, and what they wrote and were told. */
export interface Shop {
  readonly visitors: VisitorPerson[]
  readonly agents: AgentPerson[]
  readonly people: Person[]
  readonly written: { who: string; text: string }[]
  /** Each message that a client has shown as being in the log: its text, by conversation and number. */
  readonly seen: ReadonlyMap<string, string>
  /** Resolves the moment a client shows another message as being in the log. */
  nextSeen(): Promise<void>
  /** The texts of agents that a rule has refused. */
  readonly refused: ReadonlySet<string>
  /**
   * Writes the next number, the visitor to the shop, the agent into a conversation that is theirs, if there is one. With
   * `length`, after as many of `filler` as it takes, which a number may have before it.
   */
  write(person: Person, length?: number, filler?: string): void
  /** The page goes, another opens on the same machine. */
  reload(person: Person): Promise<void>
  /** Nothing is on its way, and everybody is connected. */
  calm(): boolean
  wake(): void
}

/** Opens a shop of `visitors` visitors and one available agent for each capacity; resolves when all are connected. They leave when the test ends. */
export async function openShop(
  relay: RunningRelay,
  env: { visitors: number; capacities: readonly number[]; random?: () => number; admin?: Account },
): Promise<Shop> {
  const admin = env.admin ?? (await owner(relay))
  const origin = relay.url
  const written: { who: string; text: string }[] = []
  const seen = new Map<string, string>()
  const refused = new Set<string>()
  const waiting: (() => void)[] = []
  const visitors: VisitorPerson[] = []
  const agents: AgentPerson[] = []
  const random = env.random ? { random: env.random } : {}

  async function openVisitor({ device }: Machine): Promise<VisitorClient> {
    const page = () => ({ url: `${origin}/demo/`, title: 'Rumah Mode' })
    const client = await createVisitor({ url: origin, site: 'demo', page, language: 'en', device })
    client.subscribe(() => note(client))
    client.connect()
    return client
  }
  async function openAgent({ device }: Machine): Promise<AgentClient> {
    const client = await createAgent({ url: origin, device })
    client.subscribe(() => {
      for (const c of client.view.rows.keys()) {
        if (!client.view.threads.has(c)) client.open(c)
        client.ack(c)
      }
      note(client)
    })
    client.connect()
    return client
  }
  function see(place: string, text: string) {
    if (seen.has(place) && seen.get(place) === text) return
    seen.set(place, text)
    for (const fn of waiting.splice(0)) fn()
  }
  function note(client: VisitorClient | AgentClient) {
    for (const text of refusedBy(client)) refused.add(text)
    for (const { entries, visitor } of threadsOf(client))
      for (const entry of entries)
        if (entry.kind === 'message' && entry.seq !== null)
          see(`${visitor} ${entry.seq}`, entry.text)
  }

  for (let i = 0; i < env.visitors; i++) {
    const machine = createMachine({ origin, ...random })
    const client = await openVisitor(machine)
    visitors.push({ role: 'visitor', name: `visitor ${i}`, machine, client })
  }
  for (const [i, capacity] of env.capacities.entries()) {
    const { id, name, cookie } = await addAgent(admin, { name: `Agent ${i}`, capacity })
    const machine = createMachine({ origin, cookie, ...random })
    agents.push({ role: 'agent', name, id, machine, client: await openAgent(machine) })
  }
  const people: Person[] = [...visitors, ...agents]
  onTestFinished(() => {
    for (const { client } of people) client.close()
  })
  await until('everybody is connected', () =>
    people.every(({ client }) => client.view.link.state === 'online'),
  )
  await Promise.all(agents.map(({ client }) => client.available(true)))

  return {
    visitors,
    agents,
    people,
    written,
    seen,
    refused,
    nextSeen: () => new Promise(resolve => waiting.push(resolve)),
    write(person, length = 0, filler = '0') {
      const text = String(written.length + 1).padStart(length, filler)
      if (person.role === 'visitor') void person.client.send(text).catch(() => {})
      else {
        const mine = heldBy(person)
        const c = mine[written.length % mine.length]
        if (c === undefined) return
        person.client.send(c, text)
      }
      written.push({ who: person.name, text })
    },
    async reload(person) {
      person.client.close()
      if (person.role === 'visitor') person.client = await openVisitor(person.machine)
      else person.client = await openAgent(person.machine)
    },
    calm: () => people.every(isCalm),
    wake() {
      for (const { machine } of people) machine.wake()
    },
  }
}

function threadsOf({ view }: VisitorClient | AgentClient) {
  if ('entries' in view) {
    const visitor = view.state.status === 'new' ? '' : (view.visitor?.id ?? '')
    return visitor ? [{ entries: view.entries, visitor }] : []
  }
  return [...view.threads].map(([c, { entries }]) => {
    const visitor = view.rows.get(c)?.state.visitor ?? ''
    return { entries: visitor ? entries : [], visitor }
  })
}

const heldBy = ({ client, id }: AgentPerson) =>
  [...client.view.rows.values()]
    .filter(({ state }) => state.status === 'assigned' && state.agent.id === id)
    .map(({ c }) => c)

/** Connected, complete, and nothing unsent. */
export function isCalm({ client: { view } }: Person): boolean {
  if (view.link.state !== 'online') return false
  const threads = 'entries' in view ? [view] : [...view.threads.values()]
  return threads.every(
    thread =>
      !('complete' in thread && !thread.complete) &&
      thread.entries.every(entry => entry.kind === 'notice' || entry.state !== 'sending'),
  )
}
