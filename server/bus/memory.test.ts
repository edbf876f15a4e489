import { afterEach, describe, expect, it } from 'vitest'
import { busContract } from './contract.ts'
import { createMemoryBus } from './memory.ts'

/** Microtasks run in order: what was queued before has run when this resolves. */
const settle = () => new Promise<void>(resolve => queueMicrotask(resolve))

describe('the memory bus', () => {
  busContract(async () => createMemoryBus(), settle)

  it('loses exactly the deliveries it is told to lose', async () => {
    let count = 0
    const bus = createMemoryBus({ lose: () => count++ % 2 === 0 })
    const heard: string[] = []
    bus.subscribe('c/1', data => heard.push(data))
    for (const data of ['a', 'b', 'c', 'd']) bus.publish('c/1', data)
    await settle()
    expect(heard).toEqual(['b', 'd'])
  })
})

describe('a subscriber that throws', () => {
  // The runner's own listeners would fail the run for the very error that this test is about.
  const listeners = process.listeners('uncaughtException')
  afterEach(() => {
    process.removeAllListeners('uncaughtException')
    for (const listener of listeners) process.on('uncaughtException', listener)
  })

  it('is reported as uncaught and disturbs no other subscriber', async () => {
    const bus = createMemoryBus()
    const heard: string[] = []
    const reported = new Promise<unknown>(resolve => {
      process.removeAllListeners('uncaughtException')
      process.once('uncaughtException', resolve)
    })
    bus.subscribe('c/1', () => {
      throw new Error('broken')
    })
    bus.subscribe('c/1', data => heard.push(data))
    expect(() => bus.publish('c/1', 'hello')).not.toThrow()
    expect(await reported).toEqual(new Error('broken'))
    await settle()
    expect(heard).toEqual(['hello'])
  })
})
