import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Conversation, type ConversationState, evolve, initial } from './conversation.ts'
import type { Author, Candidate, ConversationEvent, Recorded } from './events.ts'

const ayu = { id: 'ayu', name: 'Ayu' }
const budi = { id: 'budi', name: 'Budi' }
const visitor: Author = { role: 'visitor', id: 'v1' }
const by = (agent: typeof ayu): Author => ({ role: 'agent', ...agent })

const opened: ConversationEvent = { type: 'opened', site: 's', visitor: 'v1' }
const asks = (id = 'q'): ConversationEvent => ({ type: 'message', id, by: visitor, text: id })
const replies = (agent = ayu): ConversationEvent => ({
  type: 'message',
  id: `r-${agent.id}`,
  by: by(agent),
  text: 'yes',
})
const assigned = (agent = ayu): ConversationEvent => ({ type: 'assigned', agent, how: 'routed' })
const released: ConversationEvent = { type: 'released', agent: ayu, why: 'disconnected' }
const resolved: ConversationEvent = { type: 'resolved', by: ayu }
const read = (upTo: number, author: Author = by(ayu)): ConversationEvent => ({
  type: 'read',
  by: author,
  upTo,
})

/** Events in their places, one every 10 ms from 1000. */
function fold(...events: ConversationEvent[]): Conversation {
  const state = events
    .map((event, i): Recorded => ({ seq: i + 1, at: 1000 + 10 * i, event }))
    .reduce<ConversationState>(evolve, initial)
  if (state.status === 'new') throw new Error('the log does not open a conversation')
  return state
}

const author = fc.constantFrom<Author[]>(visitor, by(ayu), by(budi))
const agent = fc.constantFrom(ayu, budi)
const anyEvent: fc.Arbitrary<ConversationEvent> = fc.oneof(
  fc.constant(opened),
  fc.record({
    type: fc.constant('message' as const),
    id: fc.string(),
    by: author,
    text: fc.string(),
  }),
  fc.record({
    type: fc.constant('routed' as const),
    to: fc.option(agent),
    cause: fc.constant('message' as const),
    candidates: fc.constant<Candidate[]>([]),
  }),
  fc.record({ type: fc.constant('assigned' as const), agent, how: fc.constant('taken' as const) }),
  fc.record({
    type: fc.constant('released' as const),
    agent,
    why: fc.constant('disconnected' as const),
  }),
  fc.record({ type: fc.constant('read' as const), by: author, upTo: fc.nat() }),
  fc.record({ type: fc.constant('resolved' as const), by: agent }),
  fc.constant({ type: 'private' as const }),
)

describe('evolve', () => {
  it('takes any events in any order, and at most one holder holds', () => {
    const log = fc.array(fc.record({ at: fc.integer(), event: anyEvent }), { maxLength: 30 })
    fc.assert(
      fc.property(log, entries => {
        let state: ConversationState = initial
        for (const [i, { at, event }] of entries.entries()) {
          const before = structuredClone(state)
          const next = evolve(state, { seq: i + 1, at, event })
          expect(state).toEqual(before)
          state = next
          if (state.status === 'new') continue
          const holding =
            state.episode?.holders.filter(({ outcome }) => outcome === 'holding') ?? []
          expect(holding.length).toBeLessThanOrEqual(1)
          if (state.episode?.resolvedAt != null) expect(holding).toEqual([])
        }
      }),
    )
  })

  it('passes over everything before a conversation is opened', () => {
    const events = [asks(), assigned(), resolved, read(1)]
    for (const event of events) expect(evolve(initial, { seq: 1, at: 1, event })).toBe(initial)
  })

  it('changes nothing but the time at a private event', () => {
    const before = fold(opened, asks(), assigned())
    const after = evolve(before, { seq: 4, at: 5000, event: { type: 'private' } })
    expect(after).toEqual({ ...before, lastAt: 5000 })
  })

  it('counts assignments: the fencing number grows with each', () => {
    expect(fold(opened, asks()).assignments).toBe(0)
    expect(fold(opened, asks(), assigned(), released, assigned(budi)).assignments).toBe(2)
  })

  it('remembers since when the visitor is unanswered, from the first message on', () => {
    expect(fold(opened, asks(), asks('more')).unansweredSince).toBe(1010)
    expect(fold(opened, asks(), assigned(), replies()).unansweredSince).toBeNull()
    expect(fold(opened, asks(), assigned(), replies(), asks('b')).unansweredSince).toBe(1040)
    expect(fold(opened, asks(), resolved).unansweredSince).toBeNull()
  })

  it('explains a wait once, and anew after a release', () => {
    const nobody: ConversationEvent = { type: 'routed', to: null, cause: 'message', candidates: [] }
    expect(fold(opened, asks(), nobody)).toMatchObject({ status: 'waiting', explained: true })
    const again = fold(opened, asks(), nobody, assigned(), released)
    expect(again).toMatchObject({ status: 'waiting', explained: false })
  })

  it('moves read marks only forward, and a message reads what stands before it', () => {
    expect(fold(opened, asks(), asks('b'), read(3), read(2)).read).toEqual({ visitor: 3, agent: 3 })
    expect(fold(opened, asks(), assigned(), replies()).read.agent).toBe(4)
  })

  it('cuts the preview of the last message', () => {
    const long: ConversationEvent = { type: 'message', id: 'l', by: visitor, text: 'x'.repeat(900) }
    expect(fold(opened, long).last?.text).toHaveLength(140)
  })
})

