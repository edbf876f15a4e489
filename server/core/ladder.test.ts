import { describe, expect, it } from 'vitest'
import {
  type Conversation,
  type ConversationState,
  evolve,
  initial,
} from '../../protocol/conversation.ts'
import type { Author, ConversationEvent } from '../../protocol/events.ts'
import { defaultLadder, type Ladder, type Step, steps } from '../../protocol/ladder.ts'
import { due } from './ladder.ts'

const ayu = { id: 'ayu', name: 'Ayu' }
const vera: Author = { role: 'visitor', id: 'vera' }
const opened: ConversationEvent = { type: 'opened', site: 's', visitor: 'vera' }
const says = (by: Author, id = 'm'): ConversationEvent => ({ type: 'message', id, by, text: id })
const answer = says({ role: 'agent', ...ayu }, 'r')
const offered: ConversationEvent = { type: 'assigned', agent: ayu, how: 'routed' }
const acked: ConversationEvent = { type: 'acked', agent: ayu }
const lost: ConversationEvent = { type: 'released', agent: ayu, why: 'disconnected' }
const resolved: ConversationEvent = { type: 'resolved', by: ayu }
const stepped = (step: Step): ConversationEvent => ({ type: 'stepped', step, kept: null })

/** Events with the second each came at; the first message is at 0. */
function given(...events: [number, ConversationEvent][]): Conversation {
  const log: [number, ConversationEvent][] = [[0, opened], [0, says(vera)], ...events]
  const state = log.reduce<ConversationState>(
    (before, [second, event], i) => evolve(before, { seq: i + 1, at: second * 1000, event }),
    initial,
  )
  if (state.status === 'new') throw new Error('nothing was opened')
  return state
}
const rungs: Ladder = { ...defaultLadder, nudgeMs: 15_000, handOnMs: 30_000, allHandsMs: 45_000 }
const times = { ...rungs, targetMs: 60_000 }
const next = (state: Conversation, ladder = rungs, targetMs = 60_000, since = 0) => {
  const found = due(state, { ...ladder, targetMs }, since)
  return found && `${found.type === 'step' ? found.step : 'expire'} at ${found.at / 1000}`
}

describe('what is due next', () => {
  it('[R3] is each rung in its turn, counted from the first message, then nothing', () => {
    const climbed: [number, ConversationEvent][] = []
    const seen = [next(given())]
    for (const step of steps) {
      climbed.push([50, stepped(step)])
      seen.push(next(given(...climbed)))
    }
    expect(seen).toEqual(['nudge at 15', 'hand-on at 30', 'all-hands at 45', 'breach at 60', null])
  })

  it('[R2] is the end of an offer before the rung that comes after it, until it is confirmed', () => {
    expect(next(given([2, offered]))).toBe('expire at 5')
    expect(next(given([2, offered], [3, acked]))).toBe('nudge at 15')
    expect(next(given([13, offered]))).toBe('nudge at 15')
    expect(next(given([13, offered], [15, stepped('nudge')]))).toBe('expire at 16')
    expect(due(given([2, offered], [4, lost], [6, offered]), times, 0)).toEqual({
      type: 'expire',
      at: 9000,
      assignment: 2,
    })
  })

  it('[R2] is the end of an offer after the last rung too', () => {
    const breached = steps.map((step): [number, ConversationEvent] => [60, stepped(step)])
    expect(next(given(...breached, [70, offered]))).toBe('expire at 73')
  })

  it('[R2] is no end of an offer whose agent opened it, writes, or took it', () => {
    const read: ConversationEvent = { type: 'read', by: { role: 'agent', ...ayu }, upTo: 2 }
    expect(next(given([2, offered], [3, read]))).toBe('nudge at 15')
    expect(next(given([2, offered], [3, { type: 'typed', agent: ayu }]))).toBe('nudge at 15')
    expect(next(given([2, { type: 'assigned', agent: ayu, how: 'taken' }]))).toBe('nudge at 15')
  })

  it('[R2] is the end of an offer made before the relay ran only when its console had time to come back', () => {
    const late = (ladder = rungs) => next(given([2, offered]), ladder, 60_000, 4000)
    expect(late()).toBe('expire at 12')
    expect(late({ ...rungs, graceMs: 1000 })).toBe('expire at 7')
    expect(next(given([4, offered]), rungs, 60_000, 4000)).toBe('expire at 7')
    expect(next(given([2, offered]), rungs, 60_000, 10_000)).toBe('nudge at 15')
  })

  it('is nothing once it is answered or resolved', () => {
    expect(next(given([2, offered], [3, answer]))).toBeNull()
    expect(next(given([2, offered], [3, answer], [9, says(vera, 'm2')]))).toBeNull()
    expect(next(given([2, resolved]))).toBeNull()
  })

  it('[R2] is the end of an offer in an answered episode, where a later question moved on', () => {
    const moved: [number, ConversationEvent][] = [
      [2, offered],
      [3, answer],
      [100, says(vera, 'm2')],
      [110, lost],
      [120, offered],
    ]
    expect(next(given(...moved))).toBe('expire at 123')
    expect(next(given(...moved, [121, says({ role: 'agent', ...ayu }, 'r2')]))).toBeNull()
  })

  it('[R3] begins anew with the next episode', () => {
    const again = given([10, stepped('nudge')], [20, resolved], [100, says(vera, 'm2')])
    expect(due(again, times, 0)).toMatchObject({ n: 2, step: 'nudge', at: 115_000 })
  })

  it("[R3] is counted by the site's own ladder and target", () => {
    const own = { ackMs: 1000, nudgeMs: 2000, handOnMs: 4000, allHandsMs: 6000, graceMs: 1000 }
    expect(next(given(), own, 8000)).toBe('nudge at 2')
    expect(next(given([0.5, offered]), own, 8000)).toBe('expire at 1.5')
    const last = given([2, stepped('nudge')], [4, stepped('hand-on')], [6, stepped('all-hands')])
    expect(next(last, own, 8000)).toBe('breach at 8')
  })
})
