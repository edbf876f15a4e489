import { beforeEach, expect, it } from 'vitest'
import { createTestClock, type TestClock } from '../../e2e/sim/clock.ts'
import {
  type Conversation,
  type ConversationState,
  evolve,
  initial,
} from '../../protocol/conversation.ts'
import type { ConversationEvent } from '../../protocol/events.ts'
import { defaultLadder, type Ladder, type Step } from '../../protocol/ladder.ts'
import { createTimekeeper, type Timekeeper } from './timekeeper.ts'

let clock: TestClock
let start: number
let fired: string[]
let ladder: Ladder
let keeper: Timekeeper
let log: ConversationEvent[]

const rungs: Ladder = { ...defaultLadder, nudgeMs: 15_000, handOnMs: 30_000, allHandsMs: 45_000 }
const ayu = { id: 'ayu', name: 'Ayu' }
const stepped = (step: Step): ConversationEvent => ({ type: 'stepped', step, kept: null })

/** The state of a conversation that began at `start`, after these events now. */
function now(...events: ConversationEvent[]): Conversation {
  log.push(...events)
  const state = log.reduce<ConversationState>(
    (before, event, i) => evolve(before, { seq: i + 1, at: i < 2 ? start : clock.now(), event }),
    initial,
  )
  if (state.status === 'new') throw new Error('nothing was opened')
  return state
}

beforeEach(() => {
  clock = createTestClock()
  start = clock.now()
  fired = []
  ladder = rungs
  log = [
    { type: 'opened', site: 's', visitor: 'vera' },
    { type: 'message', id: 'm', by: { role: 'visitor', id: 'vera' }, text: 'm' },
  ]
  keeper = createTimekeeper({
    clock,
    timesOf: () => ({ ...ladder, targetMs: 60_000 }),
    fire(c, due) {
      const what = due.type === 'step' ? due.step : 'expire'
      fired.push(`${c} ${what} ${(clock.now() - start) / 1000}`)
      if (due.type === 'step') keeper.watch(c, now(stepped(due.step)))
    },
  })
})

it('[R3] keeps one timer a conversation and fires each rung at its second, once', async () => {
  keeper.watch('c', now())
  keeper.watch('c', now())
  expect(clock.timers()).toBe(1)
  await clock.advance(14_999)
  expect(fired).toEqual([])
  await clock.advance(100_000)
  expect(fired).toEqual(['c nudge 15', 'c hand-on 30', 'c all-hands 45', 'c breach 60'])
  expect(clock.timers()).toBe(0)
})

it('[R2] moves the timer when the state moves', async () => {
  await clock.advance(1000)
  const offer: ConversationEvent = { type: 'assigned', agent: ayu, how: 'routed' }
  keeper.watch('c', now(offer))
  await clock.advance(2000)
  keeper.watch('c', now({ type: 'acked', agent: ayu }))
  expect(clock.timers()).toBe(1)
  await clock.advance(13_000)
  expect(fired).toEqual(['c nudge 15'])
})

it('ends the timer of what is answered', async () => {
  keeper.watch('c', now())
  const by = { role: 'agent', ...ayu } as const
  keeper.watch('c', now({ type: 'message', id: 'r', by, text: 'r' }))
  expect(clock.timers()).toBe(0)
})

it('[R3] fires what is overdue at once, in order, each once', async () => {
  await clock.advance(50_000)
  keeper.watch('c', now())
  await clock.advance(0)
  expect(fired).toEqual(['c nudge 50', 'c hand-on 50', 'c all-hands 50'])
  await clock.advance(100_000)
  expect(fired.at(-1)).toBe('c breach 60')
})

it('[R3] moves to a ladder that was changed, when it is told to look again', async () => {
  keeper.watch('c', now())
  ladder = { ...rungs, nudgeMs: 5000 }
  keeper.watch('c', now())
  await clock.advance(5000)
  expect(fired).toEqual(['c nudge 5'])
})

it('fires nothing and sets nothing once it is closed', async () => {
  keeper.watch('c', now())
  keeper.close()
  keeper.watch('d', now())
  expect(clock.timers()).toBe(0)
  await clock.advance(100_000)
  expect(fired).toEqual([])
})