describe('an episode', () => {
  it('begins with the first unanswered visitor message, held by nobody', () => {
    expect(fold(opened, asks(), asks('b')).episode).toEqual({
      n: 1,
      startedAt: 1010,
      startSeq: 2,
      holders: [],
      answeredAt: null,
      answeredBy: null,
      resolvedAt: null,
    })
  })

  it('is answered once, by who was first', () => {
    const { episode } = fold(opened, asks(), assigned(), replies(), asks('b'), replies(budi))
    expect(episode).toMatchObject({ n: 1, answeredAt: 1030, answeredBy: ayu })
  })

  it('begins anew after its resolution and gets a number', () => {
    const state = fold(opened, asks(), assigned(), replies(), resolved, asks('again'))
    expect(state).toMatchObject({ status: 'waiting', unansweredSince: 1050 })
    expect(state.episode).toMatchObject({ n: 2, startedAt: 1050, startSeq: 6, holders: [] })
  })

  it('is held from its start by who already has the conversation', () => {
    const state = fold(opened, asks(), resolved, assigned(budi), asks('again'))
    expect(state.episode).toMatchObject({ n: 2 })
    expect(state.episode?.holders).toMatchObject([
      { agent: budi, assignedAt: 1040, outcome: 'holding' },
    ])
  })

  it('is not answered or prolonged by what follows its resolution', () => {
    const before = fold(opened, asks(), resolved).episode
    expect(before).toMatchObject({ answeredAt: null, resolvedAt: 1020 })
    expect(fold(opened, asks(), resolved, assigned(), replies(), resolved).episode).toEqual(before)
  })

  it('lets the holder go at a release, and again at a hand-over', () => {
    const { episode } = fold(opened, asks(), assigned(), released, assigned(budi), assigned(ayu))
    expect(episode?.holders).toMatchObject([
      { agent: ayu, assignedAt: 1020, endedAt: 1030, outcome: 'disconnected' },
      { agent: budi, assignedAt: 1040, endedAt: 1050, outcome: 'taken' },
      { agent: ayu, assignedAt: 1050, endedAt: null, outcome: 'holding' },
    ])
    expect(fold(opened, asks(), assigned(), resolved).episode?.holders).toMatchObject([
      { endedAt: 1030, outcome: 'resolved' },
    ])
  })

  it('is opened once, by its holder, and only by a mark that reaches it', () => {
    const openedAt = (...events: ConversationEvent[]) =>
      fold(opened, asks(), assigned(), ...events).episode?.holders[0]?.openedAt
    expect(openedAt(read(1))).toBeNull()
    expect(openedAt(read(2, by(budi)))).toBeNull()
    expect(openedAt(read(9, visitor))).toBeNull()
    expect(openedAt(read(2), read(3))).toBe(1030)
  })
})
