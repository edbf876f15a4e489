import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { createTestClock, obey, watched } from './clock.ts'

test('time stands still until it is moved, then each timer fires once, at its moment, in order', async () => {
  const clock = createTestClock(1000)
  const fired: [string, number][] = []
  const note = (name: string) => () => void fired.push([name, clock.now()])
  clock.after(200, note('later'))
  clock.after(100, note('sooner'))
  clock.after(100, note('as soon'))
  clock.after(150, note('cancelled'))()
  expect(clock.now()).toBe(1000)
  await clock.advance(99)
  expect(fired).toEqual([])
  await clock.advance(500)
  expect(fired).toEqual([
    ['sooner', 1100],
    ['as soon', 1100],
    ['later', 1200],
  ])
  expect(clock.now()).toBe(1599)
})

test('what a timer sets off, also a few turns later, has its own timers in the same movement', async () => {
  const clock = createTestClock(0)
  const rungs: number[] = []
  function climb() {
    rungs.push(clock.now())
    setImmediate(() => setImmediate(() => clock.after(15, climb)))
  }
  clock.after(15, climb)
  await Promise.all([clock.advance(30), clock.advance(30)])
  expect(rungs).toEqual([15, 30, 45, 60])
})

test('the parent process moves it by messages, and no other message does', async () => {
  const clock = createTestClock(0)
  const answers = new EventEmitter()
  const channel = Object.assign(new EventEmitter(), {
    send: (message: unknown) => answers.emit('answer', message),
  })
  obey(clock, channel as never)
  const answered = new Promise(resolve => answers.once('answer', resolve))
  for (const wrong of [null, 'advance', { type: 'advance', ms: -5 }, { type: 'back', ms: 5 }])
    channel.emit('message', wrong)
  channel.emit('message', { type: 'advance', ms: 250 })
  expect(await answered).toEqual({ type: 'advanced', now: 250 })
})

test('what a timer asked of a store is answered before the next timer, however long it takes', async () => {
  const answers: (() => void)[] = []
  const { outer, busy } = watched({
    name: 'store',
    append: () => new Promise<void>(done => answers.push(done)),
    fails: () => Promise.reject(new Error('full')),
  })
  const clock = createTestClock(0, busy)
  const told: string[] = []
  clock.after(1, () => void outer.append().then(() => told.push('appended')))
  clock.after(2, () => told.push('next'))
  const moved = clock.advance(5)
  while (!busy()) await new Promise(setImmediate)
  for (let turn = 0; turn < 500; turn++) await new Promise(setImmediate)
  expect(told).toEqual([])
  for (const done of answers) done()
  await moved
  expect(told).toEqual(['appended', 'next'])
  await expect(outer.fails()).rejects.toThrow('full')
  expect([outer.name, busy()]).toEqual(['store', false])
})
