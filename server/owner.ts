import { chmod, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Directory } from './core/ports.ts'
import type { Invites } from './http/env.ts'
import { inviteLink } from './http/invites.ts'

/**
 * A fresh one-time link for the owner, and whose account it opens: the configured address, else the first admin, else
 * `owner@` the relay's host.
 */
export async function freshOwnerLink(env: {
  directory: Pick<Directory, 'accounts'>
  invites: Pick<Invites, 'create'>
  email: string | null
  base: string
}): Promise<{ link: string; email: string }> {
  const admin = (await env.directory.accounts()).find(({ role }) => role === 'admin')
  const email = env.email ?? admin?.email ?? `owner@${new URL(env.base).hostname}`
  const { token } = await env.invites.create(email, 'admin')
  return { link: inviteLink(env.base, token), email }
}

/**
 * Lets `npm run owner-link` ask a running relay, which alone may write its data file, for a fresh link. The door is
 * a socket beside that file that only the user who runs the relay may open. Rejects where such sockets cannot be.
 */
export async function openDoor(path: string, link: () => Promise<string>): Promise<() => void> {
  // Whoever holds the data file's lock may: what is there was left by a relay that was killed.
  await rm(path, { force: true })
  const server = createServer(socket => {
    socket.on('error', () => socket.destroy())
    link().then(
      fresh => socket.end(fresh),
      () => socket.destroy(),
    )
  })
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(path, done)
  })
  await chmod(path, 0o600)
  return () => void server.close()
}

/** A fresh link from the relay behind this door; null when no relay runs there. */
export async function knock(path: string): Promise<string | null> {
  const socket = connect(path)
  try {
    return (await text(socket)) || null
  } catch {
    // Nobody there, or nobody who could answer: the caller opens the data file itself and hears which it is.
    return null
  }
}
