import { expect, test } from 'vitest'
import { defaultLadder } from '../../protocol/ladder.ts'
import { plainWidget } from '../../protocol/people.ts'
import { createScene } from '../scene.ts'

const MINUTE = 60_000
const origin = 'https://shop.example'

async function shop() {
  const scene = await createScene()
  for (const id of ['shop', 'other'])
    await scene.store.putSite({
      ...{ id, name: 'Batik', origins: [origin], targetMs: 60_000, ladder: defaultLadder },
      ...{ hours: null, channel: null, widget: plainWidget, triggers: [] },
    })
  const cookie = await scene.signedIn('agent')
  const go = (page = '', options: object = { cookie }) =>
    scene.get(`/api/sites/shop/debug${page && `?page=${encodeURIComponent(page)}`}`, options)
  const pass = async () => {
    const { searchParams } = new URL((await go()).headers.get('location') ?? '')
    return searchParams.get('sapa-debug') ?? ''
  }
  const ask = (
    token: string,
    site = 'shop',
    headers: Record<string, string> = { Origin: origin },
  ) => scene.get(`/api/widget/${site}/debug?token=${encodeURIComponent(token)}`, { headers })
  return { ...scene, go, pass, ask }
}

test('[A] an agent is sent to a page of the shop with a pass that its widget may show', async () => {
  const { go, ask } = await shop()
  const answer = await go(`${origin}/cart?size=m#top`)
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([302, 'no-store'])
  const page = new URL(answer.headers.get('location') ?? '')
  expect(page.href).toMatch(/^https:\/\/shop\.example\/cart\?size=m&sapa-debug=[\w-]+#top$/)
  const good = await ask(page.searchParams.get('sapa-debug') ?? '')
  expect([good.status, await good.text()]).toEqual([204, ''])
  expect(good.headers.get('access-control-allow-origin')).toBe('*')
  expect(good.headers.get('cache-control')).toBe('no-store')
  expect((await go()).headers.get('location')).toMatch(/^https:\/\/shop\.example\/\?sapa-debug=/)
})

test('[A] nobody else gets a pass, and it leads nowhere but to the shop', async () => {
  const { go, get, signedIn } = await shop()
  expect((await go('', {})).status).toBe(401)
  for (const page of ['https://evil.example/', 'javascript:alert(1)', '//evil.example', '/cart'])
    expect([page, (await go(page)).status]).toEqual([page, 400])
  const cookie = await signedIn('admin')
  expect((await get('/api/sites/none/debug', { cookie })).status).toBe(404)
})

test('[A] a pass that was made up, is of another site or has run out is refused, in words any page may read', async () => {
  const { pass, ask, clock } = await shop()
  const good = await pass()
  const made = await ask('made-up')
  expect([made.status, made.headers.get('access-control-allow-origin')]).toEqual([403, '*'])
  expect(await made.json()).toMatchObject({ detail: expect.stringContaining('from the console') })
  expect((await ask('')).status).toBe(403)
  expect((await ask(good, 'other')).status).toBe(403)
  expect((await ask(good, 'shop', { Origin: 'https://other.example' })).status).toBe(403)
  clock.advance(15 * MINUTE - 1)
  expect((await ask(good)).status).toBe(204)
  clock.advance(1)
  expect((await ask(good)).status).toBe(403)
})

test('[P] whoever guesses passes has to wait', async () => {
  const { ask, clock } = await shop()
  for (let i = 0; i < 20; i++) expect((await ask(`guess-${i}`)).status).toBe(403)
  const answer = await ask('guess-20')
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '5'])
  clock.advance(5000)
  expect((await ask('guess-21')).status).toBe(403)
})

test('[P] no pass stands in the log', async () => {
  const { pass, ask, lines } = await shop()
  const token = await pass()
  await ask(token)
  expect(JSON.stringify(lines)).not.toContain(token)
})
