import type { Connection } from './ports.ts'

export interface Hub {
  join(topic: string, conn: Connection): void
  leave(conn: Connection): void
  /** Hands the same string to every local connection of the topic but `except`. */
  emit(topic: string, frame: string, except?: Connection): void
  /** Topics somebody listens to. */
  size(): number
}

/** Topics to local connections. Whoever does not read is let go (`onSlow`) and resumes by sequence number. */
export function createHub(onSlow: (conn: Connection) => void): Hub {
  const topics = new Map<string, Set<Connection>>()
  const joined = new Map<Connection, Set<string>>()
  return {
    join(topic, conn) {
      const members = topics.get(topic) ?? new Set()
      topics.set(topic, members.add(conn))
      joined.set(conn, (joined.get(conn) ?? new Set()).add(topic))
    },
    leave(conn) {
      for (const topic of joined.get(conn) ?? []) {
        const members = topics.get(topic)
        members?.delete(conn)
        if (members?.size === 0) topics.delete(topic)
      }
      joined.delete(conn)
    },
    emit(topic, frame, except) {
      for (const conn of topics.get(topic) ?? [])
        if (conn !== except && conn.send(frame) === 'dropped') onSlow(conn)
    },
    size: () => topics.size,
  }
}
