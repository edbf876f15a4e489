import type { VNode } from 'preact'
import { clockStart } from '../clock/countdown.ts'
import { Running } from '../clock/running.tsx'
import { arrange } from '../inbox/order.ts'
import { useRoom } from '../room.ts'
import { hashOf } from '../route.ts'
import { visitorName } from '../visitor/name.ts'

/** Every first message that nobody has answered, with its clock, whoever holds it. */
export function Waiting(): VNode {
  const { desk, words: w } = useRoom()
  const { rows, visitors } = desk.view.value
  const running = arrange(rows.values(), 'all', desk.me.id, desk.timesOf).filter(
    ({ state }) => clockStart(state) !== null,
  )
  return (
    <section class="panel" aria-labelledby="board-waiting">
      <h2 id="board-waiting">
        {w.board.waiting} {running.length > 0 && <span class="count">{running.length}</span>}
      </h2>
      {running.length === 0 && <p class="muted">{w.board.noWaiting}</p>}
      <ul class="plain">
        {running.map(({ c, state }) => (
          <li key={c}>
            <a class="wait" href={hashOf({ at: 'inbox', chat: c })}>
              <Running state={state} />
              <span class="wait-text">
                <strong>{visitorName(visitors.get(state.visitor), state.visitor, w)}</strong>
                <span class="muted">
                  {state.status === 'assigned' ? w.board.with(state.agent.name) : w.board.nobody}
                </span>
              </span>
              {state.episode?.step && (
                <span class={`wait-step ${state.episode.step}`}>
                  {w.board.step[state.episode.step]}
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
