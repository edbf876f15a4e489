import type { AgentDown, Badge, VisitorDown } from '../../protocol/down.ts'
import { shown } from './badge.ts'
import type { Hub } from './hub.ts'
import type { Clock } from './ports.ts'
import type { Roster } from './roster.ts'
import { topics } from './sessions.ts'

export interface Teller {
  /** Tells consoles and visitors who is here and how fast they are, once for all changes of a moment. */
  soon(): void
  close(): void
}

const GATHER_MS = 50

/** Says who could answer, and only when it would be read differently. */
export function createTeller(env: {
  clock: Clock
  hub: Hub
  roster: Roster
  sites: () => Iterable<string>
  /** How fast a site answered when it was last measured. */
  badge: (site: string) => Badge | null
}): Teller {
  const { clock, hub, roster, sites } = env
  let told = { agents: '', visitors: new Map<string, string>() }
  let cancel: (() => void) | null = null
  let closed = false

  function tell() {
    cancel = null
    const agents = JSON.stringify({ t: 'agents', agents: roster.lines() } satisfies AgentDown)
    const online = roster.online()
    if (agents !== told.agents) hub.emit(topics.agents, agents)
    const visitors = new Map<string, string>()
    for (const site of sites()) {
      const badge = env.badge(site)
      visitors.set(site, `${online} ${shown(badge)}`)
      if (visitors.get(site) === told.visitors.get(site)) continue
      const frame: VisitorDown = { t: 'availability', online, badge }
      hub.emit(topics.site(site), JSON.stringify(frame))
    }
    told = { agents, visitors }
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
