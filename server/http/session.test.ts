import { expect, test } from 'vitest'
import { createScene, PASSWORD } from '../scene.ts'

/** The limits come before the costly comparison, so what it says does not matter here. */
const never = { hash: async () => '', check: async () => false }

const SARI = { email: 'sari@shop.example', password: PASSWORD }

test('[C1] the right password signs in, and the cookie says who it is from then on', async () => {
  const scene = await createScene()
  const sari = await scene.account('admin')
  const answer = await scene.send('POST', '/api/session', { ...SARI, email: ' Sari@Shop.example ' })
  expect(answer.status).toBe(200)
  const who = { id: sari.id, email: SARI.email, name: 'Sari', role: 'admin' }
  expect(await answer.json()).toEqual(who)
  const cookie = scene.cookieOf(answer)
  const me = await scene.get('/api/session', { cookie })
  expect(await me.json()).toEqual({ ...who, needsPassword: false })
})

test('[C1] the cookie is out of reach for scripts and for other sites', async () => {
  const scene = await createScene()
  await scene.account('admin')
  const header = (await scene.send('POST', '/api/session', SARI)).headers.get('set-cookie')
  expect(header).toContain('HttpOnly')
  expect(header).toContain('SameSite=Lax')
  expect(header).toContain('Path=/')
})

test('[P] an unknown e-mail address and a wrong password get the same answer', async () => {
  const scene = await createScene()
  await scene.account('admin')
  const wrong = await scene.send('POST', '/api/session', { ...SARI, password: 'not this one' })
  const unknown = await scene.send('POST', '/api/session', { ...SARI, email: 'x@shop.example' })
  expect([wrong.status, unknown.status]).toEqual([401, 401])
  expect(await wrong.text()).toBe(await unknown.text())
  expect(wrong.headers.get('set-cookie')).toBeNull()
})

test('[P] an account without a password cannot be signed in to', async () => {
  const scene = await createScene()
  const sari = await scene.account('admin')
  await scene.store.putAccount({ ...sari, password: null })
  expect((await scene.send('POST', '/api/session', { ...SARI, password: '' })).status).toBe(401)
})

test('[P] the sixth attempt on one account within 30 s is refused with the time to wait', async () => {
  const scene = await createScene()
  await scene.account('admin')
  const attempt = (password: string, address: string) =>
    scene.send('POST', '/api/session', { ...SARI, password }, { address })
  for (let n = 0; n < 5; n++) expect((await attempt('wrong', `10.0.0.${n}`)).status).toBe(401)
  const refused = await attempt(PASSWORD, '10.0.1.1')
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('30')
  scene.clock.advance(30_000)
  expect((await attempt(PASSWORD, '10.0.1.1')).status).toBe(200)
})

test('[P] the twenty-first attempt from one address is refused, whatever the account', async () => {
  const scene = await createScene({ passwords: never })
  await scene.account('admin')
  const attempt = (email: string, address: string) =>
    scene.send('POST', '/api/session', { email, password: 'wrong' }, { address })
  for (let n = 0; n < 20; n++) {
    expect((await attempt(`x${n}@shop.example`, '10.0.0.1')).status).toBe(401)
  }
  const refused = await attempt(SARI.email, '10.0.0.1')
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5'])
  expect((await attempt(SARI.email, '10.0.0.2')).status).toBe(401)
})

test('[P] behind a trusted proxy the address is the last one of X-Forwarded-For; else the header means nothing', async () => {
  for (const trustProxy of [true, false]) {
    const scene = await createScene({ trustProxy, passwords: never })
    const attempt = (n: number, forwarded: string) =>
      scene.send(
        'POST',
        '/api/session',
        { email: `x${n}@shop.example`, password: 'wrong' },
        { address: '127.0.0.1', headers: { 'X-Forwarded-For': forwarded } },
      )
    for (let n = 0; n < 20; n++) await attempt(n, `1.1.1.${n}, 10.0.0.1`)
    const same = await attempt(20, '2.2.2.2, 10.0.0.1')
    const other = await attempt(21, '2.2.2.2, 10.0.0.2')
    expect([same.status, other.status]).toEqual([429, trustProxy ? 401 : 429])
  }
})

test('[C1] signing out ends the session, its sockets and the cookie', async () => {
  const scene = await createScene()
  const cookie = await scene.signedIn('agent')
  const answer = await scene.app.request('/api/session', { method: 'DELETE', headers: { cookie } })
  expect(answer.status).toBe(204)
  expect(answer.headers.get('set-cookie')).toContain('Max-Age=0')
  expect((await scene.get('/api/session', { cookie })).status).toBe(401)
  expect(scene.asked.disconnected).toEqual(['agent'])
  const again = await scene.app.request('/api/session', { method: 'DELETE', headers: { cookie } })
  expect(again.status).toBe(204)
})

test('[C1] a password is changed by whoever knows the present one, and signs every other browser out', async () => {
  const scene = await createScene()
  const cookie = await scene.signedIn('admin')
  const change = (current: string, next: string) =>
    scene.send('POST', '/api/password', { current, next }, { cookie })
  const wrong = await change('not this one', 'another good one')
  expect(wrong.status).toBe(403)
  expect(await wrong.json()).toMatchObject({ detail: expect.stringContaining('current') })
  expect((await change(PASSWORD, 'short')).status).toBe(400)
  const elsewhere = await scene.signedIn('admin')
  const changed = await change(PASSWORD, 'another good one')
  expect(changed.status).toBe(204)
  expect((await scene.get('/api/session', { cookie: elsewhere })).status).toBe(401)
  const here = await scene.get('/api/session', { cookie: scene.cookieOf(changed) })
  expect([here.status, scene.asked.disconnected]).toEqual([200, ['admin']])
  const old = await scene.send('POST', '/api/session', SARI)
  const fresh = { ...SARI, password: 'another good one' }
  expect([old.status, (await scene.send('POST', '/api/session', fresh)).status]).toEqual([401, 200])
})

test('[P] guesses at the present password count like sign-ins', async () => {
  const scene = await createScene()
  const cookie = await scene.signedIn('admin')
  const guess = (n: number) =>
    scene.send(
      'POST',
      '/api/password',
      { current: `guess ${n}`, next: 'another good one' },
      { cookie },
    )
  for (let n = 0; n < 5; n++) expect((await guess(n)).status).toBe(403)
  expect((await guess(5)).status).toBe(429)
})
