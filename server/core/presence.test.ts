import { beforeEach, expect, it } from 'vitest'
import { createTestClock, settle, type TestClock } from '../../e2e/sim/clock.ts'
import { createMemoryBus } from '../bus/memory.ts'
import type { Bus } from './ports.ts'
import { createPresence, type Presence } from './presence.ts'

let clock: TestClock
let bus: Bus
let losing: boolean
let changes: string[]
beforeEach(() => {
  clock = createTestClock()
  losing = false
  bus = createMemoryBus({ lose: () => losing })
  changes = []
})
const join = (node: string): Presence =>
  createPresence({
    node,
    bus,
    clock,
    presenceMs: 5000,
    presenceExpiryMs: 16_000,
    changed: agent => void changes.push(`${node}:${agent}`),
  })

it('an agent with two consoles is there until both are closed', () => {
  const a = join('a')
  a.change('ayu', 1)
  a.change('ayu', 1)
  a.change('ayu', -1)
  expect(a.connected('ayu')).toBe(true)
  a.change('ayu', -1)
  expect(a.connected('ayu')).toBe(false)
  expect(changes).toHaveLength(4)
})

it('other relays hear at once who came and who left', async () => {
  const [a, b] = [join('a'), join('b')]
  a.change('ayu', 1)
  await settle()
  expect(b.connected('ayu')).toBe(true)
  a.change('ayu', -1)
  await settle()
  expect(b.connected('ayu')).toBe(false)
  expect(changes.at(-1)).toBe('b:ayu')
})

it('who moves from one relay to another is connected all the while', async () => {
  const [a, b] = [join('a'), join('b')]
  a.change('ayu', 1)
  await settle()
  b.change('ayu', 1)
  a.change('ayu', -1)
  await settle()
  expect([a.connected('ayu'), b.connected('ayu')]).toEqual([true, true])
})

it('a relay that joins learns at once whose consoles the others hold', async () => {
  join('a').change('ayu', 1)
  await settle()
  const b = join('b')
  await settle()
  expect(b.connected('ayu')).toBe(true)
})

it('what the bus lost is repaired by the next beat', async () => {
  const [a, b] = [join('a'), join('b')]
  losing = true
  a.change('ayu', 1)
  await settle()
  expect(b.connected('ayu')).toBe(false)
  losing = false
  await clock.advance(5000)
  expect(b.connected('ayu')).toBe(true)
})

it('a relay that falls silent expires, and its agents are looked at again', async () => {
  const [a, b] = [join('a'), join('b')]
  a.change('ayu', 1)
  await settle()
  a.close()
  await clock.advance(15_000)
  expect(b.connected('ayu')).toBe(true)
  changes = []
  await clock.advance(5000)
  expect(b.connected('ayu')).toBe(false)
  expect(changes).toEqual(['b:ayu'])
})

it('leaves no timer behind', () => {
  join('a').close()
  expect(clock.timers()).toBe(0)
})
