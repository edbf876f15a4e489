import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainWidget } from '../../protocol/people.ts'
import { widget } from '../../server/schema/widget.ts'
import { english as peek } from '../../widget/ui/words/peek.ts'
import { fieldTypes } from '../cards/field.ts'
import { english } from '../words/english.ts'
import { choicesOf, widgetOf } from './choices.ts'
import { tagOf } from './tag.ts'

const flawsOf = (part: Partial<ReturnType<typeof choicesOf>>) => {
  const read = widgetOf({ ...choicesOf(plainWidget), ...part })
  return read.ok ? read.value : Object.fromEntries(read.flaws)
}

describe('what a shop chooses for its widget', () => {
  it('[W13] is saved as it was, when nothing was touched', () => {
    const settings = {
      ...{ ...plainWidget, likely: 0.07, privacyUrl: 'https://shop.example/privacy' },
      prechat: [
        ...[{ name: 'name', label: 'Nama', type: 'text' as const, required: true, options: [] }],
        ...[{ name: 's', label: 'S', type: 'choice' as const, required: false, options: ['a'] }],
      ],
    }
    expect(widgetOf(choicesOf(settings))).toEqual({ ok: true, value: settings })
    expect(choicesOf(settings).likely).toBe('7')
  })

  it('[W13] is what the relay takes, whatever is typed', () => {
    const text = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('', '__proto__', '50'))
    const field = fc.record({
      ...{ label: text, key: text, options: text, required: fc.boolean() },
      type: fc.constantFrom(...fieldTypes),
    })
    const typed = fc.record({
      prechat: fc.array(field, { maxLength: 14, size: 'max' }),
      ...{ away: fc.boolean(), rating: fc.boolean(), likely: text, sneakPeek: fc.boolean() },
      privacyUrl: fc.oneof(text, fc.constantFrom('https://shop.example', 'javascript:1')),
    })
    fc.assert(
      fc.property(typed, one => {
        const read = widgetOf(one)
        if (read.ok) expect(widget.safeParse(read.value)).toMatchObject({ success: true })
      }),
    )
  })

  it('[W13] says what is wrong, at its field', () => {
    for (const likely of ['', '-1', '101', 'ten'])
      expect(flawsOf({ likely })).toHaveProperty('likely')
    expect(flawsOf({ likely: 'ten', rating: false })).toMatchObject({ likely: 0, rating: false })
    expect(flawsOf({ privacyUrl: 'shop.example' })).toEqual({ privacyUrl: 'address' })
    expect(flawsOf({ privacyUrl: ' ' })).toMatchObject({ privacyUrl: null })
  })

  it('[W15] quotes the notice that visitors read', () => {
    expect(english.widget.notice).toBe(peek.notice)
  })
})

describe('tag', () => {
  it('[W1] says no more than it has to', () => {
    expect(tagOf('https://relay', 'shop')).toBe(
      '<script async src="https://relay/sapa.js" data-site="shop"></script>',
    )
    expect(tagOf('https://relay', 'shop', { consent: true, triggers: true })).toContain(
      'data-site="shop" data-consent data-triggers>',
    )
  })
})
