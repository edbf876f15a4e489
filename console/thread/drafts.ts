import type { ConversationId } from '../../protocol/events.ts'
import type { Kept } from '../kept.ts'

/** What was typed and not sent, one text a chat; it outlives a reload. */
export interface Drafts {
  read(c: ConversationId): string
  /** An empty text forgets the draft. */
  write(c: ConversationId, text: string): void
}

/** Drafts of one agent, so that two who share a browser do not see each other's. */
export function createDrafts(env: { agent: string; kept: Kept }): Drafts {
  const memory = new Map<ConversationId, string>()
  const key = (c: ConversationId): string => `sapa:draft:${env.agent}:${c}`
  return {
    read: c => memory.get(c) ?? env.kept.getItem(key(c)) ?? '',
    write(c, text) {
      memory.set(c, text)
      if (text === '') env.kept.removeItem(key(c))
      else env.kept.setItem(key(c), text)
    },
  }
}
