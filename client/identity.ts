import type { ConversationId } from '../protocol/events.ts'
import type { Device } from './device.ts'

/** Who this browser is to one site: kept once for all its tabs. */
export interface Identity {
  token: string | null
  epoch: string | null
  /** The conversation that the next message goes into. */
  c: ConversationId
  /** How often this browser began as somebody new: what an earlier one left unsent is not the next one's to send. */
  resets: number
}

export interface Identities {
  current(): Identity
  /** Reads what this browser has, and writes nothing. */
  peek(): Promise<void>
  /** Claims what this browser has, or begins; the first of several tabs decides for all. */
  claim(): Promise<void>
  /**
   * Keeps what a welcome brought. False when another tab was given another identity first: that one is current now, and
   * the caller greets again with it.
   */
  welcomed(token: string | null, epoch: string): Promise<boolean>
  /** The relay takes the token no longer: begin anew. */
  renew(): Promise<void>
  /** Begins as somebody new, in all tabs. */
  reset(): Promise<void>
  /** Turns to another conversation. */
  turnTo(c: ConversationId): void
}

export function createIdentities(device: Device, key: string): Identities {
  const fresh = (resets: number): Identity => ({
    token: null,
    epoch: null,
    c: device.newId(),
    resets,
  })
  let identity = fresh(0)

  async function update(change: (kept: Identity) => Identity) {
    const mine = identity
    identity = await device.keep.update<Identity>(key, kept => change(kept ?? mine))
  }

  return {
    current: () => identity,
    async peek() {
      identity = (await device.keep.list<Identity>(key))[0] ?? identity
    },
    claim: () => update(kept => kept),
    async welcomed(token, epoch) {
      const before = identity.token
      const ours = token ?? before
      await update(kept => (kept.token === before ? { ...kept, token: ours, epoch } : kept))
      return identity.token === ours
    },
    renew() {
      const refused = identity.token
      return update(kept => (kept.token === refused ? fresh(kept.resets) : kept))
    },
    reset: () => update(kept => fresh(kept.resets + 1)),
    turnTo(c) {
      identity = { ...identity, c }
      void update(kept => ({ ...kept, c }))
    },
  }
}
