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
  departments: [],
  languages: [],
  lagging: false,
  ...more,
})
const chat = (c: string, more: Partial<WaitingChat> = {}): WaitingChat => ({
  c,
  deadline: 0,
  tried: [],
  lost: [],
  wanted: null,
  lastAgent: null,
  department: null,
  language: null,
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
  departments: fc.subarray(['sales', 'care']),
  languages: fc.subarray(['en', 'id']),
  lagging: fc.boolean(),
})
const floor = fc
  .array(someAgent, { maxLength: ids.length })
  .map(list => list.map((one, i) => agent(ids[i] ?? '', one)))
const queue = fc
  .array(
    fc.record({
      deadline: fc.nat(20),
      tried: fc.oneof(fc.constant<string[]>([]), fc.subarray(ids)),
      lost: fc.subarray(ids),
      wanted: fc.option(fc.constantFrom(...ids)),
      lastAgent: fc.option(fc.constantFrom(...ids)),
      department: fc.option(fc.constantFrom('sales', 'care')),
      language: fc.option(fc.constantFrom('en', 'ID', 'en-GB', 'id-ID')),
    }),
    { maxLength: 10 },
  )
  .map(list => list.map((one, i) => chat(`c${i}`, one)))

/** Whether this agent may have this chat at all, slots aside; said here a second time on purpose. */
function may(agent: RoutableAgent, one: WaitingChat): boolean {
  const { departments, languages, availability, id } = agent
  if (availability !== 'online' || one.tried.includes(id)) return false
  if (one.department !== null && !departments.includes(one.department)) return false
  if (one.language === null || languages.length === 0) return true
  return languages.some(tag => one.language?.toLowerCase().startsWith(tag))
}

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

  it('[R1] [R6] gives each chat to somebody who may have it: online, of the department and language, not tried', () => {
    fc.assert(
      fc.property(queue, floor, (waiting, agents) => {
        for (const { c, to } of route(waiting, agents, NOW)) {
          const one = waiting.find(chat => chat.c === c)
          const chosen = agents.find(({ id }) => id === to?.id)
          if (one && chosen) expect(may(chosen, one)).toBe(true)
        }
      }),
    )
  })

  it('[R1] lets no chat wait while somebody who may have it has a free slot', () => {
    fc.assert(
      fc.property(queue, floor, (waiting, agents) => {
        const routings = route(waiting, agents, NOW)
        const free = (agent: RoutableAgent) =>
          agent.load + routings.filter(({ to }) => to?.id === agent.id).length < agent.capacity
        for (const { c, to } of routings) {
          const one = waiting.find(chat => chat.c === c)
          if (to || !one) continue
          expect(agents.filter(agent => may(agent, one) && free(agent))).toEqual([])
        }
      }),
    )
  })

  it('[R1] serves the earliest deadlines: a later chat never takes the slot that an earlier one waits for', () => {
    fc.assert(
      fc.property(queue, floor, (waiting, agents) => {
        const deadline = new Map(waiting.map(one => [one.c, one.deadline]))
        const routings = route(waiting, agents, NOW)
        const order = routings.map(({ c }) => deadline.get(c) ?? 0)
        expect(order).toEqual([...order].sort((a, b) => a - b))
        for (const [i, { c, to }] of routings.entries()) {
          const one = waiting.find(chat => chat.c === c)
          if (to || !one) continue
          for (const { to: later } of routings.slice(i))
            expect(agents.some(agent => agent.id === later?.id && may(agent, one))).toBe(false)
        }
      }),
    )
  })

  it('[R5] gives none to one who lags while somebody who does not may have it', () => {
    fc.assert(
      fc.property(queue, floor, (waiting, agents) => {
        const [first] = route(waiting, agents, NOW)
        const one = waiting.find(({ c }) => c === first?.c)
        const chosen = agents.find(({ id }) => id === first?.to?.id)
        if (!one || !chosen?.lagging) return
        const fresh = (agent: RoutableAgent) => !agent.lagging && !one.lost.includes(agent.id)
        const rest = agents.filter(agent => agent.load < agent.capacity && may(agent, one))
        expect(rest.filter(fresh)).toEqual([])
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

  it('[R1] never comes to one tried before, even if it is the last agent and the only one', () => {
    const tried = chat('c', { tried: ['rested'], lastAgent: 'rested', wanted: 'rested' })
    expect(verdicts(tried, [rested, busy])).toEqual({ rested: 'tried', busy: 'chosen' })
    expect(winner(tried, [rested])).toBeNull()
    expect(verdicts(tried, [rested])).toEqual({ rested: 'tried' })
  })

  it('[R4] comes to one who lost it by a broken line only when there is nobody else', () => {
    const lost = chat('c', { lost: ['rested'], lastAgent: 'rested', wanted: 'rested' })
    expect(verdicts(lost, [rested, busy])).toEqual({ rested: 'lost-it', busy: 'chosen' })
    expect(winner(lost, [rested, agent('off', { availability: 'offline' })])).toBe('rested')
    expect(winner(lost, [rested, agent('slow', { lagging: true })])).toBe('slow')
  })

  it('[R5] comes to one who lags only when there is nobody else, last agent or asked for', () => {
    const slow = agent('slow', { lagging: true })
    const known = chat('c', { lastAgent: 'slow', wanted: 'slow' })
    expect(verdicts(known, [slow, busy])).toEqual({ slow: 'lagging', busy: 'chosen' })
    expect(winner(known, [slow])).toBe('slow')
  })

  it('[R6] comes to the agent asked for before the last one', () => {
    const asked = chat('c', { wanted: 'busy', lastAgent: 'rested' })
    expect(verdicts(asked, [rested, busy])).toEqual({ busy: 'chosen', rested: 'not-asked-for' })
  })

  it('[R6] stays in the department, and an agent of none takes what asks for none', () => {
    const sales = agent('sales', { departments: ['sales'], load: 2 })
    const other = agent('other', { departments: ['care'] })
    expect(verdicts(chat('c', { department: 'sales' }), [sales, other, rested])).toEqual({
      sales: 'chosen',
      other: 'other-department',
      rested: 'other-department',
    })
    expect(winner(chat('c'), [sales, rested])).toBe('rested')
  })

  it('[R6] speaks the language, by its primary tag; one without languages speaks all', () => {
    const english = agent('english', { languages: ['en'] })
    const wants = (language: string | null) => verdicts(chat('c', { language }), [english])
    expect(wants('en-AU')).toEqual({ english: 'chosen' })
    expect(wants('EN')).toEqual({ english: 'chosen' })
    expect(wants(null)).toEqual({ english: 'chosen' })
    expect(wants('id-ID')).toEqual({ english: 'other-language' })
    expect(winner(chat('c', { language: 'id' }), [english, busy])).toBe('busy')
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
