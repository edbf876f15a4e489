import { expect, test } from 'vitest'
import { defaultLadder } from '../../protocol/ladder.ts'
import { plainWidget } from '../../protocol/people.ts'
import { createScene } from '../scene.ts'

const SECRET = '/api/sites/shop/identity-secret'
const IDENTITY = '/api/sites/shop/identity'
const nothing = { jwksUrl: null, issuer: null, audience: null }

async function shop() {
  const scene = await createScene()
  await scene.store.putSite({
    ...{ id: 'shop', name: 'Batik', origins: ['https://shop.example'], targetMs: 60_000 },
    ...{ ladder: defaultLadder, hours: null, channel: null, widget: plainWidget, triggers: [] },
  })
  const cookie = await scene.signedIn('admin')
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await (method === 'GET'
      ? scene.get(path, { cookie })
      : scene.send(method, path, body ?? {}, { cookie }))
    const text = await answer.text()
    return { status: answer.status, body: text && JSON.parse(text) }
  }
  return { ...scene, ask }
}

test('[A] [C9] a secret is made, told once, replaced and taken away; it is never told again', async () => {
  const { ask, store } = await shop()
  expect(await ask('GET', IDENTITY)).toMatchObject({ body: { hasSecret: false, ...nothing } })
  const made = await ask('POST', SECRET)
  expect(made).toEqual({ status: 201, body: { secret: expect.stringMatching(/^[\w-]{43}$/) } })
  const told = await ask('GET', IDENTITY)
  expect(told.body).toEqual({ hasSecret: true, ...nothing })
  expect((await store.siteIdentity('shop')).secret).toBe(made.body.secret)
  const other = await ask('POST', SECRET)
  expect(other.body.secret).not.toBe(made.body.secret)
  expect((await store.siteIdentity('shop')).secret).toBe(other.body.secret)
  expect((await ask('DELETE', SECRET)).status).toBe(204)
  expect((await ask('GET', IDENTITY)).body.hasSecret).toBe(false)
})

test('[A] [C9] where the keys are, and what issuer and audience must be, is set beside the secret', async () => {
  const { ask } = await shop()
  await ask('POST', SECRET)
  const set = { jwksUrl: 'https://shop.example/jwks.json', issuer: ' shop ', audience: '' }
  const answer = await ask('PUT', IDENTITY, set)
  const is = { hasSecret: true, ...set, issuer: 'shop', audience: null }
  expect(answer).toEqual({ status: 200, body: is })
  expect((await ask('GET', IDENTITY)).body).toEqual(is)
  expect((await ask('PUT', IDENTITY, nothing)).body).toEqual({ hasSecret: true, ...nothing })
})

test.each([
  [
    { ...nothing, jwksUrl: 'http://shop.example/' },
    'jwksUrl: expected an address that begins with https:',
  ],
  [{ ...nothing, jwksUrl: 'https://10.0.0.1/' }, 'jwksUrl: expected a public address'],
  [{ ...nothing, jwksUrl: 'jwks' }, 'jwksUrl: expected an address such as'],
  [{ ...nothing, issuer: 'x'.repeat(301) }, 'issuer: expected text of at most 300'],
  [{ ...nothing, secret: 'mine' }, 'secret: no such field'],
  [{}, 'jwksUrl: expected'],
])('%j is refused', async (body, detail) => {
  const { ask } = await shop()
  const answer = await ask('PUT', IDENTITY, body)
  expect(answer.status).toBe(400)
  expect(answer.body.detail).toContain(detail)
})

test('agents and strangers neither see nor change it, and a site must be there', async () => {
  const { ask, get, send, signedIn } = await shop()
  const cookie = await signedIn('agent')
  expect((await get(IDENTITY)).status).toBe(401)
  expect((await get(IDENTITY, { cookie })).status).toBe(403)
  expect((await send('POST', SECRET, {}, { cookie })).status).toBe(403)
  expect((await send('DELETE', SECRET, {}, { cookie })).status).toBe(403)
  expect((await send('PUT', IDENTITY, nothing, { cookie })).status).toBe(403)
  expect((await ask('POST', '/api/sites/none/identity-secret')).status).toBe(404)
})
