import { type CloseCode, closeCodes } from '../../protocol/close-codes.ts'
import { limits } from '../../protocol/limits.ts'
import type { AgentUp, VisitorUp } from '../../protocol/up.ts'
import { VERSION } from '../../protocol/version.ts'
import type { Agents } from './agents.ts'
import type { Buckets } from './bucket.ts'
import type {
  Clock,
  Connection,
  ConnectionHandler,
  Log,
  UpgradeAnswer,
  UpgradeRequest,
} from './ports.ts'
import type { Active, Greeting, Session } from './sessions.ts'
import type { Visitors } from './visitors.ts'

/** Turns a frame into a command, or says in a short sentence what was expected. */
export interface Parse {
  visitor(frame: string): VisitorUp | Unparsed
  agent(frame: string): AgentUp | Unparsed
}
export interface Unparsed {
  error: string
  /** It is the hello of a client that speaks another version, whatever else it holds. */
  otherVersion?: true
}

export interface Gateway extends ConnectionHandler {
  /** Every session, for heartbeats and for signing somebody out. */
  sessions(): ReadonlyMap<Connection, Session>
  /** From now on nothing new is let in or carried out: unacknowledged commands are sent again elsewhere. */
  drain(): void
}

/** Frames in, commands out. Knows sessions; knows nothing of sockets or SQL. */
export function createGateway(env: {
  clock: Clock
  log: Log
  parse: Parse
  frames: Buckets
  admit: (request: UpgradeRequest) => Promise<UpgradeAnswer>
  visitors: Visitors
  agents: Agents
  leave: (conn: Connection) => void
  agentCame: (agent: string) => void
  agentLeft: (agent: string) => void
}): Gateway {
  const { clock, log, parse, visitors, agents } = env
  const sessions = new Map<Connection, Session>()
  const turns = new WeakMap<Connection, Promise<void>>()
  /** Connections whose visitor is about to be named by a token. */
  const naming = new WeakMap<Connection, Promise<void>>()
  let draining = false

  /** A bug or a dead disk: logged with its ids, and only this connection ends. */
  function guard(conn: Connection, work: Promise<unknown>) {
    work.catch((error: unknown) => {
      log.error('a frame could not be handled', { connection: conn.id, error: String(error) })
      conn.close(closeCodes.failed, 'the relay failed; try again')
    })
  }

  /** A page is read once the one before is sent, and not for a reader that was dropped: many asked for at once cost the memory of one. */
  function inTurn(conn: Connection, work: () => Promise<void>): Promise<void> {
    const run = async () => {
      if (sessions.has(conn)) await work()
    }
    const turn = (turns.get(conn) ?? Promise.resolve()).then(run, run)
    turns.set(conn, turn)
    return turn
  }

  /** Makes a greeted connection active, unless it closed while it was being greeted. */
  async function activate(conn: Connection, greeting: Promise<Active | null>) {
    const session = await greeting
    if (!session) return
    const open = sessions.has(conn)
    if (open) sessions.set(conn, session)
    if (session.state === 'agent' && open) env.agentCame(session.agent)
    if (session.state === 'visitor' && !open) visitors.left(session)
  }

  /** The hello that must come first, or null when the connection was refused. */
  function helloOf<F extends VisitorUp | AgentUp>(
    conn: Connection,
    session: Greeting,
    frame: F | Unparsed,
  ): Extract<F, { t: 'hello' }> | null {
    const refuse = (code: CloseCode, reason: string) => {
      conn.close(code, reason)
      return null
    }
    const other = `this relay speaks version ${VERSION}`
    if ('error' in frame)
      return frame.otherVersion
        ? refuse(closeCodes.wrongVersion, other)
        : refuse(closeCodes.badFrame, frame.error)
    if (!isHello(frame)) return refuse(closeCodes.badFrame, 'say hello first')
    session.cancel()
    if (frame.v !== VERSION) return refuse(closeCodes.wrongVersion, other)
    sessions.set(conn, { state: 'resuming', peer: session.peer })
    return frame
  }

  function greet(conn: Connection, session: Greeting, raw: string) {
    const { peer } = session
    if (peer.role === 'visitor') {
      const hello = helloOf(conn, session, parse.visitor(raw))
      if (hello) guard(conn, activate(conn, visitors.greet(conn, peer, hello)))
    } else {
      const hello = helloOf(conn, session, parse.agent(raw))
      if (hello) guard(conn, activate(conn, agents.greet(conn, peer.agent, hello)))
    }
  }

  /** A visitor's frame may end in another greeting: from then on the connection is of that session. */
  async function serve(conn: Connection, frame: VisitorUp) {
    const session = sessions.get(conn)
    if (session?.state !== 'visitor') return
    const next = await visitors.handle(conn, session, frame, clock.now())
    if (next === session) return
    if (!sessions.has(conn)) return visitors.left(next)
    sessions.set(conn, next)
    visitors.left(session)
  }

  function name(conn: Connection, work: Promise<void>) {
    naming.set(conn, work)
    const done = () => {
      if (naming.get(conn) === work) naming.delete(conn)
    }
    work.then(done, done)
  }

  function receive(conn: Connection, session: Session, raw: string) {
    switch (session.state) {
      case 'awaiting-hello':
        return greet(conn, session, raw)
      case 'resuming':
        return conn.close(closeCodes.badFrame, 'wait for welcome')
      case 'visitor': {
        const frame = parse.visitor(raw)
        if ('error' in frame) return conn.close(closeCodes.badFrame, frame.error)
        const handle = () => serve(conn, frame)
        // What follows a token is said by whom it names.
        const waits = inOrder.includes(frame.t) || naming.has(conn)
        const work = waits ? inTurn(conn, handle) : handle()
        if (frame.t === 'identify') name(conn, work)
        return guard(conn, work)
      }
      case 'agent': {
        const frame = parse.agent(raw)
        if ('error' in frame) return conn.close(closeCodes.badFrame, frame.error)
        const handle = () => agents.handle(conn, session, frame, clock.now())
        return guard(conn, frame.t === 'sync' ? inTurn(conn, handle) : handle())
      }
    }
  }

  return {
    sessions: () => sessions,
    drain() {
      draining = true
    },
    async upgrade(request) {
      if (draining) return { ok: false, status: 503, reason: 'this relay is closing; try again' }
      return env.admit(request)
    },
    open(conn, peer) {
      const cancel = clock.after(limits.helloMs, () =>
        conn.close(closeCodes.helloTimeout, `no hello within ${limits.helloMs} ms`),
      )
      sessions.set(conn, { state: 'awaiting-hello', peer, cancel })
    },
    message(conn, frame) {
      const session = sessions.get(conn)
      if (!session || draining) return
      if (env.frames.take(conn.id) > 0)
        return conn.close(closeCodes.tooMany, 'too many frames; slow down')
      receive(conn, session, frame)
    },
    close(conn) {
      const session = sessions.get(conn)
      sessions.delete(conn)
      env.leave(conn)
      if (session?.state === 'awaiting-hello') session.cancel()
      if (session?.state === 'visitor') visitors.left(session)
      if (session?.state === 'agent') env.agentLeft(session.agent)
    },
  }
}

/** Frames of a visitor that are answered by much, or by another greeting. */
const inOrder: VisitorUp['t'][] = ['sync', 'hello', 'identify']

function isHello<F extends { t: string }>(frame: F): frame is Extract<F, { t: 'hello' }> {
  return frame.t === 'hello'
}
