import { describe, expect, it } from 'vitest'
import type { Trigger } from '../../protocol/trigger.ts'
import { trigger as shape } from '../../server/schema/trigger.ts'
import { debugLink, faultsOf, freshRule, ruleOf, testPage, triggerOf } from './rules.ts'

const whole: Trigger = {
  ...{ id: 'cart', on: true, always: true, holdout: 0.125, cap: { times: 2, days: 30 } },
  when: {
    ...{ url: '/cart', referrer: 'google', seconds: 20, scroll: 50, idle: 5, exit: true },
    ...{ cart: { min: 100, max: 200 }, returning: false, device: 'phone', hours: 'open' },
    event: 'wish',
  },
  // biome-ignore lint/suspicious/noThenProperty: the protocol's word; it is never awaited
  then: { message: 'Hi', card: { kind: 'replies', options: ['Yes'] } },
}
const rule = ruleOf(whole)

describe('[C9] a trigger as it is typed', () => {
  it('means the trigger it was, with every condition and its card', () => {
    expect(triggerOf(rule)).toEqual(whole)
    expect(faultsOf(rule, [rule])).toEqual({})
    // biome-ignore lint/suspicious/noThenProperty: as above
    const open: Trigger = { ...whole, when: { exit: true }, then: { open: true } }
    expect(triggerOf(ruleOf(open))).toEqual(open)
  })

  it('is told what is wrong, field by field, where the relay would refuse it', () => {
    const bad: [Partial<typeof rule>, object][] = [
      [{ id: 'a b' }, { id: 'id' }],
      [{ id: '__proto__' }, { id: 'id' }],
      [{ url: 'x'.repeat(2001) }, { url: 'long' }],
      [{ event: 'x'.repeat(65) }, { event: 'eventLong' }],
      [{ seconds: '-1' }, { seconds: 'seconds' }],
      [{ idle: '86401' }, { idle: 'seconds' }],
      [{ seconds: 'soon' }, { seconds: 'seconds' }],
      [{ scroll: '101' }, { scroll: 'percent' }],
      [{ cartMin: '-1' }, { cartMin: 'money' }],
      [{ cartMin: '201' }, { cartMax: 'cart' }],
      [{ message: ' ' }, { message: 'message' }],
      [{ message: 'x'.repeat(4001) }, { message: 'message' }],
      [{ times: '0' }, { times: 'times' }],
      [{ days: '1.5' }, { days: 'days' }],
      [{ days: '' }, { days: 'days' }],
      [{ holdout: '51' }, { holdout: 'holdout' }],
    ]
    for (const [part, faults] of bad) {
      const typed = { ...rule, ...part }
      expect(faultsOf(typed, [typed]), JSON.stringify(part).slice(0, 40)).toEqual(faults)
      if (!('message' in part)) expect(shape.safeParse(triggerOf(typed)).success).toBe(false)
    }
    for (const [part] of [[{ seconds: '86400', scroll: '100', holdout: '50', times: '1000' }]])
      expect(shape.safeParse(triggerOf({ ...rule, ...part })).success).toBe(true)
    expect(faultsOf(rule, [rule, { ...rule, key: 'other' }])).toEqual({ id: 'twice' })
  })

  it('that is new still needs a condition and a message', () => {
    const fresh = freshRule('k', 'trigger-1')
    expect(faultsOf(fresh, [fresh])).toEqual({ when: 'when', message: 'message' })
  })

  it('is tested on the page it names, in the shop and nowhere else', () => {
    const page = (url: string) => testPage({ ...rule, url }, 'https://shop.example')
    expect(page('/cart')).toBe('https://shop.example/cart')
    for (const other of ['', '/p/*', 'cart', '//evil.example', 'https://evil.example/'])
      expect(page(other)).toBe('https://shop.example/')
    expect(debugLink('a shop', page('/cart'))).toBe(
      '/api/sites/a%20shop/debug?page=https%3A%2F%2Fshop.example%2Fcart',
    )
    expect(debugLink('batik')).toBe('/api/sites/batik/debug')
  })
})
