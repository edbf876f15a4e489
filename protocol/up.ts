import type { Choice, ConversationId, Seq, Wish } from './events.ts'
import type { AwayCause, Page } from './people.ts'

/** What either side may send once greeted. Ids are made by the sender; the same id again is the same command. */
export type CommonUp =
  /** Write into a conversation. The sender's own `message` event is the acknowledgement. */
  | { t: 'send'; c: ConversationId; id: string; text: string }
  /** Shown on the other side for a few seconds; never stored. */
  | { t: 'typing'; c: ConversationId; on: boolean }
  /** Everything up to `upTo` has been on this side's screen. */
  | { t: 'read'; c: ConversationId; upTo: Seq }
  /** Send me what follows `since`: the repair of a gap and the next page of a long log. */
  | { t: 'sync'; c: ConversationId; since: Seq }

/** Frames from a visitor's browser to the relay. */
export type VisitorUp =
  | {
      t: 'hello'
      v: number
      /** The log this client knows, or null on the first visit. */
      epoch: string | null
      token: string | null
      /** The newest sequence number held, by conversation. */
      since: Record<ConversationId, Seq>
      page: Page
      language: string
      timezone: string
    }
  | CommonUp
  | { t: 'page'; page: Page }
  | { t: 'identify'; id: string; name: string | null; email: string | null }
  /** Asks something of the routing, for this conversation or, before there is one, for the first. */
  | { t: 'wish'; c: ConversationId; wish: Wish }
  /** What the visitor wants after the target has passed. */
  | { t: 'choose'; id: string; c: ConversationId; choice: Choice; email: string | null }

/** Frames from an agent's console to the relay; who it is was proven by the cookie at the upgrade. */
export type AgentUp =
  | { t: 'hello'; v: number; epoch: string | null; since: Record<ConversationId, Seq> }
  | CommonUp
  | { t: 'take'; id: string; c: ConversationId }
  | { t: 'resolve'; id: string; c: ConversationId }
  /** The console shows the offer `assignment` of `c`. */
  | { t: 'ack'; c: ConversationId; assignment: number }
  /** `why` says what made a console go away; it is ignored when going online. */
  | { t: 'available'; id: string; on: boolean; why: AwayCause }
