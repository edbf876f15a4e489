import { closeCodes } from '../../protocol/close-codes.ts'
import type { Conversation } from '../../protocol/conversation.ts'
import type { AgentDown } from '../../protocol/down.ts'
import type { ConversationId } from '../../protocol/events.ts'
import { timesAt } from '../../protocol/ladder.ts'
import type { AwayCause, Department, Site } from '../../protocol/people.ts'
import { admit } from './admit.ts'
import { createAgents } from './agents.ts'
import { createBadges } from './badge.ts'
import { createBuckets } from './bucket.ts'
import { createCast } from './cast.ts'
import { createDispatcher } from './dispatcher.ts'
import { type Commit, createEngine } from './engine.ts'
import { createGateway, type Parse } from './gateway.ts'
import { startHeartbeat } from './heartbeat.ts'
import { isOpen } from './hours.ts'
import { createHub } from './hub.ts'
import { triggersReport } from './lift.ts'
import { createIdentity } from './merge.ts'
import { defaultPolicy, type Policy } from './policy.ts'
import type {
  Auth,
  Bus,
  Clock,
  Connection,
  ConnectionHandler,
  Desk,
  Directory,
  Log,
  Proofs,
  Store,
} from './ports.ts'
import { createPresence } from './presence.ts'
import { createHandOvers } from './queue.ts'
import { createQuietWatch, isQuiet } from './quiet.ts'
import { createReactions } from './reactions.ts'
import { forVisitor } from './redact.ts'
import { createRoster, type Load } from './roster.ts'
import { agentOf, topics } from './sessions.ts'
import { createTeller } from './tell.ts'
import { createTimekeeper } from './timekeeper.ts'
import { createTypingWatch } from './typing.ts'
import { createVisitors } from './visitors.ts'
import { createQueueTeller } from './waiting.ts'

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
  /** Without it nobody is identified by a signature. */
  proofs?: Proofs
  policy?: Policy
}): Promise<Relay> {
  const { store, directory, bus, auth, clock, log, newId, parse } = env
  const policy = env.policy ?? defaultPolicy
  const node = newId()
  const epoch = await store.epoch()
  let sites = new Map<string, Site>()
  let departments: Department[] = []

  const bucket = (capacity: number, refillPerSecond: number) =>
    createBuckets({ clock, capacity, refillPerSecond })
  const siteOf = (id: string) => sites.get(id)
  /** An episode keeps what it began with, whatever its site sets meanwhile. */
  const timesOf = ({ site, episode }: Conversation) => episode?.due ?? timesAt(siteOf(site))

  const hub = createHub(conn => conn.close(closeCodes.goingAway, 'this client reads too slowly'))
  const cast = createCast({ node, bus, hub })
  const engine = createEngine({
    node,
    store,
    bus,
    capacityOf: agent => roster.capacityOf(agent),
    quietMs: policy.quietMs,
    committed,
    learned: watch,
    erased,
  })
  const presence = createPresence({
    node,
    bus,
    clock,
    presenceMs: policy.presenceMs,
    presenceExpiryMs: policy.presenceExpiryMs,
    changed(agent) {
      roster.refresh(agent)
      teller.soon()
      queueTeller.soon()
      if (presence.connected(agent)) dispatch('agent-online')
    },
  })
  const roster = createRoster({
    clock,
    graces: () => [
      ...[...sites.values()].map(({ ladder }) => ladder.graceMs),
      ...[...engine.open().values()].map(({ state }) => timesOf(state).graceMs),
    ],
    connected: agent => presence.connected(agent),
    loads,
    gone(agent, graceMs) {
      teller.soon()
      background(dispatcher.release(agent, state => timesOf(state).graceMs <= graceMs))
    },
  })
  const dispatcher = createDispatcher({
    engine,
    roster,
    clock,
    timesOf,
    departments: () => departments,
  })
  const teller = createTeller({
    clock,
    hub,
    roster,
    sites: () => sites.keys(),
    badge: site => badges.last(site),
  })
  const handOvers = createHandOvers()
  const queueTeller = createQueueTeller({
    clock,
    hub,
    handOvers,
    queue: dispatcher.queue,
    agents: roster.routable,
    visitorOf: c => engine.open().get(c)?.state.visitor,
  })
  const badges = createBadges({
    store,
    clock,
    targetOf: site => timesAt(siteOf(site)).targetMs,
    changed: () => teller.soon(),
    background,
  })
  const typing = createTypingWatch({ bus, clock })
  const reactions = createReactions({
    engine,
    roster,
    dispatcher,
    typing,
    clock,
    timesOf,
    setAvailable,
    dispatch,
    background,
  })
  const timekeeper = createTimekeeper({ clock, timesOf, fire: reactions.fire })
  const quietWatch = createQuietWatch({
    clock,
    quietMs: policy.quietMs,
    quiet() {
      teller.soon()
      dispatch('slot-freed')
    },
  })
  /** A connection that closed while it was being greeted joins nothing. */
  const join = (topic: string, conn: Connection) => {
    if (gateway.sessions().has(conn)) hub.join(topic, conn)
  }
  const now = clock.now
  const identity = createIdentity({
    node,
    bus,
    store,
    directory,
    engine,
    proofs: env.proofs ?? {
      check: async () => ({ ok: false, detail: 'this relay takes no signed identities' }),
    },
    newId,
    announce: visitor => {
      const known = visitors.live(visitor.id) ?? { ...visitor, online: true }
      cast.send(topics.agents, { t: 'visitor', visitor: known } satisfies AgentDown)
    },
    end: visitor => end(visitor),
  })
  const visitors = createVisitors({
    store,
    directory,
    auth,
    identity,
    engine,
    newId,
    now,
    epoch,
    siteOf,
    online: roster.online,
    badge: badges.of,
    placeOf: queueTeller.placeOf,
    join,
    leave: hub.leave,
    broadcast: cast.send,
    dismiss,
    end,
    limits: {
      visitor: bucket(10, 2),
      site: bucket(2000, 1000),
      asks: bucket(20, 2),
      hellos: bucket(60, 2),
      // Somebody who resets makes a new visitor; a page has no reason to do so without end.
      strangers: bucket(5, 1 / 60),
    },
  })
  const agents = createAgents({
    directory,
    engine,
    roster,
    now,
    epoch,
    typing,
    sites: () => [...sites.values()],
    departments: () => departments,
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
    background(dispatcher.run(cause).then(reactions.lookAgain))
  }
  /** What each agent holds; a chat that went quiet frees its slot. */
  function loads(): Map<string, Load> {
    const held = new Map<string, Load>()
    const now = clock.now()
    for (const { state } of engine.open().values()) {
      if (state.status !== 'assigned') continue
      const { unansweredSince, agent } = state
      const before = held.get(agent.id) ?? { count: 0, lagging: false }
      const late = unansweredSince !== null && now - unansweredSince > timesOf(state).targetMs
      held.set(agent.id, {
        count: before.count + Number(!isQuiet(state, policy.quietMs, now)),
        lagging: before.lagging || late,
      })
    }
    return held
  }

  function committed({ c, events, state }: Commit, own: boolean) {
    const head = events.at(-1)?.seq ?? 0
    const frame = (of: readonly object[]) => JSON.stringify({ t: 'events', c, head, events: of })
    hub.emit(topics.agents, frame(events))
    hub.emit(topics.visitor(state.visitor), frame(forVisitor(events)))
    for (const { event, at } of events) {
      if (event.type === 'message' && state.episode?.answeredAt === at) badges.answered(state.site)
      if (event.type !== 'assigned') continue
      roster.noteAssigned(event.agent.id, at)
      // Who has it after somebody else had took nothing out of the queue that was new there.
      if (state.episode?.holders.length === 1) handOvers.note(event.agent.id, at)
    }
    if (events.some(({ event }) => event.type !== 'message' && event.type !== 'read')) {
      teller.soon()
      queueTeller.soon()
    }
    reactions.to(state, events, own)
  }
  /** Consoles drop the rows; who was forgotten is told so, here and wherever else they are connected. */
  function erased(cs: ConversationId[], visitor: string | null, own: boolean) {
    for (const c of cs) {
      timekeeper.forget(c)
      hub.emit(topics.agents, JSON.stringify({ t: 'reset', c } satisfies AgentDown))
    }
    if (visitor !== null) visitors.forget(visitor)
    if (visitor !== null && !own) dismiss(visitor)
    teller.soon()
    queueTeller.soon()
    if (own) dispatch('slot-freed')
  }
  function dismiss(visitor: string) {
    for (const [conn, session] of gateway.sessions())
      if (session.state === 'visitor' && session.visitor.id === visitor)
        conn.close(closeCodes.forgotten, 'this visitor asked to be forgotten')
  }
  /** They greet again, as who they are now. */
  function end(visitor: string, except?: Connection) {
    for (const [conn, session] of gateway.sessions())
      if (conn !== except && session.state === 'visitor' && session.visitor.id === visitor)
        conn.close(closeCodes.goingAway, 'this visitor was signed in; connect again')
  }
  async function setAvailable(agent: string, away: AwayCause | null) {
    const account = await directory.account(agent)
    if (!account) return
    await directory.putAccount({ ...account, availability: away ? 'away' : 'online', away })
    await refresh()
  }
  async function refresh() {
    bus.publish('directory', node)
    await reload()
  }
  async function readDirectory() {
    sites = new Map((await directory.sites()).map(site => [site.id, site]))
    departments = await directory.departments()
    return directory.accounts()
  }
  async function reload() {
    const before = JSON.stringify([[...sites.values()], departments])
    roster.set(await readDirectory())
    const list = [...sites.values()]
    if (JSON.stringify([list, departments]) !== before)
      hub.emit(
        topics.agents,
        JSON.stringify({ t: 'sites', sites: list, departments } satisfies AgentDown),
      )
    teller.soon()
    queueTeller.soon()
    watchAll()
    dispatch('agent-online')
  }
  /** Sets every timer anew: after a change of ladders, by which old logs run, and where the store failed when one fired. */
  function watchAll() {
    for (const [c, { state }] of engine.open()) watch(c, state)
  }
  function watch(c: ConversationId, state: Conversation) {
    timekeeper.watch(c, state)
    quietWatch.watch(c, state)
  }

  // What is overdue fires at once, by the ladder of its episode or its site, and after the graces of those who are gone.
  const accounts = await readDirectory()
  await engine.start()
  roster.set(accounts)
  watchAll()
  for (const { state } of engine.open().values())
    for (const { agent, assignedAt } of state.episode?.holders ?? [])
      roster.noteAssigned(agent.id, assignedAt)
  await reload()
  await identity.finish(clock.now())
  const offDirectory = bus.subscribe('directory', from => {
    if (from !== node) background(reload())
  })
  const stopHeartbeat = startHeartbeat({
    clock,
    log,
    engine,
    sessions: gateway.sessions,
    swept() {
      teller.soon()
      queueTeller.soon()
      watchAll()
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
    triggers: async query => triggersReport(query, await store.exposures(query)),
    standing: id => ({
      open: isOpen(siteOf(id)?.hours ?? null, clock.now()),
      online: roster.online(),
    }),
    async drain() {
      gateway.drain()
      await engine.idle()
    },
    close() {
      teller.close()
      queueTeller.close()
      timekeeper.close()
      quietWatch.close()
      badges.close()
      typing.close()
      offDirectory()
      stopHeartbeat()
      presence.close()
      roster.close()
      identity.close()
      engine.close()
      cast.close()
    },
    counts: () => ({ sessions: gateway.sessions().size, topics: hub.size() }),
  }
}
