import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Api, Me, Problem } from './api.ts'
import type { Desk } from './desk.ts'

export type SessionState =
  | { at: 'checking' }
  | { at: 'unreachable' }
  | { at: 'signed-out'; ended: boolean }
  | { at: 'invited'; token: string }
  | { at: 'signed-in'; me: Me; desk: Desk }

/** Who sits at this console, from the first question to the sign-out. */
export interface Session {
  state: ReadonlySignal<SessionState>
  /** Asks the relay who we are; with an invite the link comes first. */
  start(invite: string | null): Promise<void>
  enter(me: Me): Promise<void>
  /** Ends the session here and at the relay; when the relay cannot be told, says why and changes nothing. */
  signOut(): Promise<Problem | null>
  /** The relay does not know us any more. */
  ended(): void
  toSignIn(): void
}

/** A session whose desk is opened by `openDesk` after each sign-in and closed with it. */
export function createSession(env: { api(): Api; openDesk(me: Me): Promise<Desk> }): Session {
  const state: Signal<SessionState> = signal({ at: 'checking' })

  let leaving = false

  const leave = (next: SessionState): void => {
    const before = state.peek()
    if (before.at === 'signed-in') before.desk.end()
    state.value = next
  }

  const session: Session = {
    state,
    async start(invite) {
      if (invite !== null) return leave({ at: 'invited', token: invite })
      leave({ at: 'checking' })
      const answer = await env.api().me()
      if (answer.ok) return session.enter(answer.value)
      const known = answer.problem.status === 401
      leave(known ? { at: 'signed-out', ended: false } : { at: 'unreachable' })
    },
    async enter(me) {
      leave({ at: 'checking' })
      leave({ at: 'signed-in', me, desk: await env.openDesk(me) })
    },
    async signOut() {
      leaving = true
      const answer = await env.api().signOut()
      leaving = false
      if (!answer.ok && answer.problem.status !== 401) return answer.problem
      leave({ at: 'signed-out', ended: false })
      return null
    },
    ended() {
      // The relay ends the sockets of whoever signs out; that is no surprise here.
      if (!leaving && state.peek().at === 'signed-in') leave({ at: 'signed-out', ended: true })
    },
    toSignIn: () => leave({ at: 'signed-out', ended: false }),
  }
  return session
}
