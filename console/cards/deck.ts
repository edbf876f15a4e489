import type { Card } from '../../protocol/card.ts'
import type { ConversationId } from '../../protocol/events.ts'
import type { Kept } from '../kept.ts'
import { cardOf, type Typed, typedOf } from './typed.ts'

/** The cards of one agent: those used lately, and those being written, one a chat. */
export interface Deck {
  /** Newest first, each once. */
  lately(): Card[]
  used(card: Card): void
  read(c: ConversationId): Typed | null
  /** Null forgets it. */
  write(c: ConversationId, typed: Typed | null): void
}

const LATELY = 5

/** Keeps in this browser what this agent sent; what is being written lives until the reload. */
export function createDeck(env: { agent: string; kept: Kept }): Deck {
  const { kept } = env
  const key = `sapa:cards:${env.agent}`
  const written = new Map<ConversationId, Typed>()

  function lately(): Card[] {
    try {
      const cards: unknown = JSON.parse(kept.getItem(key) ?? '[]')
      return Array.isArray(cards) ? cards.filter(isCard).slice(0, LATELY) : []
    } catch {
      // What another program left under this name is none of ours.
      return []
    }
  }
  return {
    lately,
    used(card) {
      const same = JSON.stringify(card)
      const others = lately().filter(other => JSON.stringify(other) !== same)
      kept.setItem(key, JSON.stringify([card, ...others].slice(0, LATELY)))
    },
    read: c => written.get(c) ?? null,
    write(c, typed) {
      if (typed) written.set(c, typed)
      else written.delete(c)
    },
  }
}

/** Whether it can still be sent: an older console may have kept another shape. */
function isCard(kept: unknown): kept is Card {
  try {
    return cardOf(typedOf(kept as Card)).ok
  } catch {
    return false
  }
}
