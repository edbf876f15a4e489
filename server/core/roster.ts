import type { AgentRef } from '../../protocol/events.ts'
import type { AgentLine, Availability } from '../../protocol/people.ts'
import type { Account, Clock } from './ports.ts'
import type { RoutableAgent } from './routing.ts'

export interface Roster {
  /** Replaces the accounts, as read from the directory. */
  set(accounts: Account[]): void
  account(agent: string): Account | undefined
  ref(agent: string): AgentRef | null
  capacityOf(agent: string): number
  /** Starts or stops the grace when this agent's consoles came or went. */
  refresh(agent: string): void
  /** Whether every console of the agent has been closed for longer than the grace. */
  isGone(agent: string): boolean
  noteAssigned(agent: string, at: number): void
  /** As the router and the board see the agents. */
  routable(): RoutableAgent[]
  lines(): AgentLine[]
  close(): void
}

/** A timer this late did not just wait its turn: the process was frozen, or the machine asleep. */
const STOOD_STILL_MS = 250

type Device = { state: 'here' } | { state: 'grace'; cancel: () => void } | { state: 'gone' }

/** Who could answer: accounts, what they chose, and whether a console of theirs is alive. */
export function createRoster(env: {
  clock: Clock
  graceMs: number
  connected: (agent: string) => boolean
  /** Conversations held now, by agent. */
  loads: () => ReadonlyMap<string, number>
  /** An agent's grace ran out. */
  gone: (agent: string) => void
}): Roster {
  const { clock, graceMs, connected, loads, gone } = env
  let accounts = new Map<string, Account>()
  const devices = new Map<string, Device>()
  const lastAssigned = new Map<string, number>()
  let closed = false

  function startGrace(agent: string): Device {
    const dueAt = clock.now() + graceMs
    const cancel = clock.after(graceMs, () => {
      // This relay itself stood still: the agent may have come back and only not been heard yet.
      if (clock.now() - dueAt > STOOD_STILL_MS) return devices.set(agent, startGrace(agent))
      devices.set(agent, { state: 'gone' })
      gone(agent)
    })
    return { state: 'grace', cancel }
  }
  function refresh(agent: string) {
    if (closed) return
    const device = devices.get(agent)
    if (connected(agent)) {
      if (device?.state === 'grace') device.cancel()
      devices.set(agent, { state: 'here' })
    } else if (device === undefined || device.state === 'here') {
      devices.set(agent, startGrace(agent))
    }
  }
  function availability(account: Account): Availability {
    return devices.get(account.id)?.state === 'here' ? account.availability : 'offline'
  }
  function routable(): RoutableAgent[] {
    const held = loads()
    return [...accounts.values()].map(account => ({
      id: account.id,
      name: account.name,
      availability: availability(account),
      load: held.get(account.id) ?? 0,
      capacity: account.capacity,
      lastAssignedAt: lastAssigned.get(account.id) ?? null,
    }))
  }

  return {
    set(list) {
      accounts = new Map(list.map(account => [account.id, account]))
      for (const { id } of list) if (!devices.has(id)) refresh(id)
    },
    account: agent => accounts.get(agent),
    ref(agent) {
      const account = accounts.get(agent)
      return account ? { id: account.id, name: account.name } : null
    },
    capacityOf: agent => accounts.get(agent)?.capacity ?? 0,
    refresh,
    isGone: agent => devices.get(agent)?.state === 'gone',
    noteAssigned: (agent, at) =>
      void lastAssigned.set(agent, Math.max(at, lastAssigned.get(agent) ?? 0)),
    routable,
    lines: () =>
      routable().map(({ lastAssignedAt: _, ...line }) => ({
        ...line,
        role: accounts.get(line.id)?.role ?? 'agent',
      })),
    close() {
      closed = true
      for (const device of devices.values()) if (device.state === 'grace') device.cancel()
    },
  }
}
