import { nanoid } from 'nanoid'
import type { Role } from '../../protocol/people.ts'
import type { Account, Clock, Directory, Invite } from '../core/ports.ts'
import { hashPassword, passwordError } from './passwords.ts'
import { freshSecret, hashOf } from './secrets.ts'

const LIFE_MS = 7 * 24 * 60 * 60 * 1000
/** Conversations a new agent holds at once until an admin says otherwise. */
const CAPACITY = 3

export interface Invites {
  /** A link's token, good once and for 7 days. */
  create(email: string, role: Role): Promise<{ token: string; expiresAt: number }>
  /** Who this link is for, or null when it is used or expired. */
  look(token: string): Promise<{ email: string; role: Role } | null>
  /**
   * Uses the link up: makes the account, or gives the one that has the address this name and password and leaves the
   * rest as it is. Null when the link is used or expired; rejects, the link still good, when the password may not be.
   */
  accept(token: string, who: { name: string; password: string }): Promise<Account | null>
}

/** One-time links: the way in for a new agent and the way back in for one who forgot the password. */
export function createInvites(env: {
  directory: Pick<
    Directory,
    'putInvite' | 'takeInvite' | 'invite' | 'accountByEmail' | 'putAccount'
  >
  clock: Pick<Clock, 'now'>
}): Invites {
  const { directory, clock } = env

  function current(invite: Invite | null): Invite | null {
    return invite && invite.expiresAt > clock.now() ? invite : null
  }

  return {
    async create(email, role) {
      const token = freshSecret()
      const expiresAt = clock.now() + LIFE_MS
      await directory.putInvite({
        hash: hashOf(token),
        email: email.trim().toLowerCase(),
        role,
        expiresAt,
      })
      return { token, expiresAt }
    },
    async look(token) {
      const invite = current(await directory.invite(hashOf(token)))
      return invite && { email: invite.email, role: invite.role }
    },
    async accept(token, { name, password }) {
      const wrong = passwordError(password)
      if (wrong) throw new RangeError(wrong)
      const hash = hashOf(token)
      // Asked before the costly part, so that made-up tokens cannot keep the relay busy.
      if (!current(await directory.invite(hash))) return null
      const hashed = await hashPassword(password)
      const invite = await directory.takeInvite(hash)
      if (!invite) return null
      const { email, role } = invite
      const fresh = {
        ...{ id: nanoid(), email, role, capacity: CAPACITY, departments: [], languages: [] },
        ...({ availability: 'away', away: 'chosen' } as const),
      }
      const known = await directory.accountByEmail(email)
      const account: Account = { ...(known ?? fresh), name: name.trim(), password: hashed }
      await directory.putAccount(account)
      return account
    },
  }
}
