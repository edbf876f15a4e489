import { beforeEach, expect, it } from 'vitest'
import { createTestClock, type TestClock } from '../../e2e/sim/clock.ts'
import type { Account } from './ports.ts'
import { createRoster, type Load, type Roster } from './roster.ts'

const account = (id: string, more: Partial<Account> = {}): Account => ({
  id,
  email: `${id}@shop.example`,
  name: id,
  role: 'agent',
  capacity: 3,
  availability: 'online',
  away: null,
  departments: [],
  languages: [],
  password: null,
  ...more,
})

let clock: TestClock
let here: Set<string>
let gone: string[]
let loads: Map<string, Load>
let graces: number[]
let roster: Roster
beforeEach(() => {
  clock = createTestClock()
  here = new Set(['ayu'])
  gone = []
  loads = new Map()
  graces = [8000]
  roster = createRoster({
    clock,
    graces: () => graces,
    connected: agent => here.has(agent),
    loads: () => loads,
    gone: (agent, graceMs) => void gone.push(graceMs === 8000 ? agent : `${agent} ${graceMs}`),
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
  expect(roster.isGone('ayu', 8000)).toBe(false)
  expect(seen()).toEqual(['online'])
})

it('[R4] after eight seconds the agent is gone, once, and may come back later', async () => {
  leaves()
  roster.refresh('ayu')
  await clock.advance(8000)
  roster.refresh('ayu')
  await clock.advance(60_000)
  expect(gone).toEqual(['ayu'])
  expect(roster.isGone('ayu', 8000)).toBe(true)
  comes()
  expect(roster.isGone('ayu', 8000)).toBe(false)
  leaves()
  await clock.advance(8000)
  expect(gone).toEqual(['ayu', 'ayu'])
})

it('[R4] after a restart who is not connected has the grace to come back', async () => {
  roster.set([account('ayu'), account('budi')])
  expect(roster.isGone('budi', 8000)).toBe(false)
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
  const floor = { departments: ['d'], languages: ['id'], capacity: 5 }
  const who = { role: 'admin', name: 'A.', availability: 'away', away: 'idle' } as const
  roster.set([account('ayu', { ...floor, ...who })])
  loads.set('ayu', { count: 7, lagging: true })
  expect(roster.lines()).toEqual([
    {
      id: 'ayu',
      name: 'A.',
      role: 'admin',
      availability: 'away',
      away: 'idle',
      load: 7,
      capacity: 5,
      departments: ['d'],
      languages: ['id'],
    },
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

it('[R4] tells each grace of the sites at its own moment, each once', async () => {
  graces = [8000, 3000, 8000]
  leaves()
  await clock.advance(2999)
  expect(gone).toEqual([])
  await clock.advance(1)
  expect([gone, roster.isGone('ayu', 3000), roster.isGone('ayu', 8000)]).toEqual([
    ['ayu 3000'],
    true,
    false,
  ])
  await clock.advance(60_000)
  expect(gone).toEqual(['ayu 3000', 'ayu'])
  comes()
  expect(clock.timers()).toBe(0)
})

it('[R7] the second offer in a row that passes without a sign is one too many', () => {
  expect([roster.missed('ayu'), roster.missed('ayu')]).toEqual([false, true])
  expect(roster.missed('ayu')).toBe(false)
  roster.sign('ayu')
  expect([roster.missed('ayu'), roster.missed('ayu')]).toEqual([false, true])
})

it('[R7] an offer passes nobody whose consoles are closed', () => {
  leaves()
  expect([roster.missed('ayu'), roster.missed('ayu'), roster.missed('ayu')]).toEqual([
    false,
    false,
    false,
  ])
  comes()
  expect([roster.missed('ayu'), roster.missed('ayu')]).toEqual([false, true])
})

it('[R7] says why an agent is away, and no reason of one who is not', () => {
  const why = () => roster.lines().map(({ availability, away }) => [availability, away])
  roster.set([account('ayu', { availability: 'away', away: 'unresponsive' })])
  expect(why()).toEqual([['away', 'unresponsive']])
  roster.set([account('ayu', { availability: 'online', away: 'locked' })])
  expect(why()).toEqual([['online', null]])
  roster.set([account('ayu', { availability: 'away', away: 'idle' })])
  leaves()
  expect(why()).toEqual([['offline', null]])
})
