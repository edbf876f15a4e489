import { expect, it } from 'vitest'
import { createRandom } from '../../e2e/sim/random.ts'
import { createHandOvers, places } from './queue.ts'

it('[R8] the first is next, and each further place waits one hand-over longer', () => {
  expect(places(['a', 'b'], 20_000)).toEqual([
    { c: 'a', position: 1, etaMs: 20_000 },
    { c: 'b', position: 2, etaMs: 40_000 },
  ])
  expect(places(['a'], null)).toEqual([{ c: 'a', position: 1, etaMs: null }])
})

it('[R8] there is no estimate under three hand-overs, or when they are long past, and each site has its own', () => {
  const handOvers = createHandOvers()
  for (const at of [0, 10_000]) handOvers.note('s', at)
  expect(handOvers.everyMs('s', 20_000)).toBeNull()
  handOvers.note('s', 20_000)
  expect(handOvers.everyMs('s', 20_000)).toBe(10_000)
  expect(handOvers.everyMs('other', 20_000)).toBeNull()
  expect(handOvers.everyMs('s', 15 * 60_000 + 5000)).toBeNull()
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
      handOvers.note('s', until)
      if (told === null) continue
      errors.push(Math.abs(told - (until - asked)))
      waits.push(until - asked)
    }
    free.sort((a, b) => a - b)
    const until = Math.max(at, free[0] ?? 0)
    free[0] = until + exponential(240_000)
    const everyMs = handOvers.everyMs('s', at)
    const place = places([...queue.map((_, i) => String(i)), 'me'], everyMs).at(-1)
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
