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
  /** Whether every console of the agent has been closed for at least `graceMs`. */
  isGone(agent: string, graceMs: number): boolean
  noteAssigned(agent: string, at: number): void
  /** As the router and the board see the agents. */
  routable(): RoutableAgent[]
  lines(): AgentLine[]
  /** Agents who could answer now. */
  online(): number
  /**
   * An offer passed this agent without a sign of life; true when it was the second in a row. One whose consoles are
   * closed let nothing pass: it is offline already, or this relay has only just started.
   */
  missed(agent: string): boolean
  /** The agent did something. */
  sign(agent: string): void
  close(): void
}

/** A timer this late did not just wait its turn: the process was frozen, or the machine asleep. */
const STOOD_STILL_MS = 250

/** Offers that may pass without a sign of life before an agent is set away. */
const MISSES = 2

/** What an agent holds. */
export interface Load {
  count: number
  /** A chat of theirs waits longer than its target for the next answer. */
  lagging: boolean
}

type Device = { state: 'here' } | { state: 'closed'; since: number; cancel: () => void }

/** Who could answer: accounts, what they chose, and whether a console of theirs is alive. */
export function createRoster(env: {
  clock: Clock
  /** The different graces of the sites, in milliseconds. */
  graces: () => number[]
  connected: (agent: string) => boolean
  /** Conversations held now, by agent. */
  loads: () => ReadonlyMap<string, Load>
  /** An agent's consoles have been closed for `graceMs`. */
  gone: (agent: string, graceMs: number) => void
}): Roster {
  const { clock, graces, connected, loads, gone } = env
  let accounts = new Map<string, Account>()
  const devices = new Map<string, Device>()
  const lastAssigned = new Map<string, number>()
  const misses = new Map<string, number>()
  let closed = false

  function startGrace(agent: string): Device {
    const since = clock.now()
    const cancels = [...new Set(graces())].map(graceMs =>
      clock.after(graceMs, () => {
        // This relay itself stood still: the agent may have come back and only not been heard yet.
        if (clock.now() - since - graceMs > STOOD_STILL_MS) {
          cancel()
          return devices.set(agent, startGrace(agent))
        }
        gone(agent, graceMs)
      }),
    )
    const cancel = () => {
      for (const end of cancels) end()
    }
    return { state: 'closed', since, cancel }
  }
  function refresh(agent: string) {
    if (closed) return
    const device = devices.get(agent)
    if (connected(agent)) {
      if (device?.state === 'closed') device.cancel()
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
      load: held.get(account.id)?.count ?? 0,
      lagging: held.get(account.id)?.lagging ?? false,
      departments: account.departments,
      languages: account.languages,
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
    isGone(agent, graceMs) {
      const device = devices.get(agent)
      return device?.state === 'closed' && clock.now() - device.since >= graceMs
    },
    noteAssigned: (agent, at) =>
      void lastAssigned.set(agent, Math.max(at, lastAssigned.get(agent) ?? 0)),
    routable,
    lines: () =>
      routable().map(({ id, name, availability, load, capacity, departments, languages }) => ({
        id,
        name,
        role: accounts.get(id)?.role ?? 'agent',
        availability,
        away: availability === 'away' ? (accounts.get(id)?.away ?? 'chosen') : null,
        load,
        capacity,
        departments: [...departments],
        languages: [...languages],
      })),
    online: () => routable().filter(agent => agent.availability === 'online').length,
    missed(agent) {
      if (devices.get(agent)?.state !== 'here') return false
      const count = (misses.get(agent) ?? 0) + 1
      misses.set(agent, count >= MISSES ? 0 : count)
      return count >= MISSES
    },
    sign: agent => void misses.delete(agent),
    close() {
      closed = true
      for (const device of devices.values()) if (device.state === 'closed') device.cancel()
    },
  }
}
