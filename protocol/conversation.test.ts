import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Conversation,
  type ConversationState,
  evolve,
  initial,
  isAllHands,
  noWish,
} from './conversation.ts'
import type { Author, Candidate, ConversationEvent, Recorded } from './events.ts'
import type { Step } from './ladder.ts'

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
  fc.record({ type: fc.constant('acked' as const), agent }),
  fc.record({ type: fc.constant('typed' as const), agent }),
  fc.record({
    type: fc.constant('stepped' as const),
    step: fc.constantFrom<Step[]>('nudge', 'hand-on', 'all-hands', 'breach'),
    kept: fc.constant(null),
  }),
  fc.record({ type: fc.constant('wished' as const), wish: fc.constant(noWish) }),
  fc.record({
    type: fc.constant('chose' as const),
    id: fc.string(),
    choice: fc.constant('wait' as const),
    email: fc.constant(null),
  }),
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
      wish: noWish,
      holders: [],
      answeredAt: null,
      answeredBy: null,
      substantiveAt: null,
      step: null,
      breachedAt: null,
      choice: null,
      waits: [{ askedAt: 1010, answeredAt: null, by: null }],
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

describe('the ladder of an episode', () => {
  const acked: ConversationEvent = { type: 'acked', agent: ayu }
  const typed: ConversationEvent = { type: 'typed', agent: ayu }
  const stepped = (step: Step): ConversationEvent => ({ type: 'stepped', step, kept: null })
  const holderOf = (...events: ConversationEvent[]) =>
    fold(opened, asks(), ...events).episode?.holders.at(-1)

  it('[R2] an offer is confirmed and written at once each, and only by its holder', () => {
    expect(holderOf(assigned())).toMatchObject({ ackedAt: null, typedAt: null })
    expect(holderOf(assigned(), acked, typed, acked, typed)).toMatchObject({
      ackedAt: 1030,
      typedAt: 1040,
    })
    expect(holderOf(assigned(budi), acked, typed)).toMatchObject({ ackedAt: null, typedAt: null })
  })

  it('[R2] who takes it has it on the screen', () => {
    expect(holderOf({ type: 'assigned', agent: ayu, how: 'taken' })).toMatchObject({
      ackedAt: 1020,
    })
  })

  it('[R3] keeps the last rung, the moment of the breach and what the visitor chose', () => {
    const chose: ConversationEvent = { type: 'chose', id: 'w1', choice: 'wait', email: null }
    const { episode } = fold(opened, asks(), stepped('all-hands'), stepped('breach'), chose)
    expect(episode).toMatchObject({ step: 'breach', breachedAt: 1030, choice: 'wait' })
    const next = fold(opened, asks(), stepped('breach'), resolved, asks('again')).episode
    expect(next).toMatchObject({ n: 2, step: null, breachedAt: null, choice: null })
  })

  it('[R3] is at all hands from that rung on until the first answer', () => {
    expect(isAllHands(fold(opened, asks(), stepped('hand-on')))).toBe(false)
    expect(isAllHands(fold(opened, asks(), stepped('all-hands')))).toBe(true)
    expect(isAllHands(fold(opened, asks(), stepped('breach')))).toBe(true)
    expect(isAllHands(fold(opened, asks(), stepped('breach'), assigned(), replies()))).toBe(false)
    expect(isAllHands(fold(opened, asks(), stepped('breach'), resolved))).toBe(false)
  })

  it('[R6] asks of the routing what the page asked last, also before the first message', () => {
    const wish = { ...noWish, department: 'sales' }
    const wished: ConversationEvent = { type: 'wished', wish }
    expect(fold(opened, wished, asks()).episode?.wish).toEqual(wish)
    expect(fold(opened, asks(), wished).episode?.wish).toEqual(wish)
    const later = fold(opened, asks(), resolved, wished)
    expect([later.wish, later.episode?.wish]).toEqual([wish, noWish])
  })

  it('[R10] notes the first reply and the first that is more than a greeting', () => {
    const more: ConversationEvent = { ...replies(budi), substantive: true } as ConversationEvent
    const { episode } = fold(opened, asks(), assigned(), replies(), more)
    expect(episode).toMatchObject({ answeredAt: 1030, answeredBy: ayu, substantiveAt: 1040 })
  })

  it('[R11] keeps each stretch from a question to the next answer', () => {
    const { episode } = fold(opened, asks(), asks('b'), replies(), replies(budi), asks('c'))
    expect(episode?.waits).toEqual([
      { askedAt: 1010, answeredAt: 1030, by: ayu },
      { askedAt: 1050, answeredAt: null, by: null },
    ])
  })
})

describe('what only the relay and its consoles keep', () => {
  const start: ConversationEvent[] = [
    { type: 'opened', site: 's', visitor: 'v1' },
    { type: 'message', id: 'm1', by: { role: 'visitor', id: 'v1' }, text: 'hi' },
  ]
  const folded = (...more: ConversationEvent[]) =>
    [...start, ...more]
      .map((event, i): Recorded => ({ seq: i + 1, at: 1000 + i, event }))
      .reduce(evolve, initial)
  const rated = (more: object): ConversationEvent => ({
    ...{ type: 'rated', score: null, comment: null, likely: null },
    ...more,
  })

  it('[W13] is the newest of each part of a rating, on the episode it followed', () => {
    const resolved: ConversationEvent = { type: 'resolved', by: { id: 'a', name: 'Ayu' } }
    expect(folded()).not.toHaveProperty('episode.rating')
    const state = folded(rated({ score: 2, comment: 'slow' }), resolved, rated({ likely: 9 }))
    expect(state).toMatchObject({
      status: 'resolved',
      episode: { rating: { at: 1004, score: 2, comment: 'slow', likely: 9 } },
    })
    const by = { role: 'visitor', id: 'v1' } as const
    const more: ConversationEvent = { type: 'message', id: 'm2', by, text: 'again' }
    const again = folded(rated({ score: 1 }), resolved, more)
    expect(again).toMatchObject({ status: 'waiting', episode: { n: 2 } })
    expect(again).not.toHaveProperty('episode.rating')
  })

  it('[A] is whose a merged conversation is; what was pressed changes nothing', () => {
    const merged = folded({ type: 'merged', visitor: 'v2' })
    expect(merged).toMatchObject({ visitor: 'v2', unansweredSince: 1001, lastAt: 1002 })
    const acted = folded({ type: 'acted', message: 'm', action: 'add' })
    expect(acted).toEqual({ ...folded(), lastAt: 1002 })
  })

  it('takes in a rating of a conversation without an episode', () => {
    const [opened] = start
    const log = [opened, rated({ score: 5 })].map((event, i) => ({ seq: i + 1, at: 1, event }))
    expect((log as Recorded[]).reduce(evolve, initial)).toMatchObject({ episode: null })
  })
})
