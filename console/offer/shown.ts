import { useLayoutEffect } from 'preact/hooks'
import type { Row } from '../../protocol/down.ts'
import { useRoom } from '../room.ts'

/**
 * Tells the relay that the offer of `row` is on this screen, once `element` is in the document. A layout effect runs
 * with the commit itself: nothing later would come in a hidden tab, where no frame is painted.
 */
export function useShown({ c, state }: Row, element: { current: HTMLElement | null }): void {
  const { desk } = useRoom()
  const { assignments } = state
  const holder = state.status === 'assigned' ? state.agent.id : null
  useLayoutEffect(() => {
    if (holder === desk.me.id && element.current?.isConnected) desk.client.ack(c)
  }, [desk, c, assignments, holder, element])
}
