import { expect, it } from 'vitest'
import { noContext } from '../../../protocol/context.ts'
import { noWish } from '../../../protocol/conversation.ts'
import type { Hours } from '../../../protocol/hours.ts'
import { defaultLadder } from '../../../protocol/ladder.ts'
import { plainWidget, type Site, type Visitor } from '../../../protocol/people.ts'
import type { Trigger } from '../../../protocol/trigger.ts'
import type { Account, Directory } from '../../core/ports.ts'

const shop: Site = {
  id: 'shop',
  name: 'Shop',
  origins: ['https://shop.example'],
  targetMs: 60_000,
  ladder: defaultLadder,
  hours: null,
  channel: null,
  widget: plainWidget,
  triggers: [],
}

const trigger: Trigger = {
  id: 'cart',
  on: true,
  when: { url: '/cart' },
  // biome-ignore lint/suspicious/noThenProperty: the protocol's word; it is never awaited
  then: { message: 'Can we “help”?' },
  cap: { times: 1, days: 7 },
  always: false,
  holdout: 0.5,
}

const ani: Account = {
  id: 'a1',
  email: 'Ani@Shop.example',
  name: 'Ani',
  role: 'admin',
  capacity: 4,
  availability: 'away',
  away: 'idle',
  departments: [],
  languages: [],
  password: null,
}

const visitor: Visitor = {
  id: 'v1',
  site: 'shop',
  name: null,
  email: 'dewi@mail.example',
  external: null,
  context: noContext,
  page: { url: 'https://shop.example/blouse', title: 'Blouse “pink”' },
  language: 'id',
  timezone: 'Asia/Jakarta',
  device: 'Chrome on Android',
  firstSeenAt: 1000,
  online: true,
}

