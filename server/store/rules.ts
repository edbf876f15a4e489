import { createHash, randomUUID } from 'node:crypto'
import type { Episode } from '../../protocol/episode.ts'
import type { ConversationEvent } from '../../protocol/events.ts'
import type { Visitor } from '../../protocol/people.ts'
import type { Append } from '../core/ports.ts'

/** How many conversations `heads` names at most. */
export const HEADS_MAX = 32

/**
 * What makes a message the same message: its conversation, its sender and the sender's id for it; what a visitor asked
 * for once has the id of the ask. A conversation has one visitor, under whatever id: what was sent before a merge and is
 * sent again after it is the same. Null for other events.
 */
export function messageKey(event: ConversationEvent): string | null {
  if (!('id' in event) || event.id === undefined) return null
  if (event.type !== 'message') return JSON.stringify(['ask', event.id])
  const { role, id } = event.by
  return JSON.stringify(role === 'visitor' ? [role, event.id] : [role, id, event.id])
}

/** Whose the episodes are of those who were forgotten. */
export const NOBODY = 'forgotten'

/** How long after a trigger was met what a browser does may be its doing. */
export const CREDIT_MS: number = 7 * 86_400_000
/** How many triggers a site is counted at, beside those that it has set: what a page tells may be invented. */
export const TRIGGERS_COUNTED = 200
/** How long is kept who met it. */
export const EXPOSURE_MS: number = 90 * 86_400_000
/** How long is kept who became whom: longer than the token of the one that was lives. */
export const BECAME_MS: number = 181 * 86_400_000

/** A visitor without what the page said of them: beside a signed id it would look signed too. */
export function unsigned(visitor: Visitor): Visitor {
  return { ...visitor, name: null, email: null }
}

/** All that is kept of the id of a visitor who is forgotten. */
export function visitorHash(visitor: string): string {
  return createHash('sha256').update(visitor).digest('base64url')
}

/** The visitor with whom an append begins a conversation; null when it goes on with one. */
export function opener({ events }: Append): string | null {
  const [first] = events
  return first?.event.type === 'opened' ? first.event.visitor : null
}

/** A conversation's name that says nothing of the one before. */
export function anonymous(): string {
  return `forgotten-${randomUUID()}`
}

/** The times of an episode, without what the visitor wrote about it. */
export function wordless({ rating, ...episode }: Episode): Episode {
  return rating ? { ...episode, rating: { ...rating, comment: null } } : episode
}

/** Throws when an append would leave a hole in its log: that is a mistake of the caller, not a refusal. */
export function checkNumbers({ c, expected, events }: Append): void {
  if (events.length === 0) throw new Error(`An append to ${c} has no events; expected at least one`)
  events.forEach(({ seq }, index) => {
    const due = expected + 1 + index
    if (seq !== due)
      throw new Error(`An append to ${c} has an event numbered ${seq}; expected ${due}`)
  })
}
