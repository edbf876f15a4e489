import type { Conversation } from '../protocol/conversation.ts'
import { live } from '../protocol/conversation.ts'
import type { ConversationId } from '../protocol/events.ts'

export interface Acks {
  /** The offer of `c` is on screen: tells the relay once; an offer that is no longer mine, or known to be seen, is passed over. */
  shown(c: ConversationId): void
  /** The line is new: says again what the relay has not noted, and forgets the rest. */
  repeat(): void
}

/** The fencing number of an offer to `me` that nobody confirmed yet; null when there is none. */
export function offered(state: Conversation | null, me: string): number | null {
  if (state?.status !== 'assigned' || state.agent.id !== me) return null
  const holder = live(state.episode)?.holders.at(-1)
  const pending = holder?.outcome === 'holding' && holder.ackedAt === null
  return pending ? state.assignments : null
}

/** Confirms offers: each assignment once a line, since the relay waits for it only some seconds. */
export function createAcks(env: {
  me: () => string
  state: (c: ConversationId) => Conversation | null
  send: (c: ConversationId, assignment: number) => void
}): Acks {
  const said = new Map<ConversationId, number>()
  const pending = (c: ConversationId) => offered(env.state(c), env.me())

  return {
    shown(c) {
      const assignment = pending(c)
      if (assignment === null || said.get(c) === assignment) return
      said.set(c, assignment)
      env.send(c, assignment)
    },
    repeat() {
      for (const [c, assignment] of said) {
        if (pending(c) === assignment) env.send(c, assignment)
        else said.delete(c)
      }
    },
  }
}
