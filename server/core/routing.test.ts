import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RoutableAgent, route, type WaitingChat } from './routing.ts'

const NOW = 1_000_000
const agent = (id: string, more: Partial<RoutableAgent> = {}): RoutableAgent => ({
  id,
  name: id,
  availability: 'online',
  load: 0,
  capacity: 3,
  lastAssignedAt: null,
  ...more,
})
const chat = (c: string, more: Partial<WaitingChat> = {}): WaitingChat => ({
  c,
  deadline: 0,
  tried: [],
  lastAgent: null,
  ...more,
})
const winner = (waiting: WaitingChat, agents: RoutableAgent[]) =>
  route([waiting], agents, NOW)[0]?.to?.id ?? null
const verdicts = (waiting: WaitingChat, agents: RoutableAgent[]) =>
  Object.fromEntries(
    (route([waiting], agents, NOW)[0]?.candidates ?? []).map(({ id, verdict }) => [id, verdict]),
  )

const ids = ['ayu', 'budi', 'citra', 'dewi']
const someAgent = fc.record({
  availability: fc.constantFrom('online' as const, 'away' as const, 'offline' as const),
  load: fc.nat(4),
  capacity: fc.nat(4),
  lastAssignedAt: fc.option(fc.nat(NOW)),
})
const floor = fc
  .array(someAgent, { maxLength: ids.length })
  .map(list => list.map((one, i) => agent(ids[i] ?? '', one)))
const queue = fc
  .array(
    fc.record({
      deadline: fc.nat(20),
      tried: fc.subarray(ids),
      lastAgent: fc.option(fc.constantFrom(...ids)),
    }),
    { maxLength: 10 },
  )
  .map(list => list.map((one, i) => chat(`c${i}`, one)))

describe('route, whatever the floor', () => {
  it('[R5] gives nobody more than their capacity', () => {
    fc.assert(
      fc.property(queue, floor, (waiting, agents) => {
        const given = new Map<string, number>()
        for (const { to } of route(waiting, agents, NOW))
          if (to) given.set(to.id, (given.get(to.id) ?? 0) + 1)
        for (const { id, load, capacity, availability } of agents) {
          const more = given.get(id) ?? 0
          if (more === 0) continue
          expect(availability).toBe('online')
          expect(load + more).toBeLessThanOrEqual(capacity)
        }
      }),
    )
  })

  it('[R1] lets no chat wait while somebody online has a free slot', () => {
    fc.assert(
      fc.property(queue, floor, (waiting, agents) => {
        const free = agents
          .filter(({ availability }) => availability === 'online')
          .reduce((sum, { load, capacity }) => sum + Math.max(0, capacity - load), 0)
        const handed = route(waiting, agents, NOW).filter(({ to }) => to !== null).length
        expect(handed).toBe(Math.min(free, waiting.length))
      }),
    )
  })

  it('[R1] serves the earliest deadlines: nobody who waits had an earlier one than somebody served', () => {
    fc.assert(
      fc.property(queue, floor, (waiting, agents) => {
        const deadline = new Map(waiting.map(one => [one.c, one.deadline]))
        const routings = route(waiting, agents, NOW)
        const order = routings.map(({ c }) => deadline.get(c) ?? 0)
        expect(order).toEqual([...order].sort((a, b) => a - b))
        const firstUnserved = routings.findIndex(({ to }) => to === null)
        if (firstUnserved >= 0)
          expect(routings.slice(firstUnserved).every(({ to }) => to === null)).toBe(true)
      }),
    )
  })

  it('answers the same to the same, in any order of asking, and leaves its input alone', () => {
    fc.assert(
      fc.property(queue, floor, (waiting, agents) => {
        const before = structuredClone({ waiting, agents })
        const first = route(waiting, agents, NOW)
        expect(route(waiting, agents, NOW)).toEqual(first)
        expect({ waiting, agents }).toEqual(before)
        const to = (list: typeof first) => list.map(({ c, to }) => [c, to?.id])
        expect(to(route([...waiting].reverse(), [...agents].reverse(), NOW))).toEqual(to(first))
      }),
    )
  })

  it('with one more agent the queue is never longer', () => {
    fc.assert(
      fc.property(queue, floor, someAgent, (waiting, agents, one) => {
        const left = (list: RoutableAgent[]) =>
          route(waiting, list, NOW).filter(({ to }) => to === null).length
        expect(left([...agents, agent('eka', one)])).toBeLessThanOrEqual(left(agents))
      }),
    )
  })

  it('[R9] names exactly one chosen, and tells of every agent', () => {
    fc.assert(
      fc.property(queue, floor, (waiting, agents) => {
        for (const { to, candidates } of route(waiting, agents, NOW)) {
          const chosen = candidates.filter(({ verdict }) => verdict === 'chosen')
          expect(chosen.map(({ id }) => id)).toEqual(to ? [to.id] : [])
          expect(candidates.map(({ id }) => id)).toEqual(agents.map(({ id }) => id))
          for (const { verdict, load, capacity } of candidates) {
            if (verdict === 'full') expect(load).toBeGreaterThanOrEqual(capacity)
            if (verdict === 'chosen') expect(load).toBeLessThan(capacity)
          }
        }
      }),
    )
  })
})

