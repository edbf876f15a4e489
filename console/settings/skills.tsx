import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { AgentLine } from '../../protocol/people.ts'
import { useRoom } from '../room.ts'
import { Checked } from './checked.tsx'
import { readLanguages } from './languages.ts'
import { Save, useSaving } from './saving.tsx'

/** Which chats can come to an agent: those of these departments, in these languages. */
export function Skills({ agent }: { agent: AgentLine }): VNode {
  const { api, desk, words: w } = useRoom()
  const { departments } = desk.view.value
  const { state, run, touched } = useSaving()
  const [chosen, setChosen] = useState(agent.departments)
  const [tongues, setTongues] = useState(agent.languages.join(', '))
  const languages = readLanguages(tongues)

  const choose = (id: string, on: boolean): void => {
    setChosen(on ? [...chosen, id] : chosen.filter(other => other !== id))
    touched()
  }

  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (!languages.ok) return
    // One that was removed meanwhile is no longer known.
    const known = chosen.filter(id => departments.some(department => department.id === id))
    await run(api.setAgent(agent.id, { departments: known, languages: languages.value }))
  }

  return (
    <details class="fold wide">
      <summary>
        <span class="unseen">{w.policy.skillsOf(agent.name)}</span>
        <span aria-hidden="true">{w.policy.skills}</span>
      </summary>
      <form class="stack" onSubmit={save}>
        {departments.length > 0 && (
          <fieldset class="choices">
            <legend>{w.policy.departments}</legend>
            {departments.map(({ id, name }) => (
              <label key={id} class="tick">
                <input
                  type="checkbox"
                  checked={chosen.includes(id)}
                  onChange={event => choose(id, event.currentTarget.checked)}
                />
                {name}
              </label>
            ))}
          </fieldset>
        )}
        <Checked
          label={w.policy.languages}
          hint={w.policy.languagesWhy}
          wrong={languages.ok ? null : w.policy.noTag(languages.text)}
        >
          {control => (
            <input
              {...control}
              value={tongues}
              spellcheck={false}
              autocomplete="off"
              dir="ltr"
              onInput={event => {
                setTongues(event.currentTarget.value)
                touched()
              }}
            />
          )}
        </Checked>
        <Save state={state} />
      </form>
    </details>
  )
}
