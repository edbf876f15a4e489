import { describe, expect, it } from 'vitest'
import { later, row, stepped } from '../scene.ts'
import { breachesOf } from './breaches.ts'

const budi = { id: 'budi', name: 'Budi' }

describe('breaches', () => {
  it('[R3] say who held a chat before the target passed, and who answered after how long', () => {
    const moved = later(
      row('c1', { startedAt: 1000, holder: 'ayu' }),
      31_000,
      { type: 'released', agent: { id: 'ayu', name: 'ayu' }, why: 'too-slow' },
      { type: 'assigned', agent: budi, how: 'routed' },
    )
    const breached = stepped(moved, 'breach')
    expect(breachesOf([breached])).toEqual([
      { id: 'c1:1', c: 'c1', visitor: 'v1', at: 61_000, held: ['ayu', 'Budi'], answered: null },
    ])
    const citra = { id: 'citra', name: 'Citra' }
    const answered = later(
      breached,
      73_000,
      { type: 'assigned', agent: citra, how: 'taken' },
      { type: 'message', id: 'a', by: { role: 'agent', ...citra }, text: 'Yes' },
    )
    expect(breachesOf([answered])).toMatchObject([
      { held: ['ayu', 'Budi'], answered: { by: 'Citra', afterMs: 72_000 } },
    ])
  })

  it('[R3] leave out what is within the target, and what is resolved', () => {
    const ayu = { id: 'ayu', name: 'ayu' }
    const breached = stepped(row('c1', { startedAt: 1000, holder: 'ayu' }), 'breach')
    const resolved = later(breached, 90_000, { type: 'resolved', by: ayu })
    const hands = stepped(row('c2', { startedAt: 1000 }), 'all-hands')
    expect(breachesOf([resolved, hands])).toEqual([])
  })
})
