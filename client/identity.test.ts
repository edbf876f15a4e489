import { expect, it } from 'vitest'
import { createTestClock } from '../e2e/sim/clock.ts'
import type { Device } from './device.ts'
import { createIdentities, type Identities } from './identity.ts'
import { createMemoryKeep, type Keep } from './keep.ts'

let ids = 0
function tab(keep: Keep): Identities {
  const clock = createTestClock()
  const device: Device = {
    openSocket: () => ({ send: () => {}, close: () => {} }),
    now: clock.now,
    after: clock.after,
    random: () => 0,
    newId: () => `c${++ids}`,
    keep,
    onNetwork: () => () => {},
    askWhy: async () => null,
    mark: () => false,
  }
  return createIdentities(device, 's:identity')
}

it('[W2] looking writes nothing', async () => {
  const keep = createMemoryKeep()
  await tab(keep).peek()
  expect(await keep.list('')).toEqual([])
})

it('two tabs that claim at once are one identity, whoever is welcomed first', async () => {
  const keep = createMemoryKeep()
  const [a, b] = [tab(keep), tab(keep)]
  await Promise.all([a.claim(), b.claim()])
  const { c } = a.current()
  expect(b.current()).toEqual(a.current())
  expect(await Promise.all([b.welcomed('t-b', 'e'), a.welcomed('t-a', 'e')])).toEqual([true, false])
  expect(a.current()).toEqual({ token: 't-b', epoch: 'e', c, resets: 0 })
  expect(b.current()).toEqual(a.current())
})

it('keeps a token that the relay left as it was, and takes a newer one', async () => {
  const keep = createMemoryKeep()
  const a = tab(keep)
  await a.claim()
  await a.welcomed('t1', 'e1')
  expect(await a.welcomed(null, 'e2')).toBe(true)
  expect(a.current()).toMatchObject({ token: 't1', epoch: 'e2' })
  expect(await a.welcomed('t2', 'e2')).toBe(true)
  const later = tab(keep)
  await later.peek()
  expect(later.current()).toEqual(a.current())
})

it('renews once for all tabs: the second takes what the first began', async () => {
  const keep = createMemoryKeep()
  const [a, b] = [tab(keep), tab(keep)]
  await a.claim()
  await a.welcomed('old', 'e')
  await b.peek()
  await a.renew()
  expect(a.current()).toMatchObject({ token: null, epoch: null, resets: 0 })
  await a.welcomed('new', 'e')
  await b.renew()
  expect(b.current()).toEqual(a.current())
})

it('turns to another conversation for all pages to come', async () => {
  const keep = createMemoryKeep()
  const a = tab(keep)
  await a.claim()
  await a.welcomed('t', 'e')
  a.turnTo('other')
  const later = tab(keep)
  await later.peek()
  expect(later.current()).toEqual({ token: 't', epoch: 'e', c: 'other', resets: 0 })
})

it('a reset counts, and no late welcome of the one before undoes it', async () => {
  const keep = createMemoryKeep()
  const [a, b] = [tab(keep), tab(keep)]
  await a.claim()
  await a.welcomed('t', 'e')
  await b.peek()
  await a.reset()
  expect(a.current()).toMatchObject({ token: null, epoch: null, resets: 1 })
  expect(await b.welcomed(null, 'e')).toBe(false)
  expect(b.current()).toEqual(a.current())
})

it('a second welcome on a running line is taken in by all tabs, whoever is first', async () => {
  const keep = createMemoryKeep()
  const [a, b] = [tab(keep), tab(keep)]
  await a.claim()
  await a.welcomed('anonymous', 'e')
  await b.peek()
  const { c } = a.current()
  expect([await b.welcomed('signed', 'e'), await a.welcomed('signed', 'e')]).toEqual([true, true])
  expect(a.current()).toEqual({ token: 'signed', epoch: 'e', c, resets: 0 })
  expect(b.current()).toEqual(a.current())
})
