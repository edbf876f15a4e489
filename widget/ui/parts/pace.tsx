import type { Extra, Room } from '../room.ts'
import { paceIn } from '../words/pace.ts'

/** Says how fast the shop answers, and when it is this visitor's turn. */
export function createPace({ tag }: Room): Extra {
  const pace = paceIn(tag)
  return {
    here({ site, online, state }, here) {
      const badge = online && state.status !== 'assigned' && site?.badge
      return badge && pace.badge(badge, here)
    },
    end(view) {
      const { status } = view.state
      if (status === 'new') return view.online === 0 && <p class="away">{pace.away}</p>
      return status === 'waiting' && view.online !== null && <p class="notice">{pace.turn(view)}</p>
    },
  }
}
