import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskCards, maskDraft } from './mask.ts'

// The test numbers that card networks and payment providers publish.
const cards = [
  '4111111111111111',
  '4012 8888 8888 1881',
  '4222222222222',
  '5555-5555-5555-4444',
  '5105105105105100',
  '3782 822463 10005',
  '371449635398431',
  '6011111111111117',
  '30569309025904',
  '3530111333300000',
  '6304 0000 0000 0000 000',
]

test.each(cards)('[W15] of %s only the last four digits are left', card => {
  const last = card.replace(/\D/g, '').slice(-4)
  expect(maskCards(card)).toBe(`•••• •••• •••• ${last}`)
  expect(maskCards(`card${card}, thanks`)).toBe(`card•••• •••• •••• ${last}, thanks`)
})

test('[W15] a card is found among other digits, and each of several', () => {
  expect(maskCards('12 4111 1111 1111 1111 12/27 123')).toBe('12 •••• •••• •••• 1111 12/27 123')
  expect(maskCards('4111 1111 1111 1111 5555 5555 5555 4444')).toBe(
    '•••• •••• •••• 1111 •••• •••• •••• 4444',
  )
  expect(maskCards('1: 4111111111111111\n2: 5105105105105100')).toBe(
    '1: •••• •••• •••• 1111\n2: •••• •••• •••• 5100',
  )
})

test.each([
  'order 4111111111111112',
  'order 1234-5678-9012-3456',
  'parcel 00340434161094042557123',
  '+62 812 3456 789',
  'Rp 249.000',
  '411111111111111',
  '',
])('[W15] “%s” is left as it is', text => {
  expect(maskCards(text)).toBe(text)
})

test('[W15] what follows a wrong check digit is never touched, and a mask is stable', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\d -]{0,40}$/), text => {
      const once = maskCards(text)
      expect(maskCards(once)).toBe(once)
      if (once === text) return
      expect(once).toContain('•••• •••• •••• ')
    }),
  )
})

test('[W15] four thousand characters of short numbers are looked through at once', () => {
  const text = '1 2 '.repeat(1000)
  const from = performance.now()
  maskCards(text)
  expect(performance.now() - from).toBeLessThan(1000)
})

test.each(cards)('[W15] of %s a draft never shows a beginning of seven digits or more', card => {
  for (let typed = 1; typed <= card.length; typed++) {
    const shown = maskDraft(`my card ${card.slice(0, typed)}`)
    expect(shown.replace(/\D/g, '').length).toBeLessThan(7)
  }
  expect(maskDraft('order 123456 of 2026')).toBe('order 123456 of 2026')
})
