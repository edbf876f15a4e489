import { describe, expect, it } from 'vitest'
import { createRandom } from '../../e2e/sim/random.ts'
import { createHandOvers, places } from './queue.ts'
import type { RoutableAgent, WaitingChat } from './routing.ts'

const chat = (c: string, asks: Partial<WaitingChat> = {}): WaitingChat => ({
  ...{ c, deadline: 0, tried: [], lost: [], wanted: null, lastAgent: null },
  ...{ department: null, language: null },
  ...asks,
})
const agent = (id: string, more: Partial<RoutableAgent> = {}): RoutableAgent => ({
  ...{ id, name: id, availability: 'online', load: 1, capacity: 1, lastAssignedAt: null },
  ...{ departments: [], languages: [], lagging: false },
  ...more,
})

it('[R8] the first is next, and each further place waits one hand-over longer', () => {
  const waiting = ['a', 'b'].map(c => chat(c))
  expect(places(waiting, [agent('ayu')], () => 20_000)).toEqual([
    { c: 'a', position: 1, etaMs: 20_000 },
    { c: 'b', position: 2, etaMs: 40_000 },
  ])
  expect(places([chat('a')], [agent('ayu')], () => null)).toMatchObject([
    { position: 1, etaMs: null },
  ])
})

describe('[R8] ahead of a conversation', () => {
  const ranks = (waiting: WaitingChat[], agents: RoutableAgent[]) =>
    places(waiting, agents, () => null).map(({ c, position }) => `${c}${position}`)

  it('are those only that an agent could take who could take it too', () => {
    const team = [
      agent('ayu', { departments: ['sales'] }),
      agent('budi', { departments: ['care'] }),
    ]
    const [sales, care] = [{ department: 'sales' }, { department: 'care' }]
    const waiting = [
      chat('a', care),
      chat('b', sales),
      chat('c', care),
      chat('d'),
      chat('e', sales),
    ]
    expect(ranks(waiting, team)).toEqual(['a1', 'b1', 'c2', 'd4', 'e3'])
  })

  it('is nobody whose language its agents do not speak, or to whom they were offered in vain', () => {
    const team = [agent('ayu', { languages: ['id'] }), agent('budi', { languages: ['en'] })]
    const waiting = [
      chat('a', { language: 'en' }),
      chat('b', { tried: ['ayu'] }),
      chat('c', { language: 'id' }),
    ]
    expect(ranks(waiting, team)).toEqual(['a1', 'b2', 'c1'])
  })

  it('is nobody for whom only agents compete who are not here, while others are', () => {
    const away = agent('budi', { departments: ['care'], availability: 'away' })
    const waiting = [chat('a', { department: 'care' }), chat('b')]
    expect(ranks(waiting, [agent('ayu'), away])).toEqual(['a1', 'b1'])
    expect(ranks(waiting, [away]), 'with nobody here').toEqual(['a1', 'b2'])
  })
})

it('[R8] the estimate goes by the hand-overs to those who could take it', () => {
  const team = [agent('ayu', { departments: ['sales'] }), agent('budi')]
  const handOvers = createHandOvers()
  for (const at of [0, 10_000, 20_000]) handOvers.note('budi', at)
  const told = (waiting: WaitingChat) =>
    places([waiting], team, takers => handOvers.everyMs(takers, 20_000))[0]?.etaMs
  expect(told(chat('a'))).toBe(10_000)
  expect(told(chat('a', { department: 'sales' }))).toBeNull()
})

it('[R8] there is no estimate under three hand-overs, or when they are long past, and others’ do not count', () => {
  const handOvers = createHandOvers()
  for (const at of [0, 10_000]) handOvers.note('ayu', at)
  const everyMs = (now: number) => handOvers.everyMs(['ayu', 'budi'], now)
  expect(everyMs(20_000)).toBeNull()
  handOvers.note('budi', 20_000)
  expect(everyMs(20_000)).toBe(10_000)
  expect(handOvers.everyMs(['citra'], 20_000)).toBeNull()
  expect(everyMs(15 * 60_000 + 5000)).toBeNull()
})

it('[R8] in a busy shop the estimate is near what the wait turns out to be', () => {
  const random = createRandom(8)
  const exponential = (mean: number) => -Math.log(1 - random.next()) * mean
  const handOvers = createHandOvers()
  const SLOTS = 6
  const errors: number[] = []
  const waits: number[] = []
  const free = Array.from({ length: SLOTS }, () => 0)
  const queue: { until: number; told: number | null; at: number }[] = []
  // Poisson arrivals that keep six slots of four minutes busy 95 % of the time.
  for (let at = 0; at < 8 * 3600_000; at += exponential(42_000)) {
    while (queue[0] && queue[0].until <= at) {
      const { until, told, at: asked } = queue.shift() ?? queue[0]
      handOvers.note('ayu', until)
      if (told === null) continue
      errors.push(Math.abs(told - (until - asked)))
      waits.push(until - asked)
    }
    free.sort((a, b) => a - b)
    const until = Math.max(at, free[0] ?? 0)
    free[0] = until + exponential(240_000)
    const line = [...queue.keys(), 'me'].map(c => chat(String(c)))
    const place = places(line, [agent('ayu')], who => handOvers.everyMs(who, at)).at(-1)
    queue.push({ until, told: until > at ? (place?.etaMs ?? null) : null, at })
  }
  const middle = (list: number[]) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0
  const [error, wait] = [middle(errors), middle(waits)]
  console.log(
    `queue: ${errors.length} estimates, median wait ${Math.round(wait / 1000)} s, median absolute error ${Math.round(error / 1000)} s`,
  )
  expect(errors.length).toBeGreaterThan(200)
  expect(error).toBeLessThan(0.35 * wait)
})
