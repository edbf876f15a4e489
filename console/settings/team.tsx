import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { AgentLine } from '../../protocol/people.ts'
import type { Problem } from '../api.ts'
import { Trouble } from '../parts/field.tsx'
import { troubleOf } from '../parts/trouble.ts'
import { useRoom } from '../room.ts'
import { Invite } from './invite.tsx'
import { Skills } from './skills.tsx'

/** The agents, how many chats each holds at once and which ones; and the way to invite one more. */
export function Team(): VNode {
  const { desk, words: w } = useRoom()
  const agents = desk.view.value.agents.toSorted((a, b) => a.name.localeCompare(b.name))
  return (
    <section class="panel" aria-labelledby="settings-team">
      <h2 id="settings-team">{w.settings.team}</h2>
      <ul class="plain">
        {agents.map(agent => (
          <li key={agent.id}>
            <Member key={`${agent.id} ${agent.capacity}`} agent={agent} />
            <Skills agent={agent} />
          </li>
        ))}
      </ul>
      <Invite />
    </section>
  )
}

function Member({ agent }: { agent: AgentLine }): VNode {
  const { api, words: w } = useRoom()
  const [capacity, setCapacity] = useState(String(agent.capacity))
  const [problem, setProblem] = useState<Problem | null>(null)
  const changed = capacity !== String(agent.capacity)

  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const answer = await api.setAgent(agent.id, { capacity: Number(capacity) })
    setProblem(answer.ok ? null : answer.problem)
  }

  return (
    <form class="member" onSubmit={save}>
      <span class="member-name">
        {agent.name} <span class="muted">· {w.role[agent.role]}</span>
      </span>
      <span class="muted" aria-hidden="true">
        {w.settings.capacity}
      </span>
      <input
        type="number"
        class="digits"
        min={1}
        max={50}
        required
        aria-label={w.settings.capacityOf(agent.name)}
        value={capacity}
        onInput={event => setCapacity(event.currentTarget.value)}
      />
      <button type="submit" class="quiet" disabled={!changed}>
        {w.settings.save}
      </button>
      <Trouble text={problem && troubleOf(problem, w)} />
    </form>
  )
}
