import type { AgentDown, VisitorDown } from '../../protocol/down.ts'
import type { Hub } from './hub.ts'
import type { Clock } from './ports.ts'
import type { Roster } from './roster.ts'
import { topics } from './sessions.ts'

export interface Teller {
  /** Tells consoles and visitors who is here, once for all changes of a moment. */
  soon(): void
  close(): void
}

const GATHER_MS = 50

/** Says who could answer, and only when it changed. */
export function createTeller(env: { clock: Clock; hub: Hub; roster: Roster }): Teller {
  const { clock, hub, roster } = env
  let told = { agents: '', online: -1 }
  let cancel: (() => void) | null = null
  let closed = false

  function tell() {
    cancel = null
    const agents = JSON.stringify({ t: 'agents', agents: roster.lines() } satisfies AgentDown)
    const online = roster.online()
    if (agents !== told.agents) hub.emit(topics.agents, agents)
    if (online !== told.online)
      hub.emit(topics.visitors, JSON.stringify({ t: 'availability', online } satisfies VisitorDown))
    told = { agents, online }
  }
  return {
    soon() {
      if (!closed) cancel ??= clock.after(GATHER_MS, tell)
    },
    close() {
      closed = true
      cancel?.()
    },
  }
}
