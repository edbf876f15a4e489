import type { ConversationId } from '../protocol/events.ts'
import type { Device } from './device.ts'

/** Who this browser is to one site: kept once for all its tabs. */
export interface Identity {
  token: string | null
  epoch: string | null
  /** The conversation that the next message goes into. */
  c: ConversationId
}

export interface Identities {
  current(): Identity
  /** Reads what this browser has, and writes nothing. */
  peek(): Promise<void>
  /** Claims what this browser has, or begins; the first of several tabs decides for all. */
  claim(): Promise<Identity>
  /**
   * Keeps what a welcome brought. False when another tab was given another identity first: that one is current now, and
   * the caller greets again with it.
   */
  welcomed(token: string | null, epoch: string): Promise<boolean>
  /** The relay takes the token no longer: begin anew. */
  renew(): Promise<Identity>
  /** Turns to another conversation. */
  turnTo(c: ConversationId): void
}

export function createIdentities(device: Device, key: string): Identities {
  const { keep, newId } = device
  const fresh = (): Identity => ({ token: null, epoch: null, c: newId() })
  let identity = fresh()

  return {
    current: () => identity,
    async peek() {
      identity = (await keep.get<Identity>(key)) ?? identity
    },
    async claim() {
      identity = await keep.update<Identity>(key, kept => kept ?? identity)
      return identity
    },
    async welcomed(token, epoch) {
      const ours = identity
      identity = await keep.update<Identity>(key, kept => {
        const other = kept && kept.token !== ours.token && kept.token !== null
        return other ? kept : { ...(kept ?? ours), token: token ?? ours.token, epoch }
      })
      return ours.token !== null || token === null || identity.token === token
    },
    async renew() {
      const refused = identity.token
      identity = await keep.update<Identity>(key, kept =>
        kept && kept.token !== refused ? kept : fresh(),
      )
      return identity
    },
    turnTo(c) {
      identity = { ...identity, c }
      void keep.update<Identity>(key, kept => ({ ...(kept ?? identity), c }))
    },
  }
}
