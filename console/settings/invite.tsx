import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Role } from '../../protocol/people.ts'
import type { Answer } from '../api.ts'
import { Copy } from '../parts/copy.tsx'
import { Field, Trouble } from '../parts/field.tsx'
import { troubleOf } from '../parts/trouble.ts'
import { useRoom } from '../room.ts'
import { moment } from '../words/format.ts'

type Made = { email: string; answer: Answer<{ link: string; expiresAt: number }> }

/** Makes a one-time link for a colleague; who sends it, and how, stays with the admin. */
export function Invite(): VNode {
  const { api, words: w, locale } = useRoom()
  const [made, setMade] = useState<Made | null>(null)

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const data = new FormData(form)
    const email = String(data.get('email')).trim()
    const answer = await api.invite(email, data.get('role') as Role)
    if (answer.ok) form.reset()
    setMade({ email, answer })
  }

  return (
    <section class="invite">
      <h3>{w.settings.invite}</h3>
      <form class="invite-form" onSubmit={submit}>
        <Field label={w.settings.inviteEmail}>
          {control => <input {...control} type="email" name="email" required autocomplete="off" />}
        </Field>
        <Field label={w.settings.role}>
          {control => (
            <select {...control} name="role">
              <option value="agent">{w.role.agent}</option>
              <option value="admin">{w.role.admin}</option>
            </select>
          )}
        </Field>
        <button type="submit" class="quiet">
          {w.settings.makeLink}
        </button>
      </form>
      <Trouble text={made && !made.answer.ok ? troubleOf(made.answer.problem, w) : null} />
      <div role="status">
        {made?.answer.ok && (
          <>
            <Copy label={w.settings.linkFor(made.email)} text={made.answer.value.link} />
            <p class="hint">{w.settings.linkWhy(moment(made.answer.value.expiresAt, locale))}</p>
          </>
        )}
      </div>
    </section>
  )
}
