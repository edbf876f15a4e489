import type { Message, VisitorEntry, VisitorNotice } from '../../client/view.ts'
import type { AgentRef } from '../../protocol/events.ts'

/** What stands under one another in the thread: one author's messages, or a notice. */
export type Group = { kind: 'messages'; key: string; messages: [Message, ...Message[]] } | Shown

type Shown =
  | (Extract<VisitorNotice, { agent?: AgentRef }> & { agent: AgentRef })
  | Extract<VisitorNotice, { what: 'resolved' }>

const PAUSE_MS = 5 * 60_000

/** Puts messages that one author wrote without a long pause together; order is kept, nothing is lost. */
export function grouped(entries: readonly VisitorEntry[]): Group[] {
  const groups: Group[] = []
  for (const entry of entries) {
    const last = groups.at(-1)
    if (entry.kind === 'notice') {
      // The others are the shop's affair, or shown elsewhere.
      if ('agent' in entry || entry.what === 'resolved') groups.push(entry as Shown)
    } else if (last?.kind === 'messages' && follows(last.messages.at(-1), entry)) {
      last.messages.push(entry)
    } else groups.push({ kind: 'messages', key: entry.id, messages: [entry] })
  }
  return groups
}

function follows(before: Message | undefined, next: Message): boolean {
  if (!before || before.by.role !== next.by.role || next.at - before.at > PAUSE_MS) return false
  // A visitor has one voice, whatever id a message had before the relay gave one.
  return next.by.role === 'visitor' || before.by.id === next.by.id
}
