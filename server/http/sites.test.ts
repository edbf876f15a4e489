import { expect, test } from 'vitest'
import { defaultLadder, ladderErrors, ladderFor } from '../../protocol/ladder.ts'
import { plainWidget } from '../../protocol/people.ts'
import { createScene } from '../scene.ts'

const SHOP = {
  name: 'Batik Sejahtera',
  origins: ['https://Shop.Example:443/', 'http://localhost:3000'],
}

async function asAdmin() {
  const scene = await createScene()
  return { ...scene, cookie: await scene.signedIn('admin') }
}

test('[C9] an admin adds a site: its id comes from the name, its origins are as a browser writes them', async () => {
  const { send, get, cookie, asked } = await asAdmin()
  const site = {
    id: 'batik-sejahtera',
    name: 'Batik Sejahtera',
    origins: ['https://shop.example', 'http://localhost:3000'],
    targetMs: 60_000,
    ladder: defaultLadder,
    hours: null,
    channel: null,
    widget: plainWidget,
    triggers: [],
  }
  const added = await send('POST', '/api/sites', SHOP, { cookie })
  expect(added.status).toBe(201)
  expect(await added.json()).toEqual(site)
  expect(asked.refreshed).toBe(1)
  const again = await send('POST', '/api/sites', SHOP, { cookie })
  expect(await again.json()).toMatchObject({ id: 'batik-sejahtera-2' })
  expect(await (await get('/api/sites', { cookie })).json()).toHaveLength(2)
})

test('[C9] an admin changes a site as a whole; its id stays', async () => {
  const { send, cookie, store, asked } = await asAdmin()
  await send('POST', '/api/sites', SHOP, { cookie })
  const change = {
    name: 'Batik',
    origins: ['https://batik.example'],
    targetMs: 30_000,
    ladder: { ackMs: 2000, nudgeMs: 5000, handOnMs: 10_000, allHandsMs: 20_000, graceMs: 4000 },
    hours: null,
    channel: null,
    widget: { ...plainWidget, away: false },
    triggers: [],
  }
  const changed = await send('PUT', '/api/sites/batik-sejahtera', change, { cookie })
  expect(await changed.json()).toEqual({ id: 'batik-sejahtera', ...change })
  expect(await store.sites()).toEqual([{ id: 'batik-sejahtera', ...change }])
  expect(asked.refreshed).toBe(2)
  const unknown = await send('PUT', '/api/sites/none', change, { cookie })
  expect(unknown.status).toBe(404)
})

test.each([
  ['a path', 'https://shop.example/id'],
  ['a query', 'https://shop.example?x'],
  ['no scheme', 'shop.example'],
  ['another scheme', 'ftp://shop.example'],
  ['a wildcard', 'https://*.shop.example'],
  ['a user', 'https://me@shop.example'],
  ['a space', 'https://shop example'],
  ['nothing', ''],
])(
  '[P] an origin with %s is refused, and the answer says which one and what was expected',
  async (_, bad) => {
    const { send, cookie } = await asAdmin()
    const site = { name: 'Shop', origins: ['https://shop.example', bad] }
    const answer = await send('POST', '/api/sites', site, { cookie })
    expect(answer.status).toBe(400)
    const { detail } = (await answer.json()) as { detail: string }
    expect(detail).toMatch(/^origins\.1: expected an origin of scheme, host and port/)
  },
)

test('[C9] an origin given twice in other words is kept once', async () => {
  const { send, cookie } = await asAdmin()
  const origins = ['https://shop.example', 'https://SHOP.example:443/']
  const added = await send('POST', '/api/sites', { name: 'Shop', origins }, { cookie })
  expect(await added.json()).toMatchObject({ origins: ['https://shop.example'] })
})

test('a site has 1 to 50 origins and a target between 5 s and an hour', async () => {
  const { send, cookie } = await asAdmin()
  const origins = Array.from({ length: 51 }, (_, n) => `https://s${n}.example`)
  const add = (site: object) => send('POST', '/api/sites', { ...SHOP, ...site }, { cookie })
  const status = async (site: object) => (await add(site)).status
  expect(await status({ origins })).toBe(400)
  expect(await status({ origins: origins.slice(1) })).toBe(201)
  expect(await status({ origins: [] })).toBe(400)
  expect(await status({ targetMs: 4999 })).toBe(400)
  expect(await status({ targetMs: 3_600_001 })).toBe(400)
  expect(await status({ name: '  ' })).toBe(400)
})

test('[C1] agents read sites but do not change them; strangers do neither', async () => {
  const scene = await createScene()
  const cookie = await scene.signedIn('agent')
  expect((await scene.get('/api/sites', { cookie })).status).toBe(200)
  expect((await scene.send('POST', '/api/sites', SHOP, { cookie })).status).toBe(403)
  expect((await scene.send('PUT', '/api/sites/x', SHOP, { cookie })).status).toBe(403)
  expect((await scene.get('/api/sites')).status).toBe(401)
  expect((await scene.send('PUT', '/api/sites/x', SHOP)).status).toBe(401)
})

