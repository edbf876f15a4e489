import type { Auth, Clock, Directory } from '../core/ports.ts'
import { createSessions } from './sessions.ts'
import { createTokens } from './tokens.ts'

/** The relay's proofs of identity: `secret` signs visitors in, cookies in the directory sign agents in. */
export function createAuth(env: {
  directory: Pick<Directory, 'account' | 'session' | 'putSession' | 'endSession'>
  clock: Pick<Clock, 'now'>
  secret: string
  secure: boolean
}): Auth {
  const { issueToken, checkToken } = createTokens(env)
  const { agentOf } = createSessions(env)
  return { issueToken, checkToken, agentOf }
}
