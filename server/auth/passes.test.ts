import { expect, test } from 'vitest'
import { createPasses } from './passes.ts'
import { freshSecret } from './secrets.ts'

const MINUTE = 60_000
const start = Date.UTC(2026, 10, 22)
const secret = freshSecret()
const at = (now: number, key = secret) => createPasses({ secret: key, clock: { now: () => now } })

test('a pass is good for a quarter of an hour, for its site', () => {
  const pass = at(start).issue('batik')
  expect(pass).toMatch(/^[\w-]+$/)
  expect(at(start + 15 * MINUTE - 1).isGood(pass, 'batik')).toBe(true)
  expect(at(start + 15 * MINUTE).isGood(pass, 'batik')).toBe(false)
  expect(at(start).isGood(pass, 'kopi')).toBe(false)
})

test('a pass that was made up, cut or given a later end is none', () => {
  const pass = at(start).issue('batik')
  const [end = '', ...rest] = pass.split('-')
  const later = (Number.parseInt(end, 36) + MINUTE).toString(36)
  const others = [
    '',
    '-',
    end,
    pass.slice(0, -1),
    `${pass}A`,
    [later, ...rest].join('-'),
    `é${pass}`,
  ]
  for (const other of [...others, at(start, freshSecret()).issue('batik')])
    expect([other, at(start).isGood(other, 'batik')]).toEqual([other, false])
})