describe('the choice among eligible agents', () => {
  const busy = agent('busy', { load: 2 })
  const rested = agent('rested', { lastAssignedAt: 10 })
  const recent = agent('recent', { lastAssignedAt: 900_000 })

  it("[R1] is the visitor's last agent first, though others have less to do", () => {
    expect(winner(chat('c', { lastAgent: 'busy' }), [rested, busy])).toBe('busy')
    expect(verdicts(chat('c', { lastAgent: 'busy' }), [rested, busy])).toEqual({
      busy: 'chosen',
      rested: 'less-known',
    })
  })

  it('[R1] is else the least load relative to capacity', () => {
    const wide = agent('wide', { load: 2, capacity: 10 })
    const narrow = agent('narrow', { load: 1, capacity: 3 })
    expect(verdicts(chat('c'), [narrow, wide])).toEqual({ narrow: 'busier', wide: 'chosen' })
  })

  it('[R1] gives ties to the longest idle, and who never had one idles longest', () => {
    expect(verdicts(chat('c'), [recent, rested])).toEqual({
      recent: 'waited-less',
      rested: 'chosen',
    })
    expect(winner(chat('c'), [rested, agent('never')])).toBe('never')
  })

  it('[R3] comes to one tried before only when there is nobody else, even if it is the last agent', () => {
    const tried = chat('c', { tried: ['rested'], lastAgent: 'rested' })
    expect(winner(tried, [rested, busy])).toBe('busy')
    expect(verdicts(tried, [rested, busy])).toEqual({ rested: 'tried', busy: 'chosen' })
    expect(winner(tried, [rested, agent('gone', { availability: 'offline' })])).toBe('rested')
  })

  it('[R9] does not blame having been tried when the chosen one was tried too', () => {
    const both = chat('c', { tried: ['busy', 'rested'] })
    expect(verdicts(both, [busy, rested])).toEqual({ busy: 'busier', rested: 'chosen' })
  })

  it('[R5] spreads a burst: each hand-over counts for the next', () => {
    const routings = route([chat('a'), chat('b'), chat('c')], [agent('x'), agent('y')], NOW)
    expect(routings.map(({ to }) => to?.id)).toEqual(['x', 'y', 'x'])
  })

  it('[R9] says who was full, away or offline, and for how long each idled', () => {
    const agents = [
      agent('full', { load: 3 }),
      agent('over', { load: 5, capacity: 2 }),
      agent('away', { availability: 'away' }),
      agent('offline', { availability: 'offline', load: 3 }),
      agent('none', { capacity: 0 }),
    ]
    expect(winner(chat('c'), agents)).toBeNull()
    expect(verdicts(chat('c'), agents)).toEqual({
      full: 'full',
      over: 'full',
      away: 'away',
      offline: 'offline',
      none: 'full',
    })
    const idle = route(
      [chat('c')],
      [rested, agent('never'), agent('skewed', { lastAssignedAt: NOW + 5 })],
      NOW,
    )
    expect(idle[0]?.candidates.map(({ idleMs }) => idleMs)).toEqual([NOW - 10, null, 0])
  })
})
