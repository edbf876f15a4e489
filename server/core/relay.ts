import { closeCodes } from '../../protocol/close-codes.ts'
import type { AgentDown, VisitorDown } from '../../protocol/down.ts'
import type { Site } from '../../protocol/people.ts'
import { admit } from './admit.ts'
import { createAgents } from './agents.ts'
import { createBuckets } from './bucket.ts'
import { createCast } from './cast.ts'
import { createDispatcher } from './dispatcher.ts'
import { type Commit, createEngine } from './engine.ts'
import { createGateway, type Parse } from './gateway.ts'
import { startHeartbeat } from './heartbeat.ts'
import { createHub } from './hub.ts'
import { ledger } from './ledger.ts'
import { DEFAULT_TARGET_MS, defaultPolicy, type Policy } from './policy.ts'
import type {
  Auth,
  Bus,
  Clock,
  Connection,
  ConnectionHandler,
  Desk,
  Directory,
  Log,
  Store,
} from './ports.ts'
import { createPresence } from './presence.ts'
import { forVisitor } from './redact.ts'
import { createRoster } from './roster.ts'
import { agentOf, topics } from './sessions.ts'
import { firstResponse } from './statistics.ts'
import { createVisitors } from './visitors.ts'

export interface Relay extends Desk {
  handler: ConnectionHandler
  /** Lets nothing new in and resolves when all that was accepted is durable. */
  drain(): Promise<void>
  /** Stops every timer and subscription. */
  close(): void
  /** For invariants: nobody is connected when all are zero. */
  counts(): { sessions: number; topics: number }
}

