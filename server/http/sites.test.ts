import { expect, test } from 'vitest'
import { createScene } from '../scene.ts'
import { freeId } from './sites.ts'

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
  const change = { name: 'Batik', origins: ['https://batik.example'], targetMs: 30_000 }
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

test.each([
  ['Rumah Mode', [], 'rumah-mode'],
  ['Café  & Co.', [], 'cafe-co'],
  ['Rumah Mode', ['rumah-mode', 'rumah-mode-2'], 'rumah-mode-3'],
  ['متجر', ['site'], 'site-2'],
  ['x'.repeat(80), [], 'x'.repeat(40)],
])('the site %s beside %j gets the id %s', (name, taken, id) => {
  expect(freeId(name, new Set(taken))).toBe(id)
})
