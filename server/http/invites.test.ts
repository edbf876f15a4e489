import { expect, test } from 'vitest'
import { createScene, PASSWORD } from '../scene.ts'

const BUDI = { email: 'budi@shop.example', role: 'agent' }

async function invited() {
  const scene = await createScene()
  const cookie = await scene.signedIn('admin')
  const answer = await scene.send('POST', '/api/invites', BUDI, { cookie })
  const { link, expiresAt } = (await answer.json()) as { link: string; expiresAt: number }
  return { ...scene, cookie, answer, link, expiresAt, token: link.split('#invite=')[1] ?? '' }
}

test('[C1] an admin makes a link whose secret stands in the fragment, where no log sees it', async () => {
  const { answer, link, expiresAt, clock } = await invited()
  expect(answer.status).toBe(201)
  expect(link).toMatch(/^http:\/\/localhost:8080\/console#invite=[\w-]{20,}$/)
  expect(expiresAt).toBeGreaterThan(clock.now())
})

test('[C1] a link can be looked at without being used, and makes an account once', async () => {
  const { send, get, token, store, cookieOf, asked } = await invited()
  for (let n = 0; n < 2; n++) {
    const look = await send('POST', '/api/invites/look', { token })
    expect(await look.json()).toEqual({ ...BUDI, name: null })
  }
  asked.refreshed = 0
  const who = { token, name: ' Budi ', password: PASSWORD }
  const accepted = await send('POST', '/api/invites/accept', who)
  expect(accepted.status).toBe(200)
  expect(await accepted.json()).toMatchObject({ ...BUDI, name: 'Budi' })
  expect(asked.refreshed).toBe(1)
  const me = await get('/api/session', { cookie: cookieOf(accepted) })
  expect(await me.json()).toMatchObject({ ...BUDI, needsPassword: false })
  expect(await store.accountByEmail(BUDI.email)).toMatchObject({ name: 'Budi', role: 'agent' })
})

test('[P] a link that replaces a lost password signs the account out everywhere else', async () => {
  const { send, get, token, signedIn, asked } = await invited()
  const stolen = await signedIn('agent')
  await send('POST', '/api/invites/accept', { token, name: 'Budi', password: PASSWORD })
  expect((await get('/api/session', { cookie: stolen })).status).toBe(401)
  expect(asked.disconnected).toEqual(['agent'])
})

test('[P] a used link is gone', async () => {
  const { send, token } = await invited()
  const who = { token, name: 'Budi', password: PASSWORD }
  await send('POST', '/api/invites/accept', who)
  for (const answer of [
    await send('POST', '/api/invites/accept', { ...who, name: 'Mallory' }),
    await send('POST', '/api/invites/look', { token }),
  ]) {
    expect(answer.status).toBe(410)
    expect(answer.headers.get('set-cookie')).toBeNull()
  }
})

test('[P] an expired link and a made-up one are gone', async () => {
  const { send, token, clock, expiresAt } = await invited()
  clock.advance(expiresAt - clock.now() + 1)
  const who = { name: 'Budi', password: PASSWORD }
  expect((await send('POST', '/api/invites/accept', { ...who, token })).status).toBe(410)
  expect((await send('POST', '/api/invites/look', { token })).status).toBe(410)
  expect((await send('POST', '/api/invites/look', { token: 'made-up' })).status).toBe(410)
})

test('[P] a refused password does not use the link up', async () => {
  const { send, token } = await invited()
  const who = { token, name: 'Budi' }
  const short = await send('POST', '/api/invites/accept', { ...who, password: 'short' })
  expect(await short.json()).toMatchObject({
    detail: 'password: expected 10 to 200 characters',
  })
  const long = await send('POST', '/api/invites/accept', { ...who, password: PASSWORD })
  expect(long.status).toBe(200)
})

test('[C1] a link for somebody who has an account opens it with a new password', async () => {
  const scene = await createScene()
  const cookie = await scene.signedIn('admin')
  const budi = await scene.account('agent')
  const { email, role } = budi
  const made = await scene.send('POST', '/api/invites', { email, role }, { cookie })
  const token = ((await made.json()) as { link: string }).link.split('=')[1]
  const look = await scene.send('POST', '/api/invites/look', { token })
  expect(await look.json()).toEqual({ email, role, name: budi.name })
  const who = { token, name: budi.name, password: 'another good one' }
  const accepted = await scene.send('POST', '/api/invites/accept', who)
  expect(await accepted.json()).toMatchObject({ id: budi.id, email })
  const old = await scene.send('POST', '/api/session', { email, password: PASSWORD })
  expect(old.status).toBe(401)
})

test('[C1] only an admin makes links', async () => {
  const scene = await createScene()
  const cookie = await scene.signedIn('agent')
  expect((await scene.send('POST', '/api/invites', BUDI, { cookie })).status).toBe(403)
  expect((await scene.send('POST', '/api/invites', BUDI)).status).toBe(401)
})

test('an invite for a role that does not exist is refused with the ones that do', async () => {
  const { send, cookie } = await invited()
  const answer = await send('POST', '/api/invites', { ...BUDI, role: 'king' }, { cookie })
  expect(await answer.json()).toMatchObject({ detail: 'role: expected agent or admin' })
})
