import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Answer, Problem } from '../api.ts'
import { Field, Trouble } from '../parts/field.tsx'
import { NewPassword } from '../parts/newpassword.tsx'
import { troubleOf } from '../parts/trouble.ts'
import { useHall } from '../room.ts'
import { Gate } from './gate.tsx'

type Look = Awaited<ReturnType<ReturnType<typeof useHall>['api']['lookInvite']>>

/** What an invite or owner's link opens: who it is for, a name and a password. */
export function Accept({ token }: { token: string }): VNode {
  const { api, session, words: w } = useHall()
  const [look, setLook] = useState<Look | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    void api.lookInvite(token).then(setLook)
  }, [api, token])

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    setBusy(true)
    const name = String(form.get('name')).trim()
    const answer = await api.acceptInvite(token, name, String(form.get('password')))
    if (answer.ok) return session.enter(answer.value)
    setBusy(false)
    if (answer.problem.status === 410) setLook(answer)
    else setProblem(answer.problem)
  }

  if (!look)
    return (
      <Gate title={w.invite.title} lead={w.invite.looking}>
        {null}
      </Gate>
    )
  if (!look.ok) return <Gone look={look} again={() => void api.lookInvite(token).then(setLook)} />
  const { email, role, name } = look.value
  return (
    <Gate title={w.invite.title} lead={w.invite.as(w.role[role])}>
      <form onSubmit={submit} class="stack">
        <Field label={w.signin.email}>
          {control => (
            <input {...control} type="email" value={email} autocomplete="username" readOnly />
          )}
        </Field>
        <Field label={w.invite.name}>
          {control => (
            <input
              {...control}
              name="name"
              autocomplete="name"
              required
              maxLength={80}
              defaultValue={name ?? ''}
            />
          )}
        </Field>
        <NewPassword label={w.invite.password} name="password" />
        <Trouble text={problem && troubleOf(problem, w)} />
        <button type="submit" class="primary" disabled={busy}>
          {busy ? w.signin.busy : w.invite.accept}
        </button>
      </form>
    </Gate>
  )
}

function Gone({
  look,
  again,
}: {
  look: Extract<Answer<never>, { ok: false }>
  again(): void
}): VNode {
  const { session, words: w } = useHall()
  if (look.problem.status !== 410) {
    return (
      <Gate title={w.invite.title} lead={troubleOf(look.problem, w)}>
        <button type="button" class="primary" onClick={again}>
          {w.line.retry}
        </button>
      </Gate>
    )
  }
  return (
    <Gate title={w.invite.goneTitle} lead={w.invite.gone}>
      <button type="button" class="primary" onClick={() => session.toSignIn()}>
        {w.invite.toSignin}
      </button>
    </Gate>
  )
}
