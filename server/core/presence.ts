import type { Bus, Clock } from './ports.ts'

/** Which agents have a console open, here or on another relay. */
export interface Presence {
  /** A console of this agent opened (+1) or closed (−1) on this relay. */
  change(agent: string, by: 1 | -1): void
  connected(agent: string): boolean
  close(): void
}

const TOPIC = 'presence'
type Beat = { node: string; agents: string[] }

/** Relays tell each other whose consoles they hold, at each change and every `presenceMs`; a silent relay expires. */
export function createPresence(env: {
  node: string
  bus: Bus
  clock: Clock
  presenceMs: number
  presenceExpiryMs: number
  /** Called with an agent that may have come or gone. */
  changed: (agent: string) => void
}): Presence {
  const { node, bus, clock, presenceMs, presenceExpiryMs, changed } = env
  const here = new Map<string, number>()
  const elsewhere = new Map<string, { agents: Set<string>; at: number }>()
  let cancel = clock.after(presenceMs, beat)

  function publish() {
    bus.publish(TOPIC, JSON.stringify({ node, agents: [...here.keys()] } satisfies Beat))
  }
  function beat() {
    cancel = clock.after(presenceMs, beat)
    publish()
    for (const [other, { agents, at }] of elsewhere) {
      if (clock.now() - at < presenceExpiryMs) continue
      elsewhere.delete(other)
      for (const agent of agents) changed(agent)
    }
  }
  const off = bus.subscribe(TOPIC, data => {
    const heard = JSON.parse(data) as Beat
    if (heard.node === node) return
    // A relay that just came must learn of our consoles before its grace for them runs out.
    if (!elsewhere.has(heard.node)) publish()
    const before = elsewhere.get(heard.node)?.agents ?? new Set<string>()
    const agents = new Set(heard.agents)
    elsewhere.set(heard.node, { agents, at: clock.now() })
    for (const agent of new Set([...before, ...agents])) changed(agent)
  })
  publish()

  return {
    change(agent, by) {
      const count = (here.get(agent) ?? 0) + by
      if (count > 0) here.set(agent, count)
      else here.delete(agent)
      if (count === 0 || (count === 1 && by === 1)) publish()
      changed(agent)
    },
    connected: agent =>
      here.has(agent) || [...elsewhere.values()].some(({ agents }) => agents.has(agent)),
    close() {
      cancel()
      off()
    },
  }
}
