import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { createTestClock, obey } from './clock.ts'

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
