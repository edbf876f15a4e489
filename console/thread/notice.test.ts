import { describe, expect, it } from 'vitest'
import type { FloorNotice, Notice } from '../../client/view.ts'
import { english } from '../words/english.ts'
import { indonesian } from '../words/indonesian.ts'
import { said } from './notice.tsx'

type Plain = Parameters<typeof said>[0]
type Told<N> = N extends Notice | FloorNotice ? Omit<N, 'kind' | 'seq' | 'at'> : never

const ayu = { id: 'ayu', name: 'Ayu' }
const tell = (told: Told<Plain>, words = english) =>
  said({ kind: 'notice', seq: 1, at: 1, ...told } as Plain, words)

describe('notices', () => {
  it('[R2] tell how an offer went', () => {
    expect(tell({ what: 'acked', agent: ayu })).toBe('On Ayu’s screen')
    const released = (['disconnected', 'no-ack', 'too-slow'] as const).map(why =>
      tell({ what: 'released', agent: ayu, why }),
    )
    expect(released).toEqual([
      'Ayu lost the line; the chat moved on',
      'Ayu’s console did not show it; the chat moved on',
      'Ayu had not answered; the chat moved on',
    ])
  })

  it('[R3] tell each rung, and why a hand-on did not happen', () => {
    const rung = (step: 'nudge' | 'hand-on' | 'all-hands' | 'breach') =>
      tell({ what: 'stepped', step, kept: null })
    const plain = (['nudge', 'hand-on', 'all-hands', 'breach'] as const).map(rung)
    expect(new Set(plain).size).toBe(4)
    expect(tell({ what: 'stepped', step: 'hand-on', kept: 'typing' })).toBe(
      'Time to hand on, but the holder was typing and kept it',
    )
    expect(tell({ what: 'stepped', step: 'hand-on', kept: 'nobody-else' }, indonesian)).toBe(
      'Waktunya dialihkan, tetapi tidak ada yang lain; pemegang tetap memegangnya',
    )
  })

  it('[R3] tell what the visitor chose after the target', () => {
    expect(tell({ what: 'chose', choice: 'wait', email: null })).toBe(
      'The visitor chose to keep waiting',
    )
    expect(tell({ what: 'chose', choice: 'email', email: 'a@b.example' })).toBe(
      'The visitor wants the answer by e-mail to a@b.example',
    )
  })

  it('[E] tell which button of a card was pressed, by what stands on it', () => {
    const acted = { what: 'acted', message: 'm1', action: 'add', label: 'Add to cart' } as const
    expect(tell(acted)).toBe('The visitor pressed: Add to cart')
  })
})
