import type { Extra, Room } from '../room.ts'
import { english, paceIn } from '../words/pace.ts'
import { said } from '../words/said.ts'

/** Says how fast the shop answers, and when it is this visitor's turn. */
export async function createPace({ tag }: Room): Promise<Extra> {
  const pace = paceIn(await said(tag, 'pace', english))
  return {
    here({ site, online, state }, here) {
      const badge = online && state.status !== 'assigned' && site?.badge
      return badge && pace.badge(badge, here)
    },
    end(view) {
      const { status } = view.state
      // Where a message is asked for, that says it.
      if (status === 'new')
        return view.online === 0 && !view.site?.widget.away && <p class="away">{pace.away}</p>
      return status === 'waiting' && view.online !== null && <p class="notice">{pace.turn(view)}</p>
    },
  }
}
