import { describe, expect, it } from 'vitest'
import { settle } from '../../e2e/sim/clock.ts'
import { freshRig, send } from '../../e2e/sim/fresh.ts'
import { account, type Rig } from '../../e2e/sim/rig.ts'

let rig: Rig
const { story, state } = freshRig(fresh => {
  rig = fresh
})

describe('what the page asks for', () => {
  const wish = { department: 'sales', language: null, agent: null, priority: 0 } as const

  it('[R6] before the first message counts for it', async () => {
    await rig.store.putDepartment({ id: 'sales', name: 'Sales', hours: null })
    await rig.store.putAccount(account('budi', { departments: ['sales'] }))
    await rig.relay().refresh()
    await rig.agent('ayu')
    await rig.agent('budi')
    const vera = await rig.visitor()
    await vera.say({ t: 'wish', id: 'w', c: 'c', wish })
    expect(rig.store.log.size).toBe(0)
    await vera.say(send('m1'))
    expect(await state()).toMatchObject({ wish, agent: { id: 'budi' }, episode: { wish } })
  })

  it('[R6] and the shop does not have is treated as not asked for, and the decision says so', async () => {
    await rig.store.putAccount(account('ayu', { languages: ['id'] }))
    await rig.store.putAccount(account('budi', { languages: ['id', 'en'] }))
    await rig.store.putDepartment({ id: 'empty', name: 'Empty', hours: null })
    await rig.relay().refresh()
    await rig.agent('ayu')
    const vera = await rig.visitor()
    const asks: [string, object, string[]][] = [
      ['a', { department: 'salse', language: 'id' }, ['department']],
      [
        'b',
        { department: 'empty', language: 'fr', agent: 'zara' },
        ['department', 'language', 'agent'],
      ],
    ]
    for (const [c, asked, unknown] of asks) {
      await vera.say({ t: 'wish', id: `w-${c}`, c, wish: { ...wish, department: null, ...asked } })
      await vera.say(send('m1', c))
      expect(await state(c)).toMatchObject({ status: 'assigned', wish: asked })
      const routed = rig.store.log.get(c)?.find(({ event }) => event.type === 'routed')
      expect(routed?.event).toMatchObject({ to: { id: 'ayu' }, unknown })
    }
  })

  it('[R6] that the shop has, and nobody there can meet now, is waited for', async () => {
    await rig.store.putDepartment({ id: 'sales', name: 'Sales', hours: null })
    await rig.store.putAccount(account('budi', { departments: ['sales'] }))
    await rig.relay().refresh()
    await rig.agent('ayu')
    const vera = await rig.visitor()
    await vera.say({ t: 'wish', id: 'w1', c: 'c', wish })
    await vera.say(send('m1'))
    expect((await state()).status).toBe('waiting')
    await rig.store.removeDepartment('sales')
    await rig.relay().refresh()
    await settle()
    expect(await state()).toMatchObject({ agent: { id: 'ayu' } })
  })

  it('[R6] while it waits is looked at again at once', async () => {
    await rig.store.putAccount(account('budi', { languages: ['id'] }))
    await rig.relay().refresh()
    await rig.agent('budi')
    const vera = await rig.visitor()
    const language = (tag: string) => ({ ...wish, department: null, language: tag })
    await vera.say({ t: 'wish', id: 'w', c: 'c', wish: language('fr') })
    await vera.say(send('m1'))
    expect((await state()).status).toBe('waiting')
    await vera.say({ t: 'wish', id: 'w', c: 'c', wish: language('id-ID') })
    expect(await state()).toMatchObject({ agent: { id: 'budi' } })
  })

  it('does not fill the log', async () => {
    const vera = await rig.visitor()
    await vera.say(send('m1'))
    for (let i = 0; i < 40; i++)
      await vera.say({ t: 'wish', id: 'w', c: 'c', wish: { ...wish, department: `d${i}` } })
    expect(story(1).filter(line => line.includes('wished')).length).toBe(20)
  })
})
