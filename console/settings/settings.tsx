import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Problem } from '../api.ts'
import { Trouble } from '../parts/field.tsx'
import { troubleOf } from '../parts/trouble.ts'
import { useRoom } from '../room.ts'
import { Departments } from './departments.tsx'
import { Device } from './device.tsx'
import { Password } from './password.tsx'
import { Shops } from './shops.tsx'
import { Team } from './team.tsx'

/** Everything that is set once: this device, my password, and for admins the team and the shops. */
export function Settings(): VNode {
  const { desk, words: w } = useRoom()
  const { me } = desk.view.value
  const admin = (me?.role ?? desk.me.role) === 'admin'
  return (
    <div class="page settings">
      <h1>{w.settings.title}</h1>
      {admin && <Shops />}
      {admin && <Departments />}
      {admin && <Team />}
      <Device />
      <section class="panel" aria-labelledby="settings-you">
        <h2 id="settings-you">{w.settings.you}</h2>
        <p>
          {me?.name ?? desk.me.name} <span class="muted">· {desk.me.email}</span>
        </p>
        <Password />
        <SignOut />
      </section>
    </div>
  )
}

function SignOut(): VNode {
  const { session, words: w } = useRoom()
  const [problem, setProblem] = useState<Problem | null>(null)
  return (
    <>
      <Trouble text={problem && troubleOf(problem, w)} />
      <button type="button" class="quiet" onClick={async () => setProblem(await session.signOut())}>
        {w.settings.signOut}
      </button>
    </>
  )
}
