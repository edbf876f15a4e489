import { expect, test } from 'vitest'
import { checkAgentDown, checkVisitorDown } from '../../server/schema/down.ts'
import type { MemoryStore } from '../../server/store/memory.ts'
import { simulate } from './simulate.ts'
import type { Spoil } from './world.ts'

const seeds = (count: number) => Array.from({ length: count }, (_, i) => i + 1)

/** The seeds of a spoiled world in which an invariant broke. */
async function broken(count: number, spoil: Spoil): Promise<string[]> {
  const found: string[] = []
  for (const seed of seeds(count))
    await simulate(seed, spoil).catch((error: Error) => found.push(error.message))
  return found
}

test('every frame that a relay sends on a bad day is one that the protocol names', async () => {
  let frames = 0
  for (const seed of seeds(10))
    await simulate(seed, {
      frame(path, frame) {
        frames += 1
        if (path === '/visitor') checkVisitorDown(frame)
        else checkAgentDown(frame)
      },
    })
  expect(frames).toBeGreaterThan(1000)
})

test('the simulator notices a store that takes the same message twice', async () => {
  const found = await broken(20, { store: forgetfulOfDuplicates })
  expect(found.join()).toContain('[P2]')
})

test('the simulator notices a store that does not compare the expected number', async () => {
  const found = await broken(20, { store: blindToConflicts })
  expect(found.length).toBeGreaterThan(0)
})

test('the simulator notices a store that grants a slot to whoever asks', async () => {
  const found = await broken(40, {
    store: ({ append, ...store }) => ({
      ...store,
      append: ({ claim: _, ...entry }) => append(entry),
    }),
  })
  expect(found.join()).toContain('[R5]')
})

test('the simulator notices timers that are late by more than 100 ms', async () => {
  const found = await broken(10, { lateMs: 150 })
  expect(found.join()).toContain('[R3]')
})

/** Writes a repeated message again, under an id of its own. */
function forgetfulOfDuplicates(store: MemoryStore): MemoryStore {
  let copies = 0
  return {
    ...store,
    async append(entry) {
      const result = await store.append(entry)
      if (result.ok || result.reason !== 'duplicate') return result
      const events = entry.events.map(recorded =>
        recorded.event.type === 'message'
          ? { ...recorded, event: { ...recorded.event, id: `copy-${++copies}` } }
          : recorded,
      )
      return store.append({ ...entry, events })
    },
  }
}

/** Writes at the end of the log what was decided on an older state. */
function blindToConflicts(store: MemoryStore): MemoryStore {
  return {
    ...store,
    async append(entry) {
      const result = await store.append(entry)
      if (result.ok || result.reason !== 'conflict') return result
      const { head } = await store.load(entry.c)
      const events = entry.events.map((recorded, i) => ({ ...recorded, seq: head + 1 + i }))
      return store.append({ ...entry, expected: head, events })
    },
  }
}
