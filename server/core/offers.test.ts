import { describe, expect, it } from 'vitest'
import type { TestClock } from '../../e2e/sim/clock.ts'
import { freshRig, send } from '../../e2e/sim/fresh.ts'
import type { Rig } from '../../e2e/sim/rig.ts'

let rig: Rig
let clock: TestClock
const { story } = freshRig(fresh => {
  rig = fresh
  clock = rig.clock
})

describe('[R2] an offer', () => {
  it('to a tab that hangs goes on after three seconds, and never comes back to it', async () => {
    await rig.agent('ayu', { dead: true })
    const vera = await rig.visitor()
    await vera.say(send('m1'))
    await clock.advance(2999)
    expect(story().at(-1)).toBe('0 routed ayu')
    await clock.advance(1)
    expect(story().slice(-2)).toEqual(['3 ayu no-ack', '3 routed to nobody'])
    await rig.agent('budi')
    expect(story().slice(-2)).toEqual(['3 routed budi', '3 budi acked'])
  })

  it('[R7] that passes twice without a sign of life sets the agent away, who is told why', async () => {
    const ayu = await rig.agent('ayu', { dead: true })
    const vera = await rig.visitor()
    for (const c of ['c', 'd']) await vera.say(send('m1', c))
    await clock.advance(3100)
    expect(ayu.all('agents').at(-1)?.agents[0]).toMatchObject({
      availability: 'away',
      away: 'unresponsive',
    })
    await ayu.say({ t: 'available', id: 'a', on: true, why: 'chosen' })
    expect(await rig.store.account('ayu')).toMatchObject({ availability: 'online', away: null })
  })

  it('[R7] that ran out while no relay ran is nobody’s miss', async () => {
    await rig.agent('ayu', { dead: true })
    const vera = await rig.visitor()
    for (const c of ['c', 'd']) await vera.say(send('m1', c))
    await rig.leave()
    await rig.stop()
    await clock.advance(5000)
    await rig.start()
    await clock.advance(8100)
    expect(story().join()).toContain('13 ayu disconnected')
    expect(await rig.store.account('ayu')).toMatchObject({ availability: 'online' })
  })
})
