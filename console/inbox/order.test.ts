import { describe, expect, it } from 'vitest'
import type { Conversation } from '../../protocol/conversation.ts'
import { row } from '../scene.ts'
import { arrange, tabs, unread } from './order.ts'

const timesOf = ({ site }: Conversation) => ({ targetMs: site === 'slow' ? 180_000 : 60_000 })
const ids = (rows: ReturnType<typeof arrange>) => rows.map(({ c }) => c)

describe('arrange', () => {
  it('[C2] puts the earliest deadline first, which is not always the oldest message', () => {
    const rows = [
      row('slow', { startedAt: 1000, site: 'slow' }),
      row('late', { startedAt: 9000 }),
      row('early', { startedAt: 5000 }),
    ]
    expect(ids(arrange(rows, 'waiting', 'me', timesOf))).toEqual(['early', 'late', 'slow'])
  })

  it('[C2] puts running clocks before unanswered chats, and those before quiet ones', () => {
    const answered = (c: string, at: number) =>
      row(c, { startedAt: at, answeredAt: at + 1, holder: 'me' })
    const asks = answered('asks', 1000)
    const rows = [
      answered('quiet-old', 2000),
      answered('quiet-new', 3000),
      { ...asks, state: { ...asks.state, unansweredSince: 1500 } },
      row('clock', { startedAt: 50_000, holder: 'me' }),
    ]
    const order = ['clock', 'asks', 'quiet-new', 'quiet-old']
    expect(ids(arrange(rows, 'mine', 'me', timesOf))).toEqual(order)
  })

  it('[C2] lists every chat under the tabs it belongs to', () => {
    const rows = [
      row('waits', { startedAt: 1 }),
      row('mine', { startedAt: 2, holder: 'me' }),
      row('hers', { startedAt: 3, holder: 'ayu' }),
      row('done', { startedAt: 4, resolved: true }),
    ]
    const listed = tabs.map(tab => ids(arrange(rows, tab, 'me', timesOf)))
    expect(listed).toEqual([['waits'], ['mine'], ['done'], ['waits', 'mine', 'hers']])
  })
})

describe('unread', () => {
  it('[C2] marks what the visitor wrote after the last look', () => {
    const fresh = row('c', { startedAt: 1 })
    expect(unread(fresh)).toBe(true)
    const seen = { ...fresh, state: { ...fresh.state, read: { visitor: 2, agent: 2 } } }
    expect(unread(seen)).toBe(false)
  })
})
