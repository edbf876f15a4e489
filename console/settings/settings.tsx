import type { VNode } from 'preact'
import { useRoom } from '../room.ts'
import { Device } from './device.tsx'
import { Password } from './password.tsx'
import { Shops } from './shops.tsx'
import { Team } from './team.tsx'

/** Everything that is set once: this device, my password, and for admins the team and the shops. */
export function Settings(): VNode {
  const { desk, session, words: w } = useRoom()
  const { me } = desk.view.value
  const admin = (me?.role ?? desk.me.role) === 'admin'
  return (
    <div class="page settings">
      <h1>{w.settings.title}</h1>
      {admin && <Shops />}
      {admin && <Team />}
      <Device />
      <section class="panel" aria-labelledby="settings-you">
        <h2 id="settings-you">{w.settings.you}</h2>
        <p>
          {me?.name ?? desk.me.name} <span class="muted">· {desk.me.email}</span>
        </p>
        <Password />
        <p>
          <button type="button" class="quiet" onClick={() => void session.signOut()}>
            {w.settings.signOut}
          </button>
        </p>
      </section>
    </div>
  )
}
