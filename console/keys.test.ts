import { describe, expect, it } from 'vitest'
import { actionOf } from './keys.ts'

const press = (key: string, focus: Parameters<typeof actionOf>[1] = 'elsewhere', held = {}) =>
  actionOf(
    { key, code: '', ctrlKey: false, metaKey: false, altKey: false, isComposing: false, ...held },
    focus,
  )

describe('keys', () => {
  it('[R2] opens what asks for me, also from the middle of a text', () => {
    expect(press('o')).toBe('call')
    expect(press('o', 'field')).toBeNull()
    expect(press('ø', 'field', { altKey: true, code: 'KeyO' })).toBe('call')
    expect(press('o', 'field', { altKey: true, ctrlKey: true, code: 'KeyO' })).toBeNull()
  })

  it('[C5] has a key for each action', () => {
    const keys = ['j', 'k', 'ArrowDown', 'ArrowUp', 't', 'e', '[', ']', '?', 'Escape']
    expect(keys.map(key => press(key))).toEqual([
      'next',
      'before',
      'next',
      'before',
      'take',
      'resolve',
      'chat-before',
      'chat-next',
      'help',
      'back',
    ])
  })

  it('[C5] leaves every key but Escape to the text while somebody types', () => {
    for (const key of ['j', 't', 'e', '?', '[', 'ArrowDown']) expect(press(key, 'field')).toBeNull()
    expect(press('Escape', 'field')).toBe('leave-field')
  })

  it('[C5] leaves the arrows to a thread that scrolls', () => {
    expect(press('ArrowDown', 'scroller')).toBeNull()
    expect(press('j', 'scroller')).toBe('next')
  })

  it('[C5] stays out of the shortcuts of the browser and of input methods', () => {
    expect(press('e', 'elsewhere', { ctrlKey: true })).toBeNull()
    expect(press('t', 'elsewhere', { metaKey: true })).toBeNull()
    expect(press('Escape', 'field', { isComposing: true })).toBeNull()
  })
})