/** Accounts, sites, visitors and proofs: what is put comes back, and what must happen once happens once. */
export function directoryContract(given: () => Directory): void {
  it('adds and replaces sites', async () => {
    const store = given()
    expect(await store.sites()).toEqual([])
    const outlet = { ...shop, id: 'outlet', origins: [] }
    await store.putSite(shop)
    await store.putSite(outlet)
    await store.putSite({ ...shop, name: 'New', targetMs: 30_000 })
    expect(await store.sites()).toEqual([outlet, { ...shop, name: 'New', targetMs: 30_000 }])
  })

  it('[R3] [R14] keeps the ladder, the hours and the other channel of a site, and forgets them when told', async () => {
    const store = given()
    const week = Array.from({ length: 7 }, () => [{ from: 540, to: 1020 }])
    const full: Site = {
      ...shop,
      ladder: { ackMs: 2000, nudgeMs: 5000, handOnMs: 9000, allHandsMs: 14_000, graceMs: 4000 },
      hours: { timezone: 'Asia/Jakarta', week, holidays: [{ date: '2026-12-25', ranges: [] }] },
      channel: { label: 'WhatsApp “toko”', url: 'https://wa.me/62811' },
    }
    await store.putSite(full)
    expect(await store.sites()).toEqual([full])
    await store.putSite(shop)
    expect(await store.sites()).toEqual([shop])
  })

  it('[R6] adds, replaces and removes departments', async () => {
    const store = given()
    expect(await store.departments()).toEqual([])
    await store.putDepartment({ id: 'sales', name: 'Sales', hours: null })
    await store.putDepartment({ id: 'care', name: 'Care', hours: null })
    await store.putDepartment({ id: 'sales', name: 'Penjualan', hours: null })
    expect(await store.departments()).toEqual([
      { id: 'care', name: 'Care', hours: null },
      { id: 'sales', name: 'Penjualan', hours: null },
    ])
    await store.removeDepartment('care')
    await store.removeDepartment('nothing')
    expect(await store.departments()).toEqual([{ id: 'sales', name: 'Penjualan', hours: null }])
  })

  it('[R14] keeps the hours of a department, and forgets them when told', async () => {
    const store = given()
    const night = [{ from: 1320, to: 1560 }]
    const hours: Hours = {
      timezone: 'Asia/Jakarta',
      week: [night, night, night, night, [{ from: 0, to: 60 }, ...night], [], []],
      holidays: [{ date: '2026-12-25', ranges: [] }],
    }
    const care = { id: 'care', name: 'Care' }
    await store.putDepartment({ ...care, hours })
    expect(await store.departments()).toEqual([{ ...care, hours }])
    await store.putDepartment({ ...care, hours: null })
    expect(await store.departments()).toEqual([{ ...care, hours: null }])
  })

  it('[R6] [R7] keeps departments, languages and why somebody is away', async () => {
    const store = given()
    const changed: Account = {
      ...ani,
      departments: ['sales', 'care'],
      languages: ['id', 'en'],
      away: 'unresponsive',
    }
    await store.putAccount(changed)
    expect(await store.account('a1')).toEqual(changed)
    const back: Account = { ...ani, availability: 'online', away: null }
    await store.putAccount(back)
    expect(await store.account('a1')).toEqual(back)
  })

  it('adds and replaces accounts, and finds them by id and by e-mail in any case', async () => {
    const store = given()
    expect(await store.account('a1')).toBeNull()
    expect(await store.accountByEmail(ani.email)).toBeNull()
    const budi = { ...ani, id: 'a2', email: 'budi@shop.example' }
    await store.putAccount(budi)
    await store.putAccount(ani)
    expect(await store.accounts()).toEqual([ani, budi])
    expect(await store.account('a1')).toEqual(ani)
    expect(await store.accountByEmail('aNI@sHOP.example')).toEqual(ani)
    const changed: Account = { ...ani, password: 'hash', availability: 'online', capacity: 6 }
    await store.putAccount(changed)
    expect(await store.accountByEmail(ani.email)).toEqual(changed)
  })

  it('rejects an e-mail address that another account has in any case, and keeps both as they were', async () => {
    const store = given()
    const budi = { ...ani, id: 'a2', email: 'budi@shop.example' }
    await store.putAccount(ani)
    await store.putAccount(budi)
    const taken = 'Another account has the e-mail address ANI@shop.example'
    await expect(store.putAccount({ ...budi, email: 'ANI@shop.example' })).rejects.toThrow(taken)
    const third = { ...ani, id: 'a3', email: 'ANI@shop.example' }
    await expect(store.putAccount(third)).rejects.toThrow(taken)
    expect(await store.accounts()).toEqual([ani, budi])
    await store.putAccount({ ...ani, email: 'ani@shop.example' })
    expect((await store.account('a1'))?.email).toBe('ani@shop.example')
  })

  it('gives an invite to exactly one of two that take it at once', async () => {
    const store = given()
    const invite = { hash: 'h1', email: 'new@shop.example', role: 'agent', expiresAt: 5 } as const
    await store.putInvite(invite)
    expect(await store.invite('h1')).toEqual(invite)
    expect(await store.invite('h2')).toBeNull()
    const taken = await Promise.all([store.takeInvite('h1'), store.takeInvite('h1')])
    expect(taken.filter(one => one !== null)).toEqual([invite])
    expect(await store.takeInvite('h1')).toBeNull()
    expect(await store.invite('h1')).toBeNull()
  })

  it('keeps a session until it is ended', async () => {
    const store = given()
    const session = { hash: 's1', agent: 'a1', expiresAt: 2_000_000_000_000 }
    await store.putSession(session)
    await store.putSession({ ...session, hash: 's2' })
    expect(await store.session('s1')).toEqual(session)
    await store.endSession('s1')
    expect(await store.session('s1')).toBeNull()
    expect(await store.session('s2')).toEqual({ ...session, hash: 's2' })
    await store.endSession('s1')
  })

  it('signs an agent out everywhere, and nobody else', async () => {
    const store = given()
    const session = { hash: 's1', agent: 'a1', expiresAt: 9 }
    await store.putSession(session)
    await store.putSession({ ...session, hash: 's2' })
    await store.putSession({ ...session, hash: 's3', agent: 'a2' })
    await store.endSessions('a1')
    expect(await store.session('s1')).toBeNull()
    expect(await store.session('s2')).toBeNull()
    expect((await store.session('s3'))?.agent).toBe('a2')
  })

  it('forgets the invites and sessions that expired, and keeps the others', async () => {
    const store = given()
    const invite = { email: 'new@shop.example', role: 'agent' } as const
    for (const expiresAt of [999, 1000]) {
      await store.putInvite({ ...invite, hash: `i${expiresAt}`, expiresAt })
      await store.putSession({ hash: `s${expiresAt}`, agent: 'a1', expiresAt })
    }
    await store.prune(1000)
    expect(await store.invite('i999')).toBeNull()
    expect(await store.session('s999')).toBeNull()
    expect(await store.invite('i1000')).not.toBeNull()
    expect(await store.session('s1000')).not.toBeNull()
  })

  it('adds and replaces visitors, who read back as not online', async () => {
    const store = given()
    const bare = { ...visitor, id: 'v2', page: null, email: null, name: 'Dewi', online: false }
    await store.putVisitor(visitor)
    await store.putVisitor(bare)
    expect(await store.visitors(['v2', 'v1', 'nobody', 'v1'])).toEqual([
      { ...visitor, online: false },
      bare,
    ])
    await store.putVisitor({ ...visitor, name: 'Dewi' })
    expect(await store.visitors(['v1'])).toEqual([{ ...visitor, name: 'Dewi', online: false }])
    expect(await store.visitors([])).toEqual([])
  })

  it('finds visitors among more ids than a statement can take', async () => {
    const store = given()
    await store.putVisitor(visitor)
    const ids = Array.from({ length: 40_000 }, (_, i) => `u${i}`)
    expect((await store.visitors([...ids, 'v1'])).map(({ id }) => id)).toEqual(['v1'])
  })

  it('keeps the first value of a secret, also when two offer one at once', async () => {
    const store = given()
    const [first, second] = await Promise.all([
      store.secret('token', 'one'),
      store.secret('token', 'two'),
    ])
    expect(first).toBe('one')
    expect(second).toBe('one')
    expect(await store.secret('token', 'three')).toBe('one')
    expect(await store.secret('cookie', 'four')).toBe('four')
  })

  it('[W13] keeps the settings of a widget and the triggers of a site', async () => {
    const store = given()
    const field = { name: 'n', label: 'Nama “lengkap”', type: 'text', required: true, options: [] }
    const site = {
      ...shop,
      widget: { ...plainWidget, prechat: [field], likely: 0.25, privacyUrl: 'https://s.example/p' },
      triggers: [trigger],
    } as Site
    await store.putSite(site)
    expect(await store.sites()).toEqual([site])
    await store.putSite(shop)
    expect(await store.sites()).toEqual([shop])
  })

  it('[C6] keeps what a page told of a visitor, and finds whom the shop knows by an id of its own', async () => {
    const store = given()
    const told: Visitor = {
      ...visitor,
      external: 'customer 7',
      context: {
        attributes: { tier: 'gold', visits: 3, member: true },
        cart: { items: [], total: 249_000, currency: 'IDR' },
        orders: [{ id: 'o1', total: 1.5, currency: 'IDR', at: 5 }],
        events: [{ name: 'viewed', props: { sku: 'b1' }, at: 6 }],
        pages: [{ url: 'https://shop.example/', title: 'Home' }],
        referrer: 'https://search.example/',
      },
    }
    await store.putVisitor(told)
    await store.putVisitor({ ...told, id: 'v2', site: 'other' })
    expect(await store.visitors(['v1'])).toEqual([{ ...told, online: false }])
    expect((await store.visitorKnownAs('shop', 'customer 7'))?.id).toBe('v1')
    expect(await store.visitorKnownAs('shop', 'customer 8')).toBeNull()
  })

  it('remembers what a visitor asked for until told otherwise, whatever else is put', async () => {
    const store = given()
    const notes = { wish: { ...noWish, department: 'sales' }, asks: ['a1', 'a2'] }
    expect(await store.notes('v1')).toEqual({ wish: null, asks: [] })
    await store.putVisitor(visitor, notes)
    await store.putVisitor({ ...visitor, name: 'Dewi' })
    expect(await store.notes('v1')).toEqual(notes)
    await store.putVisitor(visitor, { wish: null, asks: [] })
    expect(await store.notes('v1')).toEqual({ wish: null, asks: [] })
  })
}
