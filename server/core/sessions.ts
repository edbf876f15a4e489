import type { AgentDown, Entries, VisitorDown } from '../../protocol/down.ts'
import type { ConversationId, Copied, Recorded, Seq } from '../../protocol/events.ts'
import { limits } from '../../protocol/limits.ts'
import type { Visitor } from '../../protocol/people.ts'
import type { Engine } from './engine.ts'
import type { Connection, Peer } from './ports.ts'

/** A socket's life on the relay. Only an active session may command. */
export type Session = Greeting | { state: 'resuming'; peer: Peer } | Active

export interface Greeting {
  state: 'awaiting-hello'
  peer: Peer
  /** Ends the wait for its hello. */
  cancel: () => void
}
export type VisitorSession = { state: 'visitor'; visitor: Visitor }
export type AgentSession = { state: 'agent'; agent: string }
export type Active = VisitorSession | AgentSession

/** The agent at the other end, greeted or not; null when it is a visitor. */
export function agentOf(session: Session): string | null {
  if (session.state === 'agent') return session.agent
  if (session.state === 'visitor' || session.peer.role === 'visitor') return null
  return session.peer.agent
}

export const topics = {
  agents: 'agents',
  site: (id: string): string => `site:${id}`,
  visitor: (id: string): string => `visitor:${id}`,
}

export function reply(conn: Connection, frame: VisitorDown | AgentDown): void {
  conn.send(JSON.stringify(frame))
}

/** Where entries come from, and what becomes of them for who is at the other end. */
export interface Resuming {
  engine: Engine
  redact(events: readonly Recorded[]): Recorded[] | Copied[]
}

/**
 * Sends what a resuming client lacks of each conversation: `since + 1 …`, or, when its copy is of another log, a reset
 * and the log from 1. About one page in all, so that a slow line gets as far as its welcome; the client asks on with `sync`.
 */
export async function resume(
  env: Resuming,
  conn: Connection,
  wanted: ReadonlyMap<ConversationId, Seq>,
  sameLog: boolean,
): Promise<void> {
  let left: number = limits.pageChars
  for (const [c, claimed] of wanted) {
    const { head } = await env.engine.load(c)
    // A head behind the client's may only mean that the bus has not told this relay yet: ask the store.
    const beyond = claimed > head && (await env.engine.read(c, claimed - 1)).length === 0
    const foreign = beyond || (claimed > 0 && !sameLog)
    if (foreign) reply(conn, { t: 'reset', c })
    const since = foreign ? 0 : claimed
    if (since < head && left > 0) left -= await sendPage(env, conn, c, since)
  }
}

/** Sends the page of a log that follows `since`; resolves to its length. */
export async function sendPage(
  env: Resuming,
  conn: Connection,
  c: ConversationId,
  since: Seq,
): Promise<number> {
  const read = await env.engine.read(c, since)
  const { head } = await env.engine.load(c)
  const events = fitting<Recorded | Copied>(env.redact(read))
  const frame: Entries<Recorded | Copied> = {
    t: 'events',
    c,
    head: Math.max(head, read.at(-1)?.seq ?? 0),
    events,
  }
  const text = JSON.stringify(frame)
  conn.send(text)
  return text.length
}

/** As many of the first events as one frame should hold, and at least one. */
function fitting<T>(events: T[]): T[] {
  let length = 0
  const end = events.findIndex(recorded => {
    length += JSON.stringify(recorded).length
    return length > limits.pageChars
  })
  return end < 0 ? events : events.slice(0, Math.max(1, end))
}
