import type { VNode } from 'preact'
import type { AgentLine } from '../../protocol/people.ts'
import { useRoom } from '../room.ts'

const order = { online: 0, away: 1, offline: 2 } as const

/** The agents, those who can answer first, each with availability in words and the load as a bar. */
export function Floor(): VNode {
  const { desk, words: w } = useRoom()
  const agents = desk.view.value.agents.toSorted(
    (a, b) => order[a.availability] - order[b.availability] || a.name.localeCompare(b.name),
  )
  return (
    <section class="panel" aria-labelledby="board-agents">
      <h2 id="board-agents">{w.board.agents}</h2>
      {agents.length === 0 && <p class="muted">{w.board.noAgents}</p>}
      <ul class="plain">
        {agents.map(agent => (
          <li key={agent.id} class="agent">
            <span class={`availability ${agent.availability}`} aria-hidden="true" />
            <span class="agent-name">{agent.name}</span>
            <span class="muted agent-state">
              {agent.availability === 'away' && agent.away
                ? w.board.away[agent.away]
                : w.me[agent.availability]}
            </span>
            <Load {...agent} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Load({ load, capacity }: AgentLine): VNode {
  const { words: w } = useRoom()
  const part = capacity > 0 ? Math.min(1, load / capacity) : 0
  return (
    <span class={load >= capacity ? 'agent-load full' : 'agent-load'}>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect class="track" width="100" height="6" rx="3" />
        <rect class="fill" width={part * 100} height="6" rx="3" />
      </svg>
      <span class="digits">{w.me.load(load, capacity)}</span>
    </span>
  )
}
