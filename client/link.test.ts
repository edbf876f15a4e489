import fc from 'fast-check'
import { expect, it } from 'vitest'
import { closeCodes } from '../protocol/close-codes.ts'
import { backoff, type Input, type LinkState, step } from './link.ts'

const states: LinkState[] = [
  { at: 'idle' },
  { at: 'connecting', tries: 2 },
  { at: 'greeting', tries: 2 },
  { at: 'online' },
  { at: 'waiting', tries: 2, afterMs: 5 },
  { at: 'stopped', reason: 'no' },
]
const closed = (code: number): Input => ({ type: 'closed', code, reason: 'why', random: 0.5 })
const inputs: Record<string, Input> = {
  connect: { type: 'connect' },
  opened: { type: 'opened' },
  welcomed: { type: 'welcomed' },
  lost: closed(1006),
  expired: closed(closeCodes.tokenExpired),
  forbidden: closed(closeCodes.forbidden),
  due: { type: 'due' },
  silent: { type: 'silent', random: 0.5 },
  refused: { type: 'refused', reason: 'no' },
  end: { type: 'end' },
}
function told(state: LinkState, input: Input): string {
  const [next, effects] = step(state, input)
  if (next === state) {
    expect(effects).toEqual([])
    return '-'
  }
  return [next.at, ...effects].join(' ')
}

it.each<[string, ...string[]]>([
  //            idle               connecting                    greeting              online             waiting            stopped
  ['connect', 'connecting open', '-', '-', '-', 'connecting open', 'connecting open'],
  ['opened', '-', 'greeting hello', '-', '-', '-', '-'],
  ['welcomed', '-', '-', 'online', '-', '-', '-'],
  ['lost', '-', 'waiting ask-why wait', 'waiting wait', 'waiting wait', '-', '-'],
  ['expired', '-', 'waiting renew wait', 'waiting renew wait', 'waiting renew wait', '-', '-'],
  ['forbidden', '-', 'stopped', 'stopped', 'stopped', '-', '-'],
  ['due', '-', '-', '-', '-', 'connecting open', '-'],
  [
    'silent',
    '-',
    'waiting drop ask-why wait',
    'waiting drop ask-why wait',
    'waiting drop wait',
    '-',
    '-',
  ],
  ['refused', '-', 'stopped drop', 'stopped drop', '-', 'stopped drop', 'stopped drop'],
  ['end', 'idle drop', 'idle drop', 'idle drop', 'idle drop', 'idle drop', 'idle drop'],
])(
  'at %s: idle %s, connecting %s, greeting %s, online %s, waiting %s, stopped %s',
  (name, ...then) => {
    const input = inputs[name]
    if (!input) throw new Error(name)
    expect(states.map(state => told(state, input))).toEqual(then)
  },
)

it('counts tries until it is online, and begins again after that', () => {
  expect(step({ at: 'greeting', tries: 4 }, closed(1006))[0]).toMatchObject({ tries: 5 })
  expect(step({ at: 'online' }, closed(1006))[0]).toMatchObject({ tries: 1 })
  expect(step({ at: 'waiting', tries: 5, afterMs: 1 }, { type: 'due' })[0]).toMatchObject({
    tries: 5,
  })
})

it('says why it stopped', () => {
  expect(step({ at: 'online' }, closed(closeCodes.forbidden))[0]).toEqual({
    at: 'stopped',
    reason: 'why',
  })
  const mute: Input = { type: 'closed', code: 4400, reason: '', random: 0 }
  expect(step({ at: 'online' }, mute)[0]).toEqual({ at: 'stopped', reason: 'closed with 4400' })
})

it('waits longer at each try, never long, and never the same for everybody', () => {
  fc.assert(
    fc.property(fc.nat(2000), fc.double({ min: 0, max: 0.999, noNaN: true }), (tries, random) => {
      const ms = backoff(tries, random)
      expect(ms).toBeGreaterThanOrEqual(120)
      expect(ms).toBeLessThanOrEqual(5000)
      expect(backoff(tries + 1, random)).toBeGreaterThanOrEqual(ms)
    }),
  )
  expect(backoff(3, 0)).toBeLessThan(backoff(3, 0.9))
})
