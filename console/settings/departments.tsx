import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Department } from '../../protocol/people.ts'
import { Trouble } from '../parts/field.tsx'
import { troubleOf } from '../parts/trouble.ts'
import { useRoom } from '../room.ts'
import { Fold } from './fold.tsx'
import { HoursForm } from './hours.tsx'
import { useSaving } from './saving.tsx'

/** The groups that a page can ask for, with who is in them and when. */
export function Departments(): VNode {
  const { api, desk, words: w } = useRoom()
  const { departments } = desk.view.value
  const { problem, run } = useSaving()

  const add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const name = String(new FormData(form).get('name')).trim()
    if (await run(api.addDepartment(name))) form.reset()
  }

  return (
    <section class="panel" aria-labelledby="settings-departments">
      <h2 id="settings-departments">{w.policy.departments}</h2>
      <p class="hint">{w.policy.departmentsWhy}</p>
      {departments.length === 0 && <p class="muted">{w.policy.noDepartments}</p>}
      <ul class="plain">
        {departments.map(department => (
          <li key={department.id}>
            <Line key={department.name} department={department} />
            <OwnHours department={department} />
          </li>
        ))}
      </ul>
      <form class="member" onSubmit={add}>
        <input name="name" required maxLength={80} aria-label={w.policy.name} autocomplete="off" />
        <button type="submit" class="quiet">
          {w.policy.add}
        </button>
        <Trouble text={problem && troubleOf(problem, w)} />
      </form>
    </section>
  )
}

function Line({ department }: { department: Department }): VNode {
  const { api, desk, words: w, locale } = useRoom()
  const { id } = department
  const [name, setName] = useState(department.name)
  const [sure, setSure] = useState(false)
  const { problem, run } = useSaving()
  const members = desk.view.value.agents
    .filter(agent => agent.departments.includes(id))
    .map(agent => agent.name)

  const rename = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    await run(api.putDepartment(id, { name: name.trim() }))
  }

  return (
    <form class="member" onSubmit={rename}>
      <input
        required
        maxLength={80}
        aria-label={w.policy.nameOf(id)}
        value={name}
        onInput={event => setName(event.currentTarget.value)}
      />
      <button type="submit" class="quiet" disabled={name.trim() === department.name}>
        {w.policy.rename}
      </button>
      <button
        type="button"
        class="quiet"
        aria-label={w.policy.removeOf(department.name)}
        aria-expanded={sure}
        onClick={() => setSure(!sure)}
      >
        {w.policy.remove}
      </button>
      <p class="hint wide">
        {members.length > 0
          ? w.policy.members(new Intl.ListFormat(locale).format(members))
          : w.policy.noMembers}
      </p>
      {sure && (
        <p class="note wide">
          {w.policy.sure(department.name)}{' '}
          <button type="button" class="link" onClick={() => void run(api.removeDepartment(id))}>
            {w.policy.remove}
          </button>{' '}
          <button type="button" class="link" onClick={() => setSure(false)}>
            {w.policy.keep}
          </button>
        </p>
      )}
      <Trouble text={problem && troubleOf(problem, w)} />
    </form>
  )
}

/** Whether it answers when the shop does, or at hours of its own. */
function OwnHours({ department }: { department: Department }): VNode {
  const { api, desk, words: w } = useRoom()
  const { id, name, hours } = department
  const shop = desk.view.value.sites.find(site => site.hours)
  return (
    <Fold title={w.policy.hoursOf(name)} state={hours ? w.policy.itsHours : w.policy.shopsHours}>
      <HoursForm
        hours={hours}
        like={shop?.hours ?? null}
        why={w.policy.itsHoursWhy}
        without={w.policy.shopsHours}
        within={w.policy.itsHours}
        save={own => api.putDepartment(id, { name, hours: own })}
      />
    </Fold>
  )
}
