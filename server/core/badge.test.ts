import { describe, expect, it } from 'vitest'
import type { TestClock } from '../../e2e/sim/clock.ts'
import { freshRig, send } from '../../e2e/sim/fresh.ts'
import type { Rig } from '../../e2e/sim/rig.ts'

let rig: Rig
let clock: TestClock
freshRig(fresh => {
  rig = fresh
  clock = rig.clock
})

describe('[R13] the badge', () => {
  it('is hidden under ten answers, tells their median, and says when it is slow', async () => {
    const ayu = await rig.agent('ayu')
    async function answers(n: number, afterMs: number, name: string) {
      for (let i = 0; i < n; i++) {
        const c = `${name}${i}`
        const one = await rig.visitor(c)
        await one.say(send('m1', c))
        await clock.advance(afterMs)
        await ayu.say(send(`r-${c}`, c))
        await ayu.say({ t: 'resolve', id: c, c })
      }
    }
    const badge = async () => {
      await clock.advance(60_000)
      return (await rig.visitor('looker'))
        .all('welcome')
        .map(frame => 'site' in frame && frame.site.badge)
    }
    await answers(9, 2000, 'a')
    expect(await badge()).toEqual([null])
    await answers(1, 4000, 'b')
    expect(await badge()).toEqual([{ medianMs: 2000, sample: 10, slow: false }])
    await answers(15, 70_000, 'd')
    expect(await badge()).toEqual([{ medianMs: 70_000, sample: 25, slow: true }])
  })
})
