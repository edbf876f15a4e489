import { limits } from '../../protocol/limits.ts'
import { isRecord, list, wrong } from '../ui/checks.ts'
import { forget } from '../ui/forget.ts'
import type { Life, Verbs } from './life.ts'

const keys: Record<string, number> = {
  id: limits.externalChars,
  name: limits.nameChars,
  email: limits.emailChars,
  token: limits.jwtChars,
}

/** Who the visitor is, what they allow, and the end of that. */
export function createIdentity(life: Life): Verbs {
  const { embed } = life
  const kept = `sapa:${embed.site}:who`
  /** The shop's id of the last visitor who was named on this page. */
  let named: string | null = null

  /** On an earlier page, so that another one never sees this one's chat, not even until the relay knows. */
  function earlier(): string | null {
    try {
      return localStorage.getItem(kept)
    } catch {
      return null // storage is denied: then nobody was kept
    }
  }
  function keep(id: string): void {
    named = id
    try {
      localStorage.setItem(kept, id)
    } catch {
      // Storage is denied: this page still knows.
    }
  }
  /** Nothing of who `end` ends stays on the page, nor in this browser but for the words `but`. */
  async function leave(end: () => Promise<void>, ...but: string[]): Promise<void> {
    named = null
    forget(`sapa:${embed.site}`, 'agreed', ...but)
    for (const each of life.forgets) each()
    await end()
    // What somebody else had begun to write, or answered before the chat.
    const panel = await embed.panel.made
    panel?.forget()
  }
  async function reset(): Promise<void> {
    const client = await embed.client()
    // Sound and triggers are the browser's, whoever uses it.
    await leave(client.reset, 'mute', 'triggers')
  }

  return {
    reset,
    async consent(given) {
      if (typeof given !== 'boolean') throw wrong('consent', 'given', 'true or false', given)
      const client = await embed.client()
      if (given) await client.agree(true)
      else await leave(() => client.agree(false))
    },
    async erase() {
      const client = await life.connected()
      const { link } = client.view
      if (link.state === 'stopped') throw new Error(`sapa('erase'): ${link.reason}`)
      return async () => {
        await client.ask({ t: 'erase' })
        await leave(client.reset)
      }
    },
    async identify(who) {
      if (!isRecord(who)) throw wrong('identify', 'who', '{ id?, name?, email?, token? }', who)
      for (const [key, value] of Object.entries(who)) {
        const max = keys[key]
        if (!max) throw wrong('identify', key, `only ${list(Object.keys(keys))}`, value)
        if (value === undefined) continue
        if (typeof value !== 'string' || !value || value.length > max)
          throw wrong('identify', key, `a string of 1-${max} characters`, value)
      }
      const { id, name, email, token } = who as Partial<Record<string, string>>
      if (email !== undefined && !/^\S+@\S+$/.test(email))
        throw wrong('identify', 'email', 'an e-mail address', email)
      if (id !== undefined && token === undefined)
        throw wrong('identify', 'token', 'a JWT of your server, which proves the id', token)
      if (name === undefined && email === undefined && token === undefined)
        throw wrong('identify', 'who', 'a name, an email or a token', who)
      const sub = token === undefined ? null : subject(token)
      if (sub === undefined)
        throw wrong('identify', 'token', 'a JWT with a sub, signed by your server', token)
      if (id !== undefined && id !== sub)
        throw wrong('identify', 'id', `the sub of the token, '${sub}'`, id)

      const client = await embed.client()
      const known = () => client.view.visitor?.external ?? named ?? earlier()
      if (sub !== null) {
        const before = known()
        if (before !== null && before !== sub) await reset()
        const { visitor } = client.view
        const isSame =
          visitor?.external === sub &&
          (name ?? visitor.name) === visitor.name &&
          (email ?? visitor.email) === visitor.email
        if (isSame) return
        named = sub
      }
      const what = {
        t: 'identify',
        name: name ?? null,
        email: email ?? null,
        token: token ?? null,
      } as const
      return life.ask('identify', client, what, () => sub !== null && keep(sub))
    },
  }
}

/** Whom a JWT names, unproven: only to compare with. Undefined where it is none. */
function subject(token: string): string | undefined {
  try {
    const [, body = ''] = token.split('.')
    const text = atob(body.replace(/-/g, '+').replace(/_/g, '/'))
    const bytes = Uint8Array.from(text, char => char.charCodeAt(0))
    const { sub } = JSON.parse(new TextDecoder().decode(bytes))
    return typeof sub === 'string' && sub ? sub : undefined
  } catch {
    return undefined // not base64, or not JSON
  }
}
