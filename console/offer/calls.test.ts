import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import type { AgentView } from '../../client/view.ts'
import type { Row } from '../../protocol/down.ts'
import type { Availability } from '../../protocol/people.ts'
import { later, row, stepped } from '../scene.ts'
import { callsOf, createCalls } from './calls.ts'

const me = { id: 'me', available: true }
const ids = (rows: Row[], who = me) =>
  callsOf(rows, who, () => ({ targetMs: 60_000 })).map(({ id }) => id)
const mine = row('c1', { startedAt: 1000, holder: 'me' })
const hers = row('c2', { startedAt: 500, holder: 'ayu' })
const budi = { id: 'budi', name: 'Budi' }

function scene(rows: Row[]) {
  const viewOf = (list: Row[], availability: Availability = 'online') =>
    ({
      rows: new Map(list.map(one => [one.c, one])),
      me: { availability },
    }) as unknown as AgentView
  const view = signal(viewOf(rows))
  const current = signal<string | null>(null)
  const shown: string[] = []
  const calls = createCalls({
    me: 'me',
    view,
    current,
    timesOf: () => ({ targetMs: 60_000 }),
    show: c => shown.push(c),
  })
  const see = (...list: Row[]) => {
    view.value = viewOf(list)
  }
  return { calls, current, shown, see, list: () => calls.list.value.map(({ id }) => id) }
}

describe('calls', () => {
  it('[R2] call for what was offered to me and never was on my screen', () => {
    const opened = later(mine, 2000, {
      type: 'read',
      by: { role: 'agent', id: 'me', name: 'Me' },
      upTo: 2,
    })
    expect(ids([mine, hers])).toEqual(['c1:1'])
    expect(ids([opened])).toEqual([])
  })

  it('[R2] are new when the same chat is offered again', () => {
    const again = later(
      mine,
      4000,
      { type: 'released', agent: { id: 'me', name: 'Me' }, why: 'disconnected' },
      { type: 'assigned', agent: { id: 'me', name: 'Me' }, how: 'routed' },
    )
    expect(ids([again])).toEqual(['c1:2'])
  })

  it('[R3] call every available agent at all hands, the holder also when away', () => {
    const hands = [stepped(mine, 'all-hands'), stepped(hers, 'breach')]
    expect(ids(hands)).toEqual(['c2:1:all', 'c1:1:all'])
    expect(ids(hands, { id: 'me', available: false })).toEqual(['c1:1:all'])
  })

  it('[R3] need no answer any more once there is one', () => {
    const by = { role: 'agent', ...budi } as const
    const answered = later(stepped(hers, 'all-hands'), 50_000, {
      type: 'message',
      id: 'a',
      by,
      text: 'Yes',
    })
    expect(ids([answered])).toEqual([])
  })

  it('[R2] lie over everything but their own chat, and open it', () => {
    const { list, calls, current, shown } = scene([mine, stepped(hers, 'all-hands')])
    expect(list()).toEqual(['c2:1:all', 'c1:1'])
    calls.open()
    expect(shown).toEqual(['c2'])
    current.value = 'c2'
    expect(list()).toEqual(['c1:1'])
  })

  it('[R3] that were put aside come back one rung later', () => {
    const { list, calls, see } = scene([mine])
    calls.dismiss('c1:1')
    expect(list()).toEqual([])
    see(stepped(mine, 'nudge'))
    expect(list()).toEqual([])
    see(stepped(mine, 'all-hands'))
    expect(list()).toEqual(['c1:1:all'])
  })

  it('[R3] tell everybody else at once who was faster', () => {
    const hands = stepped(hers, 'all-hands')
    const taken = later(
      hands,
      50_000,
      { type: 'assigned', agent: budi, how: 'taken' },
      { type: 'message', id: 'a', by: { role: 'agent', ...budi }, text: 'Yes' },
    )
    const { calls, see } = scene([hands])
    see(taken)
    expect(calls.taken.value).toEqual([{ c: 'c2', visitor: 'v1', by: 'Budi' }])
    calls.forgetTaken('c2')
    see(taken)
    expect(calls.taken.value).toEqual([])
    const first = scene([hands])
    const own = { role: 'agent', id: 'me', name: 'Me' } as const
    first.see(later(hands, 50_000, { type: 'message', id: 'a', by: own, text: 'Yes' }))
    expect(first.calls.taken.value).toEqual([])
  })
})
