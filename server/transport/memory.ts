import { closeCodes } from '../../protocol/close-codes.ts'
import { limits } from '../../protocol/limits.ts'
import type {
  Connection,
  ConnectionHandler,
  Peer,
  Transport,
  UpgradeAnswer,
  UpgradeRequest,
} from '../core/ports.ts'
import { createLane } from './lane.ts'

/** What a line that broke counts as (RFC 6455, 7.1.5). */
const BROKEN = 1006

interface MemoryHooks {
  onMessage(frame: string): void
  /** Once for each connection. */
  onClose(code: number, reason: string): void
}

/** The client's end of a connection. A close counts as one frame of its direction. */
export interface MemoryClient {
  send(frame: string): void
  close(): void
  /** The line breaks: what is on its way is lost in both directions. */
  drop(): void
  /** From now on frames wait in both directions. */
  hold(): void
  /** Delivers what waits, and from now on each frame in a microtask. */
  flow(): void
  /** Delivers up to `n` waiting frames to the relay; returns how many there were. */
  deliverUp(n: number): number
  /** Delivers up to `n` waiting frames to the client; returns how many there were. */
  deliverDown(n: number): number
  pending(): { up: number; down: number }
}

type MemoryAnswer = { ok: true; client: MemoryClient } | Extract<UpgradeAnswer, { ok: false }>

export interface MemoryTransport extends Transport {
  /** Answers 503 while nobody listens. Frames may arrive before it resolves. */
  connect(request: UpgradeRequest, hooks: MemoryHooks): Promise<MemoryAnswer>
}

/** Sockets inside one process; with `held`, frames wait until the client's end delivers them. */
export function createMemoryTransport(env: { held?: boolean } = {}): MemoryTransport {
  let relay: { handler: ConnectionHandler; port: number; live: Set<Connection> } | null = null
  let opened = 0

  return {
    async listen(handler, wanted, host) {
      const port = wanted || 1
      if (relay) {
        const advice = 'stop the other program or choose another with PORT'
        throw new Error(`Port ${port} is already in use on ${host}; ${advice}`)
      }
      const mine = { handler, port, live: new Set<Connection>() }
      relay = mine
      return {
        port,
        async close() {
          if (relay === mine) relay = null
          for (const conn of mine.live) conn.close(closeCodes.goingAway, 'The relay is closing')
        },
      }
    },
    async connect(request, hooks) {
      const asked = relay
      const answer = await asked?.handler.upgrade(structuredClone(request))
      if (!asked || !answer || asked !== relay) {
        return { ok: false, status: 503, reason: 'The relay is closing; try again' }
      }
      if (!answer.ok) return answer
      const id = `memory-${++opened}`
      const held = env.held ?? false
      return { ok: true, client: pair({ id, held, peer: answer.peer, hooks, ...asked }) }
    },
  }
}

interface PairEnv {
  id: string
  held: boolean
  handler: ConnectionHandler
  peer: Peer
  hooks: MemoryHooks
  live: Set<Connection>
}

function pair({ id, held, handler, peer, hooks, live }: PairEnv): MemoryClient {
  const up = createLane(held)
  const down = createLane(held)
  let ended = false
  let shut = false

  function end(code: number): void {
    if (ended) return
    ended = true
    live.delete(conn)
    up.clear()
    queueMicrotask(() => handler.close(conn, code))
  }
  function shutWith(code: number, reason: string): void {
    if (shut) return
    shut = true
    down.clear()
    queueMicrotask(() => hooks.onClose(code, reason))
  }
  function drop(): void {
    end(BROKEN)
    shutWith(BROKEN, '')
  }

  const conn: Connection = {
    id,
    send(frame) {
      if (!ended && down.bytes() > limits.bufferedBytes) drop()
      if (ended) return 'dropped'
      return shut ? 'sent' : down.put(() => hooks.onMessage(frame), Buffer.byteLength(frame))
    },
    close(code, reason) {
      if (ended) return
      end(code)
      if (!shut) down.put(() => shutWith(code, reason))
    },
  }
  live.add(conn)
  handler.open(conn, peer)
  return {
    send(frame) {
      if (shut || ended) return
      up.put(() => {
        if (Buffer.byteLength(frame) > limits.frameBytes) conn.close(closeCodes.tooBig, '')
        else handler.message(conn, frame)
      })
    },
    close() {
      if (shut) return
      if (!ended) up.put(() => end(1000))
      shutWith(1000, '')
    },
    drop,
    hold() {
      up.hold()
      down.hold()
    },
    flow() {
      up.flow()
      down.flow()
    },
    deliverUp: up.deliver,
    deliverDown: down.deliver,
    pending: () => ({ up: up.size(), down: down.size() }),
  }
}
