import { describe, expect, it } from 'vitest'
import type { FloorEntry } from '../../client/view.ts'
import { noWish } from '../../protocol/conversation.ts'
import { english } from '../words/english.ts'
import { leftEmail, wishOf } from './wish.ts'

const floor = { departments: [{ id: 'returns', name: 'Returns', hours: null }], agents: [] }

describe('wish', () => {
  it('[R6] tells what the page asked for, by the names that people know', () => {
    const wish = { department: 'returns', language: 'id', agent: 'ayu', priority: 2 } as const
    expect(wishOf(wish, floor, english, 'en')).toEqual([
      'department Returns',
      'answers in Indonesian',
      'agent ayu',
      'priority 2 of 3',
    ])
    expect(wishOf(noWish, floor, english, 'en')).toEqual([])
  })

  it('[R3] finds the address that was left last', () => {
    const chose = (seq: number, email: string | null): FloorEntry => ({
      kind: 'notice',
      what: 'chose',
      seq,
      at: seq,
      choice: email ? 'email' : 'wait',
      email,
    })
    expect(leftEmail([chose(1, 'a@b.example'), chose(2, 'c@d.example'), chose(3, null)])).toBe(
      'c@d.example',
    )
    expect(leftEmail([chose(1, null)])).toBeNull()
  })
})
