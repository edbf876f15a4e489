import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Bus } from '../core/ports.ts'

/** What every bus promises. `settle` resolves once everything published so far has been delivered. */
export function busContract(create: () => Promise<Bus>, settle: () => Promise<void>): void {
  let bus: Bus
  beforeEach(async () => {
    bus = await create()
  })
  afterEach(() => bus.close())

  function listen(topic: string): { heard: string[]; off: () => void } {
    const heard: string[] = []
    return { heard, off: bus.subscribe(topic, data => heard.push(data)) }
  }

  it('brings what is published on a topic to each of its subscribers, and to nobody else', async () => {
    const first = listen('c/1')
    const second = listen('c/1')
    const other = listen('c/2')
    bus.publish('c/1', 'hello')
    await settle()
    expect([first.heard, second.heard, other.heard]).toEqual([['hello'], ['hello'], []])
  })

  it('delivers nothing before publish has returned', async () => {
    const { heard } = listen('c/1')
    bus.publish('c/1', 'hello')
    expect(heard).toEqual([])
    await settle()
    expect(heard).toEqual(['hello'])
  })

  it('stops delivering when a subscription ends, also what is on its way, and only to that one', async () => {
    const left = listen('c/1')
    const stays = listen('c/1')
    bus.publish('c/1', 'on its way')
    left.off()
    bus.publish('c/1', 'later')
    await settle()
    expect(left.heard).toEqual([])
    expect(stays.heard.sort()).toEqual(['later', 'on its way'])
  })

  it('takes the end of a subscription twice, and lets the topic be subscribed again', async () => {
    const gone = listen('c/1')
    gone.off()
    const back = listen('c/1')
    gone.off()
    bus.publish('c/1', 'hello')
    await settle()
    expect([gone.heard, back.heard]).toEqual([[], ['hello']])
  })

  it('counts one function subscribed twice as two subscriptions', async () => {
    const heard: string[] = []
    const fn = (data: string) => heard.push(data)
    const off = bus.subscribe('c/1', fn)
    bus.subscribe('c/1', fn)
    bus.publish('c/1', 'twice')
    await settle()
    off()
    bus.publish('c/1', 'once')
    await settle()
    expect(heard).toEqual(['twice', 'twice', 'once'])
  })

  it('keeps quiet once closed', async () => {
    const { heard } = listen('c/1')
    await bus.close()
    bus.publish('c/1', 'hello')
    await settle()
    expect(heard).toEqual([])
  })
}
