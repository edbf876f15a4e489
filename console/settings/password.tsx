import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Problem } from '../api.ts'
import { Field, Trouble } from '../parts/field.tsx'
import { NewPassword } from '../parts/newpassword.tsx'
import { troubleOf } from '../parts/trouble.ts'
import { useRoom } from '../room.ts'

/** Changes my password, or sets the first one where there is none. */
export function Password(): VNode {
  const { api, desk, words: w } = useRoom()
  const [state, setState] = useState<'idle' | 'busy' | 'done' | Problem>('idle')
  const first = desk.me.needsPassword === true && state !== 'done'
  const problem = typeof state === 'object' ? state : null

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const data = new FormData(form)
    setState('busy')
    const answer = await api.changePassword(
      String(data.get('current') ?? ''),
      String(data.get('next')),
    )
    if (answer.ok) form.reset()
    setState(answer.ok ? 'done' : answer.problem)
  }

  const wrong = problem?.status === 401 || problem?.status === 403
  return (
    <details class="fold" open={first}>
      <summary>{first ? w.settings.setPassword : w.settings.password}</summary>
      {first && <p class="note">{w.settings.needsPassword}</p>}
      <form class="stack" onSubmit={submit}>
        {!first && (
          <Field label={w.settings.current}>
            {control => (
              <input
                {...control}
                type="password"
                name="current"
                autocomplete="current-password"
                required
              />
            )}
          </Field>
        )}
        <NewPassword label={w.settings.next} name="next" />
        <Trouble text={problem && (wrong ? w.settings.wrongCurrent : troubleOf(problem, w))} />
        <p role="status" class="saved">
          {state === 'done' && w.settings.changed}
        </p>
        <button type="submit" class="primary" disabled={state === 'busy'}>
          {first ? w.settings.setPassword : w.settings.change}
        </button>
      </form>
    </details>
  )
}