/** One relay: the parts of the core, put together over the adapters of `env`. */
export async function createRelay(env: {
  store: Store
  directory: Directory
  bus: Bus
  auth: Auth
  clock: Clock
  log: Log
  newId: () => string
  parse: Parse
  policy?: Policy
}): Promise<Relay> {
  const { store, directory, bus, auth, clock, log, newId, parse } = env
  const policy = env.policy ?? defaultPolicy
  const node = newId()
  const epoch = await store.epoch()
  let sites = new Map<string, Site>()
  let told = { agents: '', online: -1 }
  let telling: (() => void) | null = null
  let closed = false

  const bucket = (capacity: number, refillPerSecond: number) =>
    createBuckets({ clock, capacity, refillPerSecond })
  const siteOf = (id: string) => sites.get(id)
  const targetOf = (site: string) => sites.get(site)?.targetMs ?? DEFAULT_TARGET_MS

  const hub = createHub(conn => conn.close(closeCodes.goingAway, 'this client reads too slowly'))
  const cast = createCast({ node, bus, hub })
  const engine = createEngine({
    node,
    store,
    bus,
    capacityOf: agent => roster.capacityOf(agent),
    committed,
  })
  const presence = createPresence({
    node,
    bus,
    clock,
    presenceMs: policy.presenceMs,
    presenceExpiryMs: policy.presenceExpiryMs,
    changed(agent) {
      roster.refresh(agent)
      tellSoon()
      if (presence.connected(agent)) dispatch('agent-online')
    },
  })
  const roster = createRoster({
    clock,
    graceMs: policy.graceMs,
    connected: agent => presence.connected(agent),
    loads,
    gone(agent) {
      tellSoon()
      background(dispatcher.release(agent))
    },
  })
  const dispatcher = createDispatcher({ engine, roster, clock, targetOf })
  /** A connection that closed while it was being greeted joins nothing. */
  const join = (topic: string, conn: Connection) => {
    if (gateway.sessions().has(conn)) hub.join(topic, conn)
  }
  const now = clock.now
  const visitors = createVisitors({
    store,
    directory,
    auth,
    engine,
    newId,
    now,
    epoch,
    siteOf,
    online,
    join,
    broadcast: cast.send,
    limits: { visitor: bucket(10, 2), site: bucket(2000, 1000) },
  })
  const agents = createAgents({
    directory,
    engine,
    roster,
    now,
    epoch,
    sites: () => [...sites.values()],
    live: visitors.live,
    join,
    broadcast: cast.send,
    setAvailable,
  })
  const connections = bucket(60, 5)
  const gateway = createGateway({
    clock,
    log,
    parse,
    frames: bucket(120, 40),
    admit: request => admit({ auth, connections, siteOf }, request),
    visitors,
    agents,
    leave: hub.leave,
    agentCame: agent => presence.change(agent, 1),
    agentLeft: agent => presence.change(agent, -1),
  })

  function background(work: Promise<unknown>) {
    work.catch((error: unknown) => log.error('handing over failed', { error: String(error) }))
  }
  function dispatch(cause: Parameters<typeof dispatcher.run>[0]) {
    background(dispatcher.run(cause))
  }
  function loads(): Map<string, number> {
    const held = new Map<string, number>()
    for (const { state } of engine.open().values())
      if (state.status === 'assigned') held.set(state.agent.id, (held.get(state.agent.id) ?? 0) + 1)
    return held
  }
  function online(): number {
    return roster.routable().filter(agent => agent.availability === 'online').length
  }

  /** Tells consoles and visitors who is here, once for all changes of a moment. */
  function tellSoon() {
    if (closed) return
    telling ??= clock.after(50, () => {
      telling = null
      const agents = roster.lines()
      const frame = JSON.stringify({ t: 'agents', agents } satisfies AgentDown)
      if (frame !== told.agents) hub.emit(topics.agents, frame)
      const count = online()
      if (count !== told.online)
        hub.emit(
          topics.visitors,
          JSON.stringify({ t: 'availability', online: count } satisfies VisitorDown),
        )
      told = { agents: frame, online: count }
    })
  }

  function committed({ c, events, state }: Commit, own: boolean) {
    const head = events.at(-1)?.seq ?? 0
    const frame = (of: typeof events) => JSON.stringify({ t: 'events', c, head, events: of })
    hub.emit(topics.agents, frame(events))
    hub.emit(topics.visitor(state.visitor), frame(forVisitor(events)))
    for (const { event, at } of events)
      if (event.type === 'assigned') roster.noteAssigned(event.agent.id, at)
    if (events.some(({ event }) => event.type !== 'message' && event.type !== 'read')) tellSoon()
    if (own) react(state, events)
  }
  /** What a commit of this relay sets in motion. */
  function react(state: Commit['state'], events: Commit['events']) {
    const has = (type: string) => events.some(({ event }) => event.type === type)
    if (has('resolved')) dispatch('slot-freed')
    if (state.status === 'waiting' && has('message')) dispatch('message')
    if (
      state.status === 'assigned' &&
      state.unansweredSince !== null &&
      roster.isGone(state.agent.id)
    )
      background(dispatcher.release(state.agent.id))
  }

  async function setAvailable(agent: string, on: boolean) {
    const account = await directory.account(agent)
    if (!account) return
    await directory.putAccount({ ...account, availability: on ? 'online' : 'away' })
    await refresh()
  }
  async function refresh() {
    bus.publish('directory', node)
    await reload()
  }
  async function reload() {
    const before = JSON.stringify([...sites.values()])
    sites = new Map((await directory.sites()).map(site => [site.id, site]))
    roster.set(await directory.accounts())
    const list = [...sites.values()]
    if (JSON.stringify(list) !== before)
      hub.emit(topics.agents, JSON.stringify({ t: 'sites', sites: list } satisfies AgentDown))
    tellSoon()
    dispatch('agent-online')
  }

  await engine.start()
  for (const { state } of engine.open().values())
    for (const { agent, assignedAt } of state.episode?.holders ?? [])
      roster.noteAssigned(agent.id, assignedAt)
  await reload()
  const offDirectory = bus.subscribe('directory', from => {
    if (from !== node) background(reload())
  })
  const stopHeartbeat = startHeartbeat({
    clock,
    log,
    engine,
    sessions: gateway.sessions,
    swept() {
      tellSoon()
      dispatch('restart')
    },
  })

  return {
    handler: gateway,
    refresh,
    disconnect(agent) {
      for (const [conn, session] of gateway.sessions())
        if (agentOf(session) === agent) conn.close(closeCodes.unauthorised, 'signed out')
    },
    async firstResponse(query) {
      const at = clock.now()
      const rows = await store.episodes(query)
      return firstResponse(
        query,
        rows.map(row => ledger(row, at, targetOf(row.site))),
      )
    },
    async drain() {
      gateway.drain()
      await engine.idle()
    },
    close() {
      closed = true
      telling?.()
      offDirectory()
      stopHeartbeat()
      presence.close()
      roster.close()
      engine.close()
      cast.close()
    },
    counts: () => ({ sessions: gateway.sessions().size, topics: hub.size() }),
  }
}
