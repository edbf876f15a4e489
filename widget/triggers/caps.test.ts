import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Caps, createCaps } from './caps.ts'

const DAY = 24 * 3600_000

/** Tabs of one browser. A tab sees its own writes at once and those of others `lagMs` later; the newest write wins. */
function browser(options: { locks: boolean; lagMs?: number; denied?: boolean; full?: string }) {
  const { locks, lagMs = 0, denied = false, full } = options
  const writes: { tab: number; at: number; text: string }[] = []
  const waiting: { at: number; go: () => void }[] = []
  let now = 1_800_000_000_000
  let ids = 0
  let queue: Promise<unknown> = Promise.resolve()

  const settle = () => new Promise<void>(done => setImmediate(done))
  function tab(n: number): Caps {
    return createCaps({
      read() {
        if (denied) throw new Error('denied')
        return (
          writes.findLast(({ tab, at }) => tab === n || at + lagMs <= now)?.text ?? full ?? null
        )
      },
      write(text) {
        if (denied || full) throw new Error('denied, or full')
        writes.push({ tab: n, at: now, text })
      },
      lock: locks
        ? work => {
            const mine = queue.then(work)
            queue = mine
            return mine
          }
        : null,
      now: () => now,
      pause: ms => new Promise(go => waiting.push({ at: now + ms, go })),
      newId: () => `id${++ids}`,
    })
  }
  return {
    tab,
    writes,
    /** Lets time pass, and what waits for it happen in its order. */
    async pass(ms: number) {
      const until = now + ms
      for (;;) {
        await settle()
        const next = waiting.sort((a, b) => a.at - b.at)[0]
        if (!next || next.at > until) break
        waiting.shift()
        now = next.at
        next.go()
      }
      now = until
    },
  }
}

const once = { times: 1, days: 1 }

test('[A] a cap counts within its days', async () => {
  const { tab, pass } = browser({ locks: true })
  const caps = tab(1)
  const cap = { times: 2, days: 3 }
  expect([await caps.claim('a', cap), await caps.claim('a', cap)]).toEqual([true, true])
  expect([await caps.claim('a', cap), caps.met('a', cap)]).toEqual([false, 2])
  expect(await caps.claim('b', cap)).toBe(true)
  await pass(3 * DAY)
  expect([caps.met('a', cap), await caps.claim('a', cap)]).toEqual([0, true])
})

test('[A] where storage is denied a page counts for itself', async () => {
  const { tab, pass } = browser({ locks: false, denied: true })
  const caps = tab(1)
  const claimed = Promise.all([caps.claim('a', once), tab(2).claim('a', once)])
  await pass(1000)
  expect(await claimed).toEqual([true, true])
  expect(await caps.claim('a', once)).toBe(false)
})

test.each([true, false])(
  '[A] where storage is full a page goes on from what it read (Web Locks: %s)',
  async locks => {
    const full = JSON.stringify({ key: 'known', met: { b: [{ at: 1_800_000_000_000, by: 'x' }] } })
    const { tab, pass } = browser({ locks, full })
    const caps = tab(1)
    const won: boolean[] = []
    void caps.claim('a', once).then(got => won.push(got))
    await pass(1000)
    void caps.claim('a', once).then(got => won.push(got))
    await pass(1000)
    expect(won).toEqual([true, false])
    expect([caps.met('a', once), caps.met('b', once), caps.credit()]).toEqual([1, 1, 'known'])
  },
)

test('[W2] nothing is written before a trigger is met, or asks who returns', async () => {
  const { tab, writes } = browser({ locks: true })
  const caps = tab(1)
  expect([caps.met('a', once), caps.credit()]).toEqual([0, null])
  caps.isHeld('a', 0.5)
  expect(writes).toEqual([])
  await caps.claim('a', once)
  expect(writes).toHaveLength(1)
})

test('[A] a browser returns on a later day, not on a later page', async () => {
  const { tab, pass } = browser({ locks: true })
  expect([tab(1).isReturning(), tab(2).isReturning()]).toEqual([false, false])
  await pass(DAY)
  expect(tab(1).isReturning()).toBe(true)
})

test('[A] what is ordered within seven days of a trigger is told with its key', async () => {
  const { tab, pass } = browser({ locks: true })
  const caps = tab(1)
  await caps.claim('a', once)
  expect(caps.credit()).toBe('id2')
  await pass(7 * DAY)
  expect(caps.credit()).toBeNull()
})

test('[A] the held share is as large as it was asked for, the same again for one browser, another for each trigger', async () => {
  let held = 0
  let both = 0
  for (let i = 0; i < 4000; i++) {
    const caps = createCaps({
      read: () => JSON.stringify({ key: `key${i}`, met: {} }),
      write() {},
      lock: null,
      now: () => 0,
      pause: async () => {},
      newId: () => '',
    })
    const isHeld = caps.isHeld('welcome', 0.2)
    expect(caps.isHeld('welcome', 0.2)).toBe(isHeld)
    held += Number(isHeld)
    both += Number(isHeld && caps.isHeld('exit', 0.2))
  }
  expect(held / 4000).toBeCloseTo(0.2, 1)
  expect(both / 4000).toBeCloseTo(0.04, 1)
})

const step = fc.record({
  tab: fc.integer({ min: 0, max: 4 }),
  trigger: fc.constantFrom('a', 'b'),
  thenMs: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 2 * DAY })),
})

test.each([true, false])(
  '[A] however tabs meet triggers, no cap is passed and none is lost (Web Locks: %s)',
  async locks => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 25 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 20 }),
        async (steps, times, lagMs) => {
          const cap = { times, days: 1 }
          const { tab, pass } = browser({ locks, lagMs: locks ? 0 : lagMs })
          const tabs = [0, 1, 2, 3, 4].map(tab)
          const won: Record<string, number[]> = { a: [], b: [] }
          let at = 0
          for (const { tab, trigger, thenMs } of steps) {
            const asked = at
            void tabs[tab]?.claim(trigger, cap).then(got => got && won[trigger]?.push(asked))
            await pass(thenMs)
            at += thenMs
          }
          await pass(10_000)
          for (const [trigger, all] of Object.entries(won)) {
            all.sort((a, b) => a - b)
            // Claims that wait for one another are counted when they are done, not when they were asked.
            for (const first of all)
              expect(
                all.filter(at => at >= first && at < first + DAY - 1000).length,
              ).toBeLessThanOrEqual(times)
            if (steps.some(step => step.trigger === trigger)) expect(all.length).toBeGreaterThan(0)
          }
        },
      ),
      { numRuns: 150 },
    )
  },
)
