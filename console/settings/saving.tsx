import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Answer, Problem } from '../api.ts'
import { Trouble } from '../parts/field.tsx'
import { troubleOf } from '../parts/trouble.ts'
import { useRoom } from '../room.ts'

export type Saving = 'idle' | 'busy' | 'done' | Problem

/** Sends what a form holds and knows how that went; `touched` forgets it. */
export function useSaving(): {
  state: Saving
  problem: Problem | null
  run(save: Promise<Answer<unknown>>): Promise<boolean>
  touched(): void
} {
  const [state, setState] = useState<Saving>('idle')
  return {
    state,
    problem: typeof state === 'object' ? state : null,
    async run(save) {
      setState('busy')
      const answer = await save
      setState(answer.ok ? 'done' : answer.problem)
      return answer.ok
    },
    touched: () => setState('idle'),
  }
}

/** The end of a form: what the relay said, and the button. `told` hides a refusal that stands at its fields already. */
export function Save(props: { state: Saving; text?: string; told?: boolean }): VNode {
  const { words: w } = useRoom()
  const { state, text = w.settings.save, told = false } = props
  const problem = typeof state === 'object' && !told ? state : null
  return (
    <>
      <Trouble text={problem && troubleOf(problem, w)} />
      <p role="status" class="saved">
        {state === 'done' && w.settings.saved}
      </p>
      <button type="submit" class="quiet" disabled={state === 'busy'}>
        {text}
      </button>
    </>
  )
}
