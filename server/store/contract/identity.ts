import { expect, it } from 'vitest'
import { noContext } from '../../../protocol/context.ts'
import { noWish } from '../../../protocol/conversation.ts'
import type { Visitor } from '../../../protocol/people.ts'
import type { Directory, Store } from '../../core/ports.ts'
import { append, asks, opened } from './talk.ts'

const visitor = (id: string, more: Partial<Visitor> = {}): Visitor => ({
  ...{ id, site: 'shop', name: 'Said', email: null, external: null, context: noContext },
  ...{ page: null, language: 'id', timezone: 'Asia/Jakarta', device: 'Chrome' },
  ...{ firstSeenAt: 1000, online: false, ...more },
})
const claims = (more: object = {}) => ({
  ...{ site: 'shop', external: 'u1', name: null, email: 'signed@mail.example', ...more },
})

/** [A] Who visitors are by the word of their shop. */
export function identityContract(given: () => Store & Directory): void {
  it('[A] a visitor whom the shop names is another one for good, with all that was told and what was signed only', async () => {
    const store = given()
    const context = { ...noContext, attributes: { plan: 'gold' } }
    const notes = { wish: { ...noWish, priority: 2 as const }, asks: ['x'] }
    await store.putVisitor(visitor('v1', { context }), notes)
    const is = { id: 's1', external: 'u1', name: null, email: 'signed@mail.example', context }
    expect(await store.became('v1')).toBeNull()
    expect(await store.identify('v1', claims(), 5, 's1')).toMatchObject(is)
    expect(await store.visitors(['v1', 's1'])).toMatchObject([is])
    expect(await store.notes('s1')).toEqual(notes)
    expect(await store.became('v1')).toEqual({ into: 's1', at: 5 })
    // Signed again, by the old name or the new, it is the same for good.
    for (const id of ['v1', 's1'])
      expect(
        await store.identify(id, claims({ name: 'Dewi', email: null }), 6, 's2'),
      ).toMatchObject({ id: 's1', name: 'Dewi', email: 'signed@mail.example' })
    expect(await store.became('v1')).toEqual({ into: 's1', at: 5 })
    expect(await store.became('s1')).toBeNull()
    // Who has not heard of it yet does not undo it.
    await store.putVisitor(visitor('s1'))
    await store.putVisitor(visitor('v1'))
    expect(await store.visitorKnownAs('shop', 'u1')).toMatchObject({ id: 's1' })
    expect(await store.visitors(['v1'])).toEqual([])
  })

  it('[A] nobody is two people, nor one of another shop, nor somebody who is not there', async () => {
    const store = given()
    await store.putVisitor(visitor('v1'))
    await store.identify('v1', claims(), 5, 's1')
    for (const id of ['v1', 's1'])
      expect(await store.identify(id, claims({ external: 'u2' }), 5, 's2')).toBeNull()
    expect(await store.identify('s1', claims({ site: 'other' }), 5, 's2')).toBeNull()
    expect(await store.identify('none', claims(), 5, 's2')).toBeNull()
    await store.putVisitor(visitor('v2', { site: 'other' }))
    const other = await store.identify('v2', claims({ site: 'other' }), 5, 's2')
    expect(other).toMatchObject({ id: 's2' })
  })

  it('[A] of a visitor who is somebody known, what was told is joined and the row goes', async () => {
    const store = given()
    const told = { ...noContext, attributes: { plan: 'gold' }, referrer: 'https://a.example/' }
    await store.putVisitor(visitor('v1', { context: { ...noContext, attributes: { vip: true } } }))
    await store.identify('v1', claims({ name: 'Dewi' }), 5, 's1')
    const wish = { ...noWish, priority: 2 as const }
    await store.putVisitor(visitor('v2', { context: told }), { wish, asks: [] })
    const is = {
      ...{ id: 's1', name: 'Dewi', context: { ...told, attributes: { vip: true, plan: 'gold' } } },
    }
    for (const at of [7, 8])
      expect(await store.identify('v2', claims(), at, 's2')).toMatchObject(is)
    expect(await store.visitors(['s1', 's2', 'v2'])).toMatchObject([is])
    expect(await store.notes('s1')).toEqual({ wish, asks: [] })
    expect(await store.became('v2')).toEqual({ into: 's1', at: 7 })
    await store.putVisitor(visitor('v2'))
    expect(await store.visitors(['v2'])).toEqual([])
  })

  it('[A] no conversation begins with who is another, and those that had begun are named until they pass on', async () => {
    const store = given()
    for (const id of ['v1', 'v2']) await store.putVisitor(visitor(id))
    await append(store, 'c', [opened('v2'), asks('m1', 'v2')])
    await store.identify('v1', claims(), 5, 's1')
    expect(await store.unmerged()).toEqual([])
    await store.identify('v2', claims(), 5, 's2')
    expect(await store.unmerged()).toEqual([{ from: 'v2', into: 's1' }])
    const late = await append(store, 'd', [opened('v2'), asks('m2', 'v2')])
    expect(late).toEqual({ ok: false, reason: 'forgotten' })
    await append(store, 'c', [{ type: 'merged', visitor: 's1' }])
    expect(await store.unmerged()).toEqual([])
    expect(await store.heads('shop', 's1')).toEqual({ c: 3 })
    // [P2] The same message of the same conversation, whoever its visitor is by now.
    expect(await append(store, 'c', [asks('m1', 's1')])).toMatchObject({ reason: 'duplicate' })
  })

  it('[A] a token that is used once is whose it was first, until it expires', async () => {
    const store = given()
    expect(await store.useToken('h', 'v1', 100)).toBe('v1')
    expect(await store.useToken('h', 'v2', 200)).toBe('v1')
    await store.prune(100)
    expect(await store.useToken('h', 'v2', 200)).toBe('v1')
    await store.prune(101)
    expect(await store.useToken('h', 'v2', 200)).toBe('v2')
  })

  it('[A] keeps how each site signs', async () => {
    const store = given()
    const none = { secret: null, jwksUrl: null, issuer: null, audience: null }
    await store.putSiteIdentity('a', { ...none, secret: 's', issuer: 'i' })
    expect(await store.siteIdentity('a')).toEqual({ ...none, secret: 's', issuer: 'i' })
    expect(await store.siteIdentity('b')).toEqual(none)
  })

  it('[A] counts what triggers brought by site, trigger and group, once for each browser', async () => {
    const store = given()
    const met = {
      site: 'shop',
      key: 'k1',
      trigger: 't',
      group: 'shown',
      at: 10,
      known: false,
    } as const
    for (const at of [10, 20]) await store.expose({ ...met, at })
    await store.expose({ ...met, group: 'held' })
    await store.expose({ ...met, key: 'k2', group: 'held' })
    await store.expose({ ...met, site: 'other' })
    for (const _ of [1, 2])
      await store.convert({ site: 'shop', key: 'k1', what: 'conversation', at: 10 })
    await store.convert({ site: 'shop', key: 'k2', what: 'order', at: 9 })
    const shop = { trigger: 't', visitors: 1, conversations: 0, orders: 0, site: 'shop' }
    const all = await store.exposures({ site: null, from: 10, to: 11 })
    expect(all).toEqual([
      { ...shop, group: 'shown', site: 'other' },
      { ...shop, group: 'shown', conversations: 1 },
      { ...shop, group: 'held' },
    ])
    expect(await store.exposures({ site: 'shop', from: 10, to: 11 })).toEqual(all.slice(1))
    expect(await store.exposures({ site: null, from: 11, to: 99 })).toEqual([])
  })

  it('[P] counts 200 triggers of a site that it has not set, and all that it has', async () => {
    const store = given()
    const met = (site: string, trigger: string, more: { key?: string; known?: boolean } = {}) =>
      store.expose({ site, trigger, key: 'k1', group: 'shown', at: 10, known: false, ...more })
    const invented = Array.from({ length: 200 }, (_, i) => `t${i}`)
    await Promise.all(invented.map(trigger => met('shop', trigger)))
    await met('shop', 'one more')
    await met('shop', 'set', { known: true })
    await met('shop', 't7', { key: 'k2' })
    await met('other', 'one more')
    const all = await store.exposures({ site: null, from: 0, to: 99 })
    const shop = all.filter(({ site }) => site === 'shop')
    expect(shop.map(({ trigger }) => trigger)).toEqual([...invented, 'set'].sort())
    expect(shop.find(({ trigger }) => trigger === 't7')?.visitors).toBe(2)
    expect(all.filter(({ site }) => site === 'other')).toMatchObject([{ trigger: 'one more' }])
  })
}