const ladder = { ackMs: 2000, nudgeMs: 5000, handOnMs: 10_000, allHandsMs: 20_000, graceMs: 4000 }
const day = [{ from: 540, to: 1020 }]
const hours = {
  timezone: 'Asia/Jakarta',
  week: [day, day, day, day, day, [{ from: 1320, to: 1560 }], []],
  holidays: [{ date: '2026-12-25', ranges: [] }],
}
const channel = { label: 'WhatsApp', url: 'https://wa.me/6281100000' }

async function added(fields: object) {
  const scene = await asAdmin()
  const answer = await scene.send('POST', '/api/sites', { ...SHOP, ...fields }, scene)
  const put = (body: object) =>
    scene.send('PUT', '/api/sites/batik-sejahtera', { ...SHOP, targetMs: 60_000, ...body }, scene)
  const body = (await answer.json()) as { detail: string }
  return { ...scene, status: answer.status, body, put }
}

test('[R3] [R14] a site has a ladder, hours and another channel; what a change leaves out stays, null takes it away', async () => {
  const { body, store, put } = await added({ targetMs: 30_000, ladder, hours, channel })
  expect(body).toMatchObject({ targetMs: 30_000, ladder, hours, channel })
  expect(await store.sites()).toEqual([body])
  expect(await (await put({ name: 'Batik' })).json()).toMatchObject({ ladder, hours, channel })
  const bare = await put({ ladder: defaultLadder, hours: null, channel: null })
  expect(await bare.json()).toMatchObject({ ladder: defaultLadder, hours: null, channel: null })
})

test('[R3] every target gets a ladder that passes the checks', () => {
  for (let target = 5000; target <= 3_600_000; target += 997)
    expect([target, ladderErrors(ladderFor(target), target)]).toEqual([target, []])
})

test('[R3] a new site with a short target gets a ladder that fits it', async () => {
  expect((await added({ targetMs: 20_000 })).body).toMatchObject({
    ladder: ladderFor(20_000),
  })
})

test('[R3] a ladder out of order is refused with a sentence for each fault', async () => {
  const bent = { ...ladder, nudgeMs: 1500, allHandsMs: 10_000, graceMs: 10 }
  const { status, body, store, put } = await added({ targetMs: 9000, ladder: bent })
  expect(status).toBe(400)
  const sentences = ladderErrors(bent, 9000)
  expect(sentences.length).toBe(4)
  expect(body.detail).toBe(sentences.map(sentence => `ladder: ${sentence}`).join('; '))
  expect(await store.sites()).toEqual([])
  expect((await put({})).status).toBe(404)
})

test('[R3] a target that the present ladder does not fit into is refused, and nothing changes', async () => {
  const { put, store, body } = await added({ ladder: { ...ladder, allHandsMs: 45_000 } })
  const answer = await put({ targetMs: 40_000 })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({
    detail: 'ladder: the target (40000 ms) must be later than all hands (45000 ms)',
  })
  expect(await store.sites()).toEqual([body])
})

test.each<[object, string]>([
  [{ ladder: 7 }, 'ladder: expected a ladder of ackMs, nudgeMs'],
  [{ ladder: { ...ladder, nudgeMs: '5 s' } }, 'ladder.nudgeMs: expected a number of milliseconds'],
  [{ ladder: { ...ladder, lunchMs: 1 } }, 'lunchMs: no such field'],
  [{ hours: 'always' }, 'hours: expected hours of timezone, week and holidays'],
  [{ hours: { ...hours, timezone: 'Asia/Bogor' } }, 'hours: There is no time zone “Asia/Bogor”'],
  [{ hours: { ...hours, week: [day] } }, 'hours: The week has 1 days; expected 7'],
  [
    { hours: { ...hours, week: hours.week.concat([day]) } },
    'hours.week: expected a list of seven days',
  ],
  [{ hours: { ...hours, week: 7 } }, 'hours.week: expected a list of seven days'],
  [
    { hours: { ...hours, holidays: [{ date: '2026-02-30', ranges: [] }] } },
    'hours: There is no day “2026-02-30”',
  ],
  [
    { hours: { ...hours, holidays: [{ date: '2026-12-25', ranges: [{ from: 'nine', to: 1 }] }] } },
    'hours.holidays.0.ranges.0.from: expected a number of minutes since midnight',
  ],
  [{ channel: 'https://wa.me/1' }, 'channel: expected a channel of label and url'],
  [{ channel: { ...channel, label: ' ' } }, 'channel.label: expected 1 to 80 characters'],
  ...[
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,hi',
    'ftp://shop.example',
    'wa.me/1',
    '/contact',
    '',
    `https://shop.example/${'x'.repeat(2000)}`,
  ].map((url): [object, string] => [
    { channel: { ...channel, url } },
    'channel.url: expected an address that begins',
  ]),
])('[R3] [R14] the site fields %j are refused', async (fields, detail) => {
  const { status, body } = await added(fields)
  expect(status).toBe(400)
  expect(body.detail).toContain(detail)
})

