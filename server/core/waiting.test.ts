import { describe, expect, it } from 'vitest'
import type { TestClock } from '../../e2e/sim/clock.ts'
import { freshRig, send } from '../../e2e/sim/fresh.ts'
import { account, type Rig } from '../../e2e/sim/rig.ts'

let rig: Rig
let clock: TestClock
const { state } = freshRig(fresh => {
  rig = fresh
  clock = rig.clock
})

describe('[R8] the queue', () => {
  it('tells each visitor their place, live, and an estimate once there is something to measure by', async () => {
    const ayu = await rig.agent('ayu')
    const vera = await rig.visitor()
    for (const c of ['a', 'b']) await vera.say(send('m1', c))
    const [wati, yuni] = [await rig.visitor('wati'), await rig.visitor('yuni')]
    await wati.say(send('m1', 'w'))
    await clock.advance(1000)
    await yuni.say(send('m1', 'y'))
    await clock.advance(250)
    expect(yuni.all('queue').at(-1)).toEqual({ t: 'queue', c: 'y', position: 2, etaMs: null })
    await ayu.say({ t: 'resolve', id: 'x', c: 'a' })
    await clock.advance(250)
    expect(yuni.all('queue').at(-1)).toMatchObject({ position: 1, etaMs: expect.any(Number) })
    const back = await rig.visitor('yuni')
    expect(back.all('queue')).toMatchObject([{ c: 'y', position: 1 }])
  })

  it('counts nobody ahead who waits for other agents, and counts anew when agents come', async () => {
    for (const id of ['sales', 'care']) await rig.store.putDepartment({ id, name: id, hours: null })
    const team = { departments: ['sales'], capacity: 1 }
    await rig.store.putAccount(account('ayu', team))
    await rig.store.putAccount(account('budi', { ...team, departments: ['care', 'sales'] }))
    await rig.relay().refresh()
    const wish = { department: 'sales', language: null, agent: null, priority: 0 } as const
    const asks = async (name: string, department: string) => {
      const visitor = await rig.visitor(name)
      await visitor.say({
        ...{ t: 'wish', id: `w-${name}`, c: name },
        wish: { ...wish, department },
      })
      await visitor.say(send('m1', name))
      return visitor
    }
    await asks('held', 'sales')
    await asks('wati', 'care')
    const yuni = await asks('yuni', 'sales')
    const told = async () => {
      await clock.advance(250)
      return yuni.all('queue').at(-1)?.position
    }
    // Budi, who may come, could take both of the others.
    expect(await told()).toBe(3)
    await rig.agent('ayu')
    expect(await told()).toBe(1)
    expect(await state('held')).toMatchObject({ agent: { id: 'ayu' } })
  })
})
