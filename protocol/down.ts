import type { Conversation } from './conversation.ts'
import type { Author, ConversationId, Copied, Recorded, Seq } from './events.ts'
import type { AgentLine, Department, Site, Visitor, WidgetSettings } from './people.ts'

/** Why a rule said no. */
export type Refusal =
  | 'empty'
  | 'too-long'
  | 'too-fast'
  | 'too-early'
  | 'forbidden'
  | 'unknown-conversation'
  | 'held'
  | 'full'
  | 'resolved'
  | 'already-yours'
  /** A signed identity does not hold; `detail` says what was expected. */
  | 'bad-token'

/** One line of the inbox: an open conversation folded up to `head`. */
export interface Row {
  c: ConversationId
  head: Seq
  state: Conversation
}

/** How fast the shop answered lately; null while the sample is too small. */
export interface Badge {
  medianMs: number
  sample: number
  /** Whether it is slower than the target. */
  slow: boolean
}

/** Entries of a log in order. `head` is its newest number: when the entries end before it, ask for more with `sync`. */
export type Entries<T> = { t: 'events'; c: ConversationId; head: Seq; events: T[] }

/** What the relay may send to either side. */
export type CommonDown =
  /** This is another log than the one you know: forget your copy of `c`; its events follow from 1. */
  | { t: 'reset'; c: ConversationId }
  | { t: 'typing'; c: ConversationId; by: Author; on: boolean; text?: string }
  /** The newest numbers of conversations that changed lately, so that a silent loss is found. */
  | { t: 'heartbeat'; now: number; heads: Record<ConversationId, Seq> }
  /** The command `id` was carried out. */
  | { t: 'accepted'; id: string }
  /**
   * The command `id` was refused; with `retryMs` it may be sent again after that many milliseconds. `detail` is a
   * sentence for the page's developer.
   */
  | { t: 'rejected'; id: string; why: Refusal; retryMs?: number; detail?: string }

/** Frames to a visitor's browser. */
export type VisitorDown =
  | {
      t: 'welcome'
      v: number
      epoch: string
      /** The relay's clock, epoch milliseconds. */
      now: number
      /** `external`: the id that the shop's server signed for; null while it has not. */
      visitor: { id: string; name: string | null; email: string | null; external: string | null }
      /** A new token to keep, or null when the one sent is still good. */
      token: string | null
      site: {
        id: string
        name: string
        targetMs: number
        channel: Site['channel']
        badge: Badge | null
        widget: WidgetSettings
      }
      /** The newest numbers of this visitor's conversations. */
      heads: Record<ConversationId, Seq>
      /** Agents who could answer now. */
      online: number
    }
  | Entries<Copied>
  /** Who could answer now and how fast the shop did lately, sent when a visitor would read it differently. */
  | { t: 'availability'; online: number; badge: Badge | null }
  /** Where this visitor's waiting conversation stands: 1 is next, and only those are ahead that compete for the same agents. `etaMs` is null while there is nothing to measure it by. */
  | { t: 'queue'; c: ConversationId; position: number; etaMs: number | null }
  | CommonDown

/** Frames to an agent's console. */
export type AgentDown =
  | {
      t: 'welcome'
      v: number
      epoch: string
      now: number
      me: { id: string; email: string }
      agents: AgentLine[]
      sites: Site[]
      departments: Department[]
      /** Every waiting and assigned conversation. */
      rows: Row[]
      /** The visitors of `rows`. */
      visitors: Visitor[]
    }
  | Entries<Recorded>
  | { t: 'agents'; agents: AgentLine[] }
  | { t: 'sites'; sites: Site[]; departments: Department[] }
  | { t: 'visitor'; visitor: Visitor }
  | CommonDown