test.each([
  ['https://wa.me/6281100000', 'https://wa.me/6281100000'],
  ['HTTP://Shop.Example/contact', 'http://shop.example/contact'],
  [' mailto:care@shop.example ', 'mailto:care@shop.example'],
  ['tel:+62811', 'tel:+62811'],
  ['whatsapp://send?phone=62811', 'whatsapp://send?phone=62811'],
])('the other channel may lead to %s', async (url, kept) => {
  expect((await added({ channel: { label: 'Other', url } })).body).toMatchObject({
    channel: { label: 'Other', url: kept },
  })
})

const field = { name: 'order', label: 'Order', type: 'text', required: false, options: [] }
const trigger = {
  id: 'cart',
  on: true,
  when: { url: '/cart*', seconds: 20 },
  // biome-ignore lint/suspicious/noThenProperty: the protocol's word; it is never awaited
  then: { message: 'Can we help?' },
  cap: { times: 1, days: 7 },
  always: false,
  holdout: 0.1,
}
const settings = {
  prechat: [field],
  away: false,
  rating: true,
  likely: 0.5,
  sneakPeek: true,
  privacyUrl: 'https://shop.example/privacy',
}

test('[W13] [C9] a site has settings of its widget and triggers; what a change leaves out stays', async () => {
  const { body, store, put } = await added({ widget: settings, triggers: [trigger] })
  expect(body).toMatchObject({ widget: settings, triggers: [trigger] })
  expect(await store.sites()).toEqual([body])
  expect(await (await put({ name: 'Batik' })).json()).toMatchObject({
    widget: settings,
    triggers: [trigger],
  })
  expect(await (await put({ triggers: [] })).json()).toMatchObject({ triggers: [] })
})

test('a site has at most 50 triggers, a form at most 12 fields', async () => {
  const triggers = (n: number) => Array.from({ length: n }, (_, i) => ({ ...trigger, id: `t${i}` }))
  const prechat = (n: number) => Array.from({ length: n }, (_, i) => ({ ...field, name: `f${i}` }))
  expect((await added({ triggers: triggers(50) })).status).toBe(201)
  expect((await added({ triggers: triggers(51) })).body.detail).toContain('at most 50 triggers')
  expect((await added({ widget: { ...settings, prechat: prechat(12) } })).status).toBe(201)
  expect((await added({ widget: { ...settings, prechat: prechat(13) } })).body.detail).toContain(
    'widget.prechat: expected a list of at most 12 fields',
  )
})

const widgetOf = (more: object) => ({ widget: { ...settings, ...more } })
const triggerOf = (more: object) => ({ triggers: [{ ...trigger, ...more }] })
test.each<[object, string]>([
  [widgetOf({ likely: 1.1 }), 'widget.likely: expected a share from 0 to 1'],
  [widgetOf({ colour: 'pink' }), 'colour: no such field'],
  [widgetOf({ privacyUrl: 'javascript:alert(1)' }), 'widget.privacyUrl: expected an http or https'],
  [widgetOf({ prechat: [field, field] }), 'widget.prechat: expected a list of at most 12 fields'],
  [widgetOf({ prechat: [{ ...field, type: 'file' }] }), 'prechat.0.type: expected text, long'],
  [widgetOf({ prechat: [{ ...field, type: 'choice' }] }), 'options: expected at most 12 different'],
  [widgetOf({ prechat: [{ ...field, options: ['a'] }] }), 'options: expected at most 12 different'],
  [{ widget: null }, 'widget: expected settings of prechat'],
  [{ triggers: [trigger, trigger] }, 'triggers: expected a list of at most 50 triggers with diff'],
  [triggerOf({ when: {} }), 'triggers.0.when: expected at least one condition: url'],
  [triggerOf({ when: { url: 'x'.repeat(2001) } }), 'when.url: expected a part of an address'],
  [triggerOf({ when: { scroll: 101 } }), 'when.scroll: expected per cent from 0 to 100'],
  [triggerOf({ when: { cart: {} } }), 'when.cart: expected a cart with min, max or both'],
  [triggerOf({ when: { cart: { min: 2, max: 1 } } }), 'when.cart: expected a cart with min'],
  [triggerOf({ when: { weather: 'rain' } }), 'weather: no such field'],
  // biome-ignore lint/suspicious/noThenProperty: the protocol's word; it is never awaited
  [triggerOf({ then: {} }), 'triggers.0.then: expected open, a message, or'],
  [triggerOf({ cap: { times: 0, days: 1 } }), 'cap.times: expected a whole number from 1'],
  [triggerOf({ cap: { times: 1, days: 0.5 } }), 'cap.days: expected a whole number from 1'],
  [triggerOf({ holdout: 0.51 }), 'triggers.0.holdout: expected a share from 0 to 0.5'],
  [triggerOf({ holdout: -0.1 }), 'triggers.0.holdout: expected a share from 0 to 0.5'],
  [triggerOf({ id: 'a b' }), 'triggers.0.id: expected an id'],
])('[C9] the widget fields %j are refused', async (fields, detail) => {
  const { status, body, store } = await added(fields)
  expect(status).toBe(400)
  expect(body.detail).toContain(detail)
  expect(await store.sites()).toEqual([])
})
