import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Problem } from '../api.ts'
import { Field, Trouble } from '../parts/field.tsx'
import { troubleOf } from '../parts/trouble.ts'
import { useHall } from '../room.ts'
import { Gate } from './gate.tsx'
import { useWait } from './wait.ts'

/** E-mail and password, with errors that say what to do. */
export function SignIn({ ended }: { ended: boolean }): VNode {
  const { api, session, words: w } = useHall()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const wait = useWait(problem?.status === 429 ? problem : null)

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    setBusy(true)
    const answer = await api.signIn(String(form.get('email')), String(form.get('password')))
    if (answer.ok) return session.enter(answer.value)
    setBusy(false)
    setProblem(answer.problem)
  }

  return (
    <Gate title={w.signin.title} lead={w.signin.lead}>
      {ended && !problem && (
        <p class="note" role="status">
          {w.signin.ended}
        </p>
      )}
      <form onSubmit={submit} class="stack">
        <Field label={w.signin.email}>
          {control => (
            <input {...control} type="email" name="email" autocomplete="username" required />
          )}
        </Field>
        <Field label={w.signin.password}>
          {control => (
            <input
              {...control}
              type="password"
              name="password"
              autocomplete="current-password"
              required
            />
          )}
        </Field>
        <Trouble text={sentence()} />
        <button type="submit" class="primary" disabled={busy || wait > 0}>
          {busy ? w.signin.busy : w.signin.submit}
          {wait > 0 && <span class="digits"> · {w.unit.s(String(wait))}</span>}
        </button>
      </form>
      <p class="hint">{w.signin.noLink}</p>
    </Gate>
  )

  function sentence(): string | null {
    if (!problem) return null
    if (problem.status === 401) return w.signin.wrong
    return problem.status === 429 && wait === 0 ? null : troubleOf(problem, w)
  }
}
