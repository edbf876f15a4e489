import { expect, test } from 'vitest'
import { createScene } from '../scene.ts'

test('the process says that it lives, and ready only while its store answers and it takes work', async () => {
  const scene = await createScene()
  expect((await scene.get('/healthz')).status).toBe(200)
  expect((await scene.get('/readyz')).status).toBe(200)
  scene.readiness.on = false
  expect(await (await scene.get('/readyz')).json()).toMatchObject({ title: 'Not ready' })
  scene.readiness.on = true
  scene.store.changed = () => Promise.reject(new Error('disk'))
  expect((await scene.get('/readyz')).status).toBe(503)
  expect((await scene.get('/healthz')).status).toBe(200)
})

test('an unknown address is answered with a problem that names it', async () => {
  const { get } = await createScene()
  const answer = await get('/api/nothing')
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(await answer.json()).toEqual({
    type: 'about:blank',
    title: 'Not found',
    status: 404,
    detail: 'There is nothing at GET /api/nothing',
  })
})

test('every answer forbids sniffing and embedding, and HSTS is sent only where the relay is on https', async () => {
  const plain = await createScene()
  const headers = (await plain.get('/healthz')).headers
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('strict-transport-security')).toBeNull()
  const tls = await createScene({ base: 'https://chat.shop.example' })
  expect((await tls.get('/nothing')).headers.get('strict-transport-security')).toMatch(/^max-age=/)
})

test('API answers are kept by no cache', async () => {
  const { get } = await createScene()
  expect((await get('/api/session')).headers.get('cache-control')).toBe('no-store')
})

test('the log names method, path, status and time, never what stands behind the question mark', async () => {
  const { get, lines } = await createScene()
  await get('/api/first-response?site=secret')
  expect(lines).toEqual([
    ['request', { method: 'GET', path: '/api/first-response', status: 401, ms: 0 }],
  ])
})

test('a failure inside is logged and answered with 500, without saying what broke', async () => {
  const scene = await createScene()
  const { store, get, lines } = scene
  const cookie = await scene.signedIn('admin')
  store.sites = () => Promise.reject(new Error('disk I/O'))
  const answer = await get('/api/sites', { cookie })
  expect(answer.status).toBe(500)
  expect(await answer.text()).not.toContain('disk I/O')
  expect(lines.map(([message]) => message)).toContain('request failed')
})

test('a browser that goes away in the middle of its body is no failure of the relay', async () => {
  const { app, lines } = await createScene()
  const body = new ReadableStream({
    start(stream) {
      stream.enqueue(new TextEncoder().encode('{"em'))
      stream.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
    },
  })
  const sent = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }
  const answer = await app.request('/api/session', { ...sent, duplex: 'half' } as RequestInit)
  expect(answer.status).toBe(400)
  expect(lines.map(([message]) => message)).toEqual(['request'])
})

test('a body that is not declared as JSON is refused with 415', async () => {
  const { app } = await createScene()
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']) {
    const answer = await app.request('/api/session', {
      method: 'POST',
      headers: { 'Content-Type': type },
      body: '{"email":"sari@shop.example","password":"x"}',
    })
    expect([type, answer.status]).toEqual([type, 415])
  }
})

test('a body one byte over 64 KiB is refused with 413, declared or not; one of exactly 64 KiB is read', async () => {
  const { app } = await createScene()
  const sized = (bytes: number) => `{"email":"${'x'.repeat(bytes - 12)}"}`
  const post = (body: string, declared: boolean) =>
    app.request('/api/session', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(declared && { 'Content-Length': String(body.length) }),
      },
      body,
    })
  expect(sized(65_536)).toHaveLength(65_536)
  for (const declared of [true, false]) {
    expect((await post(sized(65_536), declared)).status).toBe(400)
    expect((await post(sized(65_537), declared)).status).toBe(413)
  }
})

test('malformed JSON is a 400, not a failure', async () => {
  const { app } = await createScene()
  const headers = { 'Content-Type': 'application/json' }
  const answer = await app.request('/api/session', { method: 'POST', headers, body: '{' })
  expect(answer.status).toBe(400)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
})

test('a body of the wrong shape is answered with each field and what was expected of it', async () => {
  const { send } = await createScene()
  const wrong = await send('POST', '/api/session', { email: 'sari', extra: 1 })
  expect(await wrong.json()).toMatchObject({
    status: 400,
    detail:
      'email: expected an e-mail address of at most 254 characters, such as sari@shop.example; ' +
      'password: expected a password; extra: no such field',
  })
  const list = await send('POST', '/api/session', [])
  expect(await list.json()).toMatchObject({ detail: 'expected a JSON object' })
})
