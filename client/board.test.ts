import { expect, it } from 'vitest'
import { type ConversationState, evolve } from '../protocol/conversation.ts'
import type { ConversationEvent, Recorded } from '../protocol/events.ts'
import { createBoard } from './board.ts'
import { advance, createSyncing, emptyReplica, type Replica } from './replica.ts'

const log: Recorded[] = Array.from({ length: 6 }, (_, i) => {
  const event: ConversationEvent =
    i === 0
      ? { type: 'opened', site: 's', visitor: 'v' }
      : { type: 'message', id: `m${i}`, by: { role: 'visitor', id: 'v' }, text: `m${i}` }
  return { seq: i + 1, at: 1000 + i, event }
})
const empty: Replica<ConversationState> = emptyReplica
const seqs = (events: readonly Recorded[]) => events.map(({ seq }) => seq)

it('a replica takes what follows, passes over repeats and stops at a gap', () => {
  const first = advance(empty, evolve, log.slice(0, 3), true)
  const repeated = advance(first.replica, evolve, log.slice(1, 4), true)
  expect([seqs(repeated.fresh), repeated.replica.head]).toEqual([[4], 4])
  const gap = advance(first.replica, evolve, log.slice(4), true)
  expect([gap.fresh, gap.replica]).toEqual([[], first.replica])
})

it('asks once for the same page, and again when the line is new', () => {
  const asked: object[] = []
  const syncing = createSyncing(frame => asked.push(frame) > 0)
  for (const since of [3, 3, 5]) syncing.ask('c', since)
  syncing.forget()
  syncing.ask('c', 5)
  expect(asked).toHaveLength(3)
})

it("a stale list of open conversations takes nothing from an opened thread's state", () => {
  const board = createBoard()
  board.open('c')
  board.take('c', log, 6)
  const old = advance(empty, evolve, log.slice(0, 2), false).replica
  if (old.state.status === 'new') throw new Error('nothing was opened')
  board.replace([{ c: 'c', head: 2, state: old.state }])
  expect(board.rows().get('c')?.head).toBe(6)
})

it('says from where to ask on when something is missing', () => {
  const board = createBoard()
  expect(board.take('c', log.slice(0, 2), 2).missing).toBeNull()
  expect(board.take('c', log.slice(4), 6)).toEqual({ fresh: [], missing: 2 })
  expect(seqs(board.take('c', log.slice(2), 6).fresh)).toEqual([3, 4, 5, 6])
})

it('history loaded into a thread is not fresh', () => {
  const board = createBoard()
  board.take('c', log, 6)
  board.open('c')
  expect(board.behind('c', 6)).toBe(0)
  expect(board.take('c', log, 6)).toEqual({ fresh: [], missing: null })
})
