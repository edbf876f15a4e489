import { beforeEach, expect, it } from 'vitest'
import { createTestClock, type TestClock } from '../../e2e/sim/clock.ts'
import { defaultPolicy } from './policy.ts'
import type { Account } from './ports.ts'
import { createRoster, type Roster } from './roster.ts'

const account = (id: string, more: Partial<Account> = {}): Account => ({
  id,
  email: `${id}@shop.example`,
  name: id,
  role: 'agent',
  capacity: 3,
  availability: 'online',
  password: null,
  ...more,
})

let clock: TestClock
let here: Set<string>
let gone: string[]
let loads: Map<string, number>
let roster: Roster
beforeEach(() => {
  clock = createTestClock()
  here = new Set(['ayu'])
  gone = []
  loads = new Map()
  roster = createRoster({
    clock,
    graceMs: defaultPolicy.graceMs,
    connected: agent => here.has(agent),
    loads: () => loads,
    gone: agent => void gone.push(agent),
  })
  roster.set([account('ayu')])
})
function leaves() {
  here.delete('ayu')
  roster.refresh('ayu')
}
function comes() {
  here.add('ayu')
  roster.refresh('ayu')
}
const seen = () => roster.lines().map(({ availability }) => availability)

it('[R4] an agent who returns within the grace was never gone', async () => {
  leaves()
  expect(seen()).toEqual(['offline'])
  await clock.advance(7999)
  comes()
  await clock.advance(60_000)
  expect(gone).toEqual([])
  expect(roster.isGone('ayu')).toBe(false)
  expect(seen()).toEqual(['online'])
})

it('[R4] after eight seconds the agent is gone, once, and may come back later', async () => {
  leaves()
  roster.refresh('ayu')
  await clock.advance(8000)
  roster.refresh('ayu')
  await clock.advance(60_000)
  expect(gone).toEqual(['ayu'])
  expect(roster.isGone('ayu')).toBe(true)
  comes()
  expect(roster.isGone('ayu')).toBe(false)
  leaves()
  await clock.advance(8000)
  expect(gone).toEqual(['ayu', 'ayu'])
})

it('[R4] after a restart who is not connected has the grace to come back', async () => {
  roster.set([account('ayu'), account('budi')])
  expect(roster.isGone('budi')).toBe(false)
  await clock.advance(7999)
  expect(gone).toEqual([])
  await clock.advance(1)
  expect(gone).toEqual(['budi'])
})

it('nobody is gone once it is closed, and no timer is left', async () => {
  leaves()
  roster.close()
  comes()
  leaves()
  expect(clock.timers()).toBe(0)
  await clock.advance(60_000)
  expect(gone).toEqual([])
})

it('tells what the agent chose, how many it holds, and of how many', () => {
  roster.set([account('ayu', { availability: 'away', capacity: 5, role: 'admin', name: 'A.' })])
  loads.set('ayu', 7)
  expect(roster.lines()).toEqual([
    { id: 'ayu', name: 'A.', role: 'admin', availability: 'away', load: 7, capacity: 5 },
  ])
})

it('an account that is no longer there has no slot and is not routed to', () => {
  roster.set([account('budi')])
  expect(roster.capacityOf('ayu')).toBe(0)
  expect(roster.ref('ayu')).toBeNull()
  expect(roster.routable().map(({ id }) => id)).toEqual(['budi'])
})

it('remembers the newest assignment, in whatever order they are noted', () => {
  roster.noteAssigned('ayu', 500)
  roster.noteAssigned('ayu', 300)
  expect(roster.routable()[0]?.lastAssignedAt).toBe(500)
})
