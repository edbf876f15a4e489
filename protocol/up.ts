import type { Answer, Card } from './card.ts'
import type { Cart, Context, Order, Tracked } from './context.ts'
import type { Choice, ConversationId, Seq, Wish } from './events.ts'
import type { AwayCause, Page } from './people.ts'

/** What either side may send once greeted. Ids are made by the sender; the same id again is the same command. */
export type CommonUp =
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
  /** Write into the conversation. The sender's own `message` event is the acknowledgement. */
  | { t: 'send'; c: ConversationId; id: string; text: string; answer?: Answer }
  /** Shown on the other side for a few seconds; never stored. `text` only where the site opted in and the visitor knows. */
  | { t: 'typing'; c: ConversationId; on: boolean; text?: string }
  | { t: 'page'; page: Page }
  | VisitorAsk

/** What a page asks for: repeated, with the same id, until it is `accepted` or `rejected`. */
export type VisitorAsk = { id: string; c: ConversationId } & (
  | {
      t: 'identify'
      /** Null leaves what is known. */
      name: string | null
      email: string | null
      /** A JWT signed by the shop's server; a good one is followed by another `welcome`, as the visitor it names. */
      token: string | null
    }
  /** Asks something of the routing, for this conversation or, before there is one, for the first; what is not named stays. */
  | { t: 'wish'; wish: Partial<Wish> }
  /** What the visitor wants after the target has passed. */
  | { t: 'choose'; choice: Choice; email: string | null }
  | { t: 'rate'; score: number | null; comment: string | null; likely: number | null }
  /** A button of the product card in `message` was pressed. */
  | { t: 'act'; message: string; action: string }
  /** What the agent should see beside the chat; what is not named stays, attributes are merged. */
  | {
      t: 'context'
      attributes?: Context['attributes']
      cart?: Cart | null
      order?: Omit<Order, 'at'>
      event?: Omit<Tracked, 'at'>
      /** Where the visitor came from before the first page. */
      referrer?: string
    }
  /** Forgets this visitor and every conversation of theirs, for good; the close code `forgotten` follows. */
  | { t: 'erase' }
)

/** Frames from an agent's console to the relay; who it is was proven by the cookie at the upgrade. */
export type AgentUp =
  | { t: 'hello'; v: number; epoch: string | null; since: Record<ConversationId, Seq> }
  | CommonUp
  | { t: 'send'; c: ConversationId; id: string; text: string; card?: Card }
  | { t: 'typing'; c: ConversationId; on: boolean }
  | { t: 'take'; id: string; c: ConversationId }
  | { t: 'resolve'; id: string; c: ConversationId }
  /** The console shows the offer `assignment` of `c`. */
  | { t: 'ack'; c: ConversationId; assignment: number }
  /** `why` says what made a console go away; it is ignored when going online. */
  | { t: 'available'; id: string; on: boolean; why: AwayCause }
