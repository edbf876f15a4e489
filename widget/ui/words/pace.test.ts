import { expect, test } from 'vitest'
import { words as indonesian } from './id-parts.ts'
import { english, paceIn } from './pace.ts'

const en = paceIn(english)
const id = paceIn(indonesian.pace)
const badge = (medianMs: number, slow = false) => ({ medianMs, sample: 50, slow })
/** As it reads, whatever kind its spaces are. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

test('[R13] the badge says how fast the shop answers and who is there, and says so when it is slower', () => {
  expect(plain(en.badge(badge(23_400), '3 agents here'))).toBe(
    'Usually answers in 24 s · 3 agents here',
  )
  expect(plain(en.badge(badge(115_000, true), '3 agents here'))).toBe(
    'Answers take longer right now: about 2 min',
  )
  expect(plain(id.badge(badge(23_400), '3 agen'))).toBe('Biasanya dijawab dalam 24 detik · 3 agen')
})

test.each([
  [0, '1 s'],
  [60_000, '60 s'],
  [90_000, '90 s'],
  [90_001, '2 min'],
  [121_000, '3 min'],
])('[R13] %i ms is told as %s, never less than it is', (ms, told) => {
  expect(plain(en.badge(badge(ms), ''))).toContain(` ${told} `)
})

test('[R8] who waits is told the place, and a time only where there is one', () => {
  const turn = (etaMs: number | null) =>
    plain(en.turn({ online: 1, queue: { position: 2, etaMs } }))
  expect(turn(37_000)).toBe('You are number 2 · about 40 s')
  expect(turn(null)).toBe('You are number 2')
  expect(plain(id.turn({ online: 1, queue: { position: 2, etaMs: 37_000 } }))).toBe(
    'Anda nomor 2 · sekitar 40 detik',
  )
})

test('[R8] before a place is known, and while nobody is there, no place is told', () => {
  expect(en.turn({ online: 1, queue: null })).toBe('Finding someone for you…')
  expect(en.turn({ online: 0, queue: { position: 1, etaMs: null } })).toMatch(/^Nobody is here/)
})
