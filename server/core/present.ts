import { noContext } from '../../protocol/context.ts'
import type { Visitor } from '../../protocol/people.ts'
import { visit } from './context.ts'
import type { Connection, Directory, Notes } from './ports.ts'
import { topics, type VisitorSession } from './sessions.ts'

/** What the tabs of one visitor share. `announced`: the consoles know them, because there is a conversation. */
interface Live {
  visitor: Visitor
  notes: Notes
  sockets: number
  announced: boolean
}

/** The visitors with a socket on this relay. */
export interface Present {
  of(id: string): Visitor | undefined
  notes(id: string): Notes
  /** Counts this socket in. Tabs share one visitor, so that what one tab learns the other does not undo. */
  enter(described: Visitor, notes: Notes): VisitorSession
  left(session: VisitorSession): void
  /** From now on consoles hear of this visitor. */
  announce(visitor: Visitor): void
  announced(id: string): boolean
  /** Changes what is known, tells the consoles, and resolves when it is kept. */
  change(visitor: Visitor, fields: Partial<Visitor>, notes?: Partial<Notes>): Promise<void>
  /** Nothing more is told or kept of this visitor; consoles forget what they were told. */
  forget(id: string): void
}

const nothing: Notes = { wish: null, asks: [] }

export function createPresent(env: {
  directory: Directory
  broadcast: (topic: string, frame: object, except?: Connection) => void
}): Present {
  const { directory, broadcast } = env
  const live = new Map<string, Live>()
  /** Handlers that were under way when their visitor was forgotten. */
  const gone = new WeakSet<Visitor>()

  function announce(visitor: Visitor) {
    const entry = live.get(visitor.id)
    if (entry) entry.announced = true
    broadcast(topics.agents, { t: 'visitor', visitor })
  }

  return {
    of: id => live.get(id)?.visitor,
    notes: id => live.get(id)?.notes ?? nothing,
    enter(described, notes) {
      const known = live.get(described.id)
      const entry: Live = known ?? { visitor: described, notes, sockets: 0, announced: false }
      if (known) {
        const { page, language, timezone, device } = described
        const where = page ? visit(entry.visitor, page) : {}
        Object.assign(entry.visitor, { language, timezone, device, ...where })
      }
      entry.sockets += 1
      live.set(described.id, entry)
      return { state: 'visitor', visitor: entry.visitor }
    },
    left({ visitor }) {
      const entry = live.get(visitor.id)
      if (!entry || entry.visitor !== visitor) return
      entry.sockets -= 1
      if (entry.sockets > 0) return
      live.delete(visitor.id)
      if (entry.announced)
        broadcast(topics.agents, { t: 'visitor', visitor: { ...visitor, online: false } })
    },
    announce,
    announced: id => live.get(id)?.announced === true,
    async change(visitor, fields, notes) {
      if (gone.has(visitor)) return
      Object.assign(visitor, fields)
      const entry = live.get(visitor.id)
      if (entry && notes) entry.notes = { ...entry.notes, ...notes }
      if (entry?.announced && Object.keys(fields).length) announce(visitor)
      await directory.putVisitor(visitor, entry?.notes)
    },
    forget(id) {
      const entry = live.get(id)
      live.delete(id)
      if (!entry) return
      gone.add(entry.visitor)
      const { site, language, timezone, device, firstSeenAt } = entry.visitor
      const blank = { name: null, email: null, external: null, context: noContext, page: null }
      const kept = { id, site, language, timezone, device, firstSeenAt, online: false }
      if (entry.announced)
        broadcast(topics.agents, { t: 'visitor', visitor: { ...kept, ...blank } satisfies Visitor })
    },
  }
}
