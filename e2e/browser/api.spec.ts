import type { Page } from '@playwright/test'
import { expect, test } from './stage.ts'

type Call = (...call: unknown[]) => Promise<unknown>

/** Runs `sapa(...call)` in the page; resolves to its value or to the message of its error. */
function sapa(page: Page, ...call: unknown[]): Promise<unknown> {
  return page.evaluate(async given => {
    try {
      return await (window as unknown as { sapa: Call }).sapa(...given)
    } catch (error) {
      return `rejected: ${(error as Error).message}`
    }
  }, call)
}

test('[A] calls made before the script is there run in their order once it is', async ({
  relay,
  newPage,
  agent,
}) => {
  const budi = await agent('Budi')
  const page = await newPage()
  await page.addInitScript(() => {
    const page = window as unknown as { sapa: Call & { q: unknown[][] }; heard: unknown[] }
    const stub = Object.assign((...call: unknown[]) => void stub.q.push(call), {
      q: [] as unknown[][],
    })
    page.heard = []
    page.sapa = stub as unknown as typeof page.sapa
    for (const event of ['open', 'ready', 'assigned']) {
      void page.sapa('on', event, () => page.heard.push(event))
    }
    void page.sapa('identify', { name: 'Ayu Lestari', email: 'ayu@example.com' })
    void page.sapa('send', 'Sent before the script came')
    void page.sapa('open')
  })
  await page.goto(`${relay.url}/demo/pink-blouse.html`)
  await expect(page.getByRole('dialog')).toBeVisible()
  await expect(page.getByRole('article', { name: 'You' })).toContainText('before the script')
  await expect(budi.row('Ayu Lestari')).toContainText('before the script')
  await budi.open('before the script')
  await expect(budi.page.getByText('ayu@example.com')).toBeVisible()
  await expect.poll(() => page.evaluate('heard.toSorted()')).toEqual(['assigned', 'open', 'ready'])
})

test('[A] open, close, send, identify, on and get do what they say', async ({ agent, visitor }) => {
  const budi = await agent('Budi')
  const { page, panel } = await visitor()
  await expect(page.getByRole('button', { name: 'Chat' })).toBeVisible()
  expect(await sapa(page, 'get', 'state')).toEqual({
    open: false,
    shown: true,
    link: 'idle',
    status: 'new',
  })
  expect(await sapa(page, 'get', 'conversation')).toBeNull()
  await sapa(page, 'open')
  await expect(panel).toBeVisible()
  await sapa(page, 'close')
  await expect(panel).toBeHidden()
  expect(await sapa(page, 'get', 'availability')).toEqual({ online: 1 })

  const sent = (await sapa(page, 'send', 'By the API')) as { id: string; seq: number }
  expect(sent.seq).toBeGreaterThan(0)
  await sapa(page, 'identify', { name: 'Dewi' })
  await expect(budi.row('By the API')).toContainText('Dewi')
  expect(await sapa(page, 'get', 'visitor')).toMatchObject({ id: expect.any(String) })

  await page.evaluate(() => {
    const page = window as unknown as { sapa: Call; heard: unknown[]; off: () => void }
    page.heard = []
    void page
      .sapa('on', 'message', (message: unknown) =>
        page.heard.push((message as { text: string }).text),
      )
      .then(off => {
        page.off = off as () => void
      })
  })
  await budi.open('By the API')
  await budi.send('First')
  await expect.poll(() => page.evaluate('heard')).toEqual(['First'])
  expect(await sapa(page, 'get', 'unread')).toBe(1)
  await page.evaluate('off()')
  await budi.send('Second')
  await expect.poll(() => sapa(page, 'get', 'unread')).toBe(2)
  expect(await page.evaluate('heard')).toEqual(['First'])
  expect(await sapa(page, 'get', 'conversation')).toMatchObject({
    status: 'assigned',
    agent: { name: 'Budi' },
    messages: [{ text: 'By the API', seq: sent.seq }, { text: 'First' }, { text: 'Second' }],
  })
})

const wrongs: [call: unknown[], says: string[]][] = [
  [
    ['sned', 'x'],
    ['expected', "'send'", "got 'sned'"],
  ],
  [[], ['expected', "'open'", 'got undefined']],
  [['send'], ["sapa('send')", 'text', 'string', 'undefined']],
  [
    ['send', '  '],
    ["sapa('send')", 'text'],
  ],
  [
    ['identify', 'Ayu'],
    ["sapa('identify')", 'who', "'Ayu'"],
  ],
  [
    ['identify', { mail: 'a@b.c' }],
    ["sapa('identify')", 'mail', "only 'id', 'name', 'email' or 'token'"],
  ],
  [
    ['identify', { email: 'nobody' }],
    ["sapa('identify')", 'email', 'e-mail address'],
  ],
  [
    ['on', 'massage'],
    ["sapa('on')", 'event', "'message'"],
  ],
  [
    ['on', 'message', 'fn'],
    ["sapa('on')", 'fn', 'a function'],
  ],
  [
    ['get', 'weather'],
    ["sapa('get')", 'what', "'unread'"],
  ],
]

test('[A] a wrong call is refused with its verb, its argument and what was expected', async ({
  visitor,
}) => {
  const { page, launcher } = await visitor()
  await expect(launcher).toBeVisible()
  for (const [call, says] of wrongs) {
    const answer = await sapa(page, ...call)
    for (const words of ['rejected', ...says]) expect(answer, String(call)).toContain(words)
  }
  expect(await page.evaluate('localStorage.length')).toBe(0)
})

test('[A] the tag twice is one launcher and one warning', async ({ relay, newPage }) => {
  const page = await newPage()
  const warning = page.waitForEvent('console', message => /this page has demo/.test(message.text()))
  await page.goto(`${relay.url}/demo/`)
  await expect(page.getByRole('button', { name: 'Chat' })).toBeVisible()
  await page.addScriptTag({ url: `${relay.url}/sapa.js?again` }).catch(() => null)
  await page.evaluate(url => {
    const tag = document.createElement('script')
    tag.src = url
    tag.dataset.site = 'other'
    document.head.append(tag)
  }, `${relay.url}/sapa.js`)
  expect((await warning).type()).toBe('warning')
  await expect(page.getByRole('button', { name: 'Chat' })).toHaveCount(1)
})
