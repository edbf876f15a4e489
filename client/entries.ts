import type { Author, Recorded } from '../protocol/events.ts'
import type { Outgoing } from './outbox.ts'
import type { Entry, Message, Notice, VisitorState } from './view.ts'

/** The lines of a thread: what the log holds, then what is still on its way. Own messages tell how far they came. */
export function entriesOf(
  events: readonly Recorded[],
  state: VisitorState,
  outgoing: readonly Outgoing[],
  me: Author,
): Entry[] {
  const other = me.role === 'visitor' ? 'agent' : 'visitor'
  const readByOther = state.status === 'new' ? 0 : state.read[other]
  const logged = new Set<string>()
  const entries: Entry[] = []
  for (const recorded of events) {
    const entry = entryOf(recorded, readByOther, me.role)
    if (!entry) continue
    if (entry.kind === 'message') logged.add(entry.id)
    entries.push(entry)
  }
  for (const item of outgoing) if (!logged.has(item.id)) entries.push(unsent(item, me))
  return entries
}

export function messageOf(
  { seq, at, event }: Recorded,
  readByOther: number,
  myRole: Author['role'],
): Message | null {
  if (event.type !== 'message') return null
  const { type: kind, substantive: _, ...said } = event
  const state = said.by.role === myRole && seq <= readByOther ? 'seen' : 'sent'
  return { kind, at, seq, state, why: null, ...said }
}

function entryOf(recorded: Recorded, readByOther: number, myRole: Author['role']): Entry | null {
  const { seq, at, event } = recorded
  const { type: what, ...told } = event
  switch (what) {
    case 'message':
      return messageOf(recorded, readByOther, myRole)
    case 'assigned':
    case 'released':
    case 'stepped':
    case 'chose':
    case 'resolved':
      // These say in a thread what they say in the log.
      return { kind: 'notice', seq, at, what, ...told } as Notice
    default:
      return null
  }
}

function unsent({ order: _, ...said }: Outgoing, by: Author): Message {
  const state = said.why === null ? 'sending' : 'failed'
  return { kind: 'message', by, seq: null, state, ...said }
}
