import type { Conversation } from '../../protocol/conversation.ts'
import type { Row } from '../../protocol/down.ts'
import { clockStart } from '../clock/countdown.ts'

export type Tab = 'waiting' | 'mine' | 'resolved' | 'all'

export const tabs: readonly Tab[] = ['waiting', 'mine', 'resolved', 'all']

/** Whether a row is listed under a tab of agent `me`. */
export function belongs({ state }: Row, tab: Tab, me: string): boolean {
  switch (tab) {
    case 'waiting':
      return state.status === 'waiting'
    case 'mine':
      return state.status === 'assigned' && state.agent.id === me
    case 'resolved':
      return state.status === 'resolved'
    case 'all':
      return state.status !== 'resolved'
  }
}

/** The rows of a tab: running clocks by earliest deadline, then the unanswered by oldest, then the rest by newest. */
export function arrange(
  rows: Iterable<Row>,
  tab: Tab,
  me: string,
  timesOf: (state: Conversation) => { targetMs: number },
): Row[] {
  const rank = (row: Row): [group: number, within: number] => {
    const start = clockStart(row.state)
    if (start !== null) return [0, start + timesOf(row.state).targetMs]
    if (row.state.unansweredSince !== null) return [1, row.state.unansweredSince]
    return [2, -row.state.lastAt]
  }
  return [...rows]
    .filter(row => belongs(row, tab, me))
    .map(row => ({ row, rank: rank(row) }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || (a.row.c < b.row.c ? -1 : 1))
    .map(({ row }) => row)
}

/** Whether the visitor wrote something that no agent's screen has shown. */
export function unread({ state }: Row): boolean {
  return state.last?.role === 'visitor' && state.read.agent < state.last.seq
}
