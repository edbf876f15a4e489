import type { VNode } from 'preact'
import type { Conversation } from '../../protocol/conversation.ts'
import { useRoom } from '../room.ts'
import { clockStart } from './countdown.ts'
import { Ring } from './ring.tsx'

/** The ring of a conversation by its own target and ladder; nothing while no clock runs. */
export function Running({ state }: { state: Conversation }): VNode | null {
  const { desk } = useRoom()
  const startedAt = clockStart(state)
  if (startedAt === null) return null
  return <Ring startedAt={startedAt} times={desk.timesOf(state)} />
}
