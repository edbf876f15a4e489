import type { VNode } from 'preact'
import type { Conversation } from '../../protocol/conversation.ts'
import { useRoom } from '../room.ts'
import { clockStart } from './countdown.ts'
import { Ring } from './ring.tsx'

/** The ring of a conversation by its own site's target and ladder; nothing while no clock runs. */
export function Running({ state }: { state: Conversation }): VNode | null {
  const { desk } = useRoom()
  const startedAt = clockStart(state)
  if (startedAt === null) return null
  const { site } = state
  return <Ring startedAt={startedAt} targetMs={desk.targetOf(site)} ladder={desk.ladderOf(site)} />
}
