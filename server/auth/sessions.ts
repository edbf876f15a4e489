import type { Auth, Clock, Directory } from '../core/ports.ts'
import { freshSecret, hashOf } from './secrets.ts'

const LIFE_S = 30 * 24 * 60 * 60

export interface Sessions extends Pick<Auth, 'agentOf'> {
  /** Signs a browser in for 30 days; resolves to the `Set-Cookie` value. */
  start(agent: string): Promise<string>
  /** Signs out the browser of this Cookie header; resolves to the `Set-Cookie` value that clears the cookie. */
  end(cookie: string): Promise<string>
}

/** Signed-in browsers of agents. `secure` when people reach the relay by https: the cookie then never leaves it. */
export function createSessions(env: {
  directory: Pick<Directory, 'account' | 'session' | 'putSession' | 'endSession'>
  clock: Pick<Clock, 'now'>
  secure: boolean
}): Sessions {
  const { directory, clock, secure } = env
  // A browser takes a __Host- cookie from this very host only, not from a neighbour under the same domain.
  const name = secure ? '__Host-sapa_session' : 'sapa_session'
  const rules = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

  /** The hash to look a browser up by, or null when it carries nothing of ours. */
  function hashIn(cookie: string): string | null {
    for (const pair of cookie.split(';')) {
      const [key, value = ''] = pair.trim().split('=')
      if (key === name && /^[\w-]{43}$/.test(value)) return hashOf(value)
    }
    return null
  }

  return {
    async start(agent) {
      const secret = freshSecret()
      const expiresAt = clock.now() + LIFE_S * 1000
      await directory.putSession({ hash: hashOf(secret), agent, expiresAt })
      return `${name}=${secret}; Max-Age=${LIFE_S}; ${rules}`
    },
    async agentOf(cookie) {
      const hash = hashIn(cookie)
      const session = hash && (await directory.session(hash))
      if (!session) return null
      if (session.expiresAt > clock.now()) return directory.account(session.agent)
      await directory.endSession(session.hash)
      return null
    },
    async end(cookie) {
      const hash = hashIn(cookie)
      if (hash) await directory.endSession(hash)
      return `${name}=; Max-Age=0; ${rules}`
    },
  }
}
