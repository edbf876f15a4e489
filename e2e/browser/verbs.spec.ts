// biome-ignore-all lint/suspicious/noThenProperty: the API’s word; it is never awaited
import type { Page } from '@playwright/test'
import { ask, changeSite } from '../people.ts'
import { shopSigner } from './examples.ts'
import { expect, test } from './stage.ts'

type Call = (...call: unknown[]) => Promise<unknown>

/** Runs `sapa(...call)` in the page; rejects with its error. */
function sapa(page: Page, ...call: unknown[]): Promise<unknown> {
  return page.evaluate(given => (window as unknown as { sapa: Call }).sapa(...given), call)
}

/** Everything that the widget holds on to in a page: what is left after a shutdown is a leak. */
function watchLeaks(): void {
  const held = new Map<object, string>()
  Object.assign(window, { held: () => [...held.values()].sort() })
  const { addEventListener, removeEventListener } = EventTarget.prototype
  const ours = () => /sapa\.js|\/assets\//.test(new Error().stack ?? '')
  const entries: { target: EventTarget; type: string; fn: unknown; token: object }[] = []
  EventTarget.prototype.addEventListener = function (type, fn, options) {
    const isGlobal =
      this === window || this instanceof Document || this === document.documentElement
    if (isGlobal && ours()) {
      const token = {}
      const { signal } = Object(options)
      if (!signal?.aborted) held.set(token, `listener ${type}`)
      entries.push({ target: this, type, fn, token })
      if (signal) addEventListener.call(signal, 'abort', () => held.delete(token))
    }
    return addEventListener.call(this, type, fn, options)
  }
  EventTarget.prototype.removeEventListener = function (type, fn, options) {
    const known = entries.findIndex(
      one => one.target === this && one.type === type && one.fn === fn && held.has(one.token),
    )
    if (known >= 0) for (const { token } of entries.splice(known, 1)) held.delete(token)
    return removeEventListener.call(this, type, fn, options)
  }
  for (const name of ['setTimeout', 'setInterval'] as const) {
    const set = window[name] as (fn: () => void, ms?: number) => number
    const clear = name === 'setTimeout' ? 'clearTimeout' : 'clearInterval'
    const unset = window[clear] as (id: number) => void
    const timers = new Map<number, object>()
    Object.assign(window, {
      [name]: (fn: () => void, ms?: number) => {
        const token = {}
        const id = set(() => {
          if (name === 'setTimeout') held.delete(token)
          fn()
        }, ms)
        if (ours()) held.set(token, `${name} ${ms}`)
        timers.set(id, token)
        return id
      },
      [clear]: (id: number) => {
        held.delete(timers.get(id) ?? {})
        unset(id)
      },
    })
  }
  const Plain = window.WebSocket
  window.WebSocket = class extends Plain {
    constructor(url: string | URL) {
      super(url)
      held.set(this, 'socket')
      addEventListener.call(this, 'close', () => held.delete(this))
    }
  }
  const Channel = window.BroadcastChannel
  window.BroadcastChannel = class extends Channel {
    constructor(name: string) {
      super(name)
      held.set(this, 'channel')
    }
    override close() {
      held.delete(this)
      super.close()
    }
  }
  const Observer = window.MutationObserver
  window.MutationObserver = class extends Observer {
    override observe(...given: Parameters<MutationObserver['observe']>) {
      if (ours()) held.set(this, 'mutation observer')
      super.observe(...given)
    }
    override disconnect() {
      held.delete(this)
      super.disconnect()
    }
  }
}

test('[A] a shutdown leaves no node, listener, timer, socket or observer, and start works after it', async ({
  agent,
  newPage,
  relay,
}) => {
  await agent('Budi')
  const page = await newPage()
  await page.addInitScript(watchLeaks)
  await page.goto(`${relay.url}/demo/pink-blouse.html`)
  const held = () => page.evaluate('held()') as Promise<string[]>
  await sapa(page, 'on', 'error', null).catch(() => null)
  await page.evaluate(() => {
    const { sapa } = window
    void sapa('on', 'position', () => {})
    void sapa('trigger', { id: 'slow', when: { seconds: 3000, scroll: 99 }, then: 'open' })
    void sapa('trigger', { id: 'fn', when: () => false, then: 'open' })
  })
  await sapa(page, 'open')
  await sapa(page, 'send', 'Is it lined?')
  await expect.poll(async () => (await held()).join()).toContain('socket')
  expect((await held()).join()).toContain('setTimeout')
  await sapa(page, 'shutdown')
  expect(await page.locator('sapa-chat').count()).toBe(0)
  await expect.poll(held).toEqual([])
  await expect(sapa(page, 'get', 'unread')).rejects.toThrow("expected sapa('start') before")
  await sapa(page, 'start')
  await sapa(page, 'open')
  await expect(page.getByRole('article', { name: 'You' })).toContainText('Is it lined?')
  await sapa(page, 'send', 'And is it washable?')
  await sapa(page, 'shutdown')
  await expect.poll(held).toEqual([])
})

test('[A] what the page tells is what the agent sees, and the events say what became of it', async ({
  agent,
  visitor,
}) => {
  const budi = await agent('Budi')
  const { page } = await visitor()
  await page.evaluate(() => {
    const heard: Record<string, unknown[]> = {}
    Object.assign(window, { heard })
    for (const event of [
      'ready',
      'status',
      'assigned',
      'firstresponse',
      'message',
      'unread',
    ] as const)
      void window.sapa('on', event, (value: unknown) => {
        heard[event] = [...(heard[event] ?? []), value]
      })
  })
  await sapa(page, 'set', { priority: 1, attributes: { tier: 'gold' } })
  await sapa(page, 'cart', {
    items: [{ id: 'b', title: 'Blush linen blouse', quantity: 2, price: 329_000 }],
    total: 658_000,
    currency: 'IDR',
  })
  await sapa(page, 'track', 'size-guide', { of: 'blouse' })
  expect(await sapa(page, 'get', 'state')).toMatchObject({ link: 'idle' })
  await sapa(page, 'identify', { name: 'Dewi', email: 'dewi@mail.example' })
  await sapa(page, 'send', 'Is this in pink?')
  await expect(budi.row('Is this in pink?')).toContainText('Dewi')
  await budi.open('Is this in pink?')
  await budi.send('Yes, in blush')
  await expect
    .poll(() => page.evaluate('heard'))
    .toMatchObject({
      ready: [{ online: 1, visitor: { id: expect.any(String) } }],
      assigned: [{ name: 'Budi' }],
      firstresponse: [{ ms: expect.any(Number), agent: { name: 'Budi' } }],
      message: [{ text: 'Yes, in blush' }],
      unread: [1],
    })
  await sapa(page, 'order', { id: '#1042', total: 658_000, currency: 'IDR' })
  expect(await sapa(page, 'export')).toMatchObject({
    site: 'demo',
    visitor: { name: 'Dewi', email: 'dewi@mail.example' },
    messages: [
      { from: 'visitor', text: 'Is this in pink?' },
      { from: 'agent', name: 'Budi', text: 'Yes, in blush' },
    ],
  })
})

test('[A] hide, show, toggle, compose, theme and locale are seen', async ({ visitor }) => {
  const { page, launcher, panel } = await visitor()
  await expect(launcher).toBeVisible()
  await sapa(page, 'hide')
  await expect(launcher).toBeHidden()
  await sapa(page, 'show')
  await expect(launcher).toBeVisible()
  await sapa(page, 'compose', 'Is the blouse ')
  await sapa(page, 'toggle')
  await expect(panel.getByRole('textbox')).toHaveValue('Is the blouse ')
  await sapa(page, 'theme', { color: 'rgb(160, 48, 92)', scheme: 'dark' })
  await expect(launcher).toHaveCSS('background-color', 'rgb(160, 48, 92)')
  await sapa(page, 'locale', 'id')
  await expect(panel.getByRole('textbox', { name: 'Tulis pesan' })).toBeVisible()
  await sapa(page, 'toggle')
  await expect(panel).toBeHidden()
})

test('[A] reset is a logout: the chat of one visitor is none of the next one’s', async ({
  agent,
  visitor,
}) => {
  const budi = await agent('Budi')
  const { page } = await visitor()
  await sapa(page, 'open')
  await sapa(page, 'send', 'My parcel is late')
  await sapa(page, 'compose', 'my address is')
  await sapa(page, 'reset')
  await expect(page.getByRole('article', { name: 'You' })).toHaveCount(0)
  await expect(page.getByRole('textbox')).toHaveValue('')
  await sapa(page, 'send', 'Somebody else')
  await expect(budi.row('Somebody else')).toBeVisible()
  await expect(budi.row('My parcel is late')).toBeVisible()
})

test('[A] a signed visitor keeps the anonymous chat, and loses it to the next one who signs in', async ({
  admin,
  agent,
  visitor,
}) => {
  const sign = await shopSigner(admin)
  const budi = await agent('Budi')
  const { page } = await visitor()
  const who = async () => (await sapa(page, 'get', 'visitor')) as { external: string } | null
  await sapa(page, 'open')
  await sapa(page, 'send', 'Before I signed in')
  await sapa(page, 'identify', { id: 'c-42', name: 'Dewi', token: await sign('c-42') })
  await expect.poll(async () => (await who())?.external).toBe('c-42')
  await expect(page.getByRole('article', { name: 'You' })).toContainText('Before I signed in')
  await sapa(page, 'identify', { token: await sign('c-42') })
  await expect(page.getByRole('article', { name: 'You' })).toHaveCount(1)

  await sapa(page, 'identify', { token: await sign('c-43') })
  await expect(page.getByRole('article', { name: 'You' })).toHaveCount(0)
  await sapa(page, 'send', 'I am somebody else')
  await expect.poll(async () => (await who())?.external).toBe('c-43')
  await expect(budi.row('I am somebody else')).toBeVisible()

  await sapa(page, 'identify', { token: await sign('c-42') })
  await expect(page.getByRole('article', { name: 'You' })).toContainText('Before I signed in')
  await expect(
    sapa(page, 'identify', { token: `${(await sign('c-42')).slice(0, -6)}AAAAAA`, name: 'D' }),
  ).rejects.toThrow(/sapa: the relay refused/)
})

test('[W15] erase forgets the visitor at the shop and here', async ({ agent, visitor }) => {
  const budi = await agent('Budi')
  const { page } = await visitor()
  await sapa(page, 'send', 'Please forget me')
  await expect(budi.row('Please forget me')).toBeVisible()
  const before = (await sapa(page, 'get', 'visitor')) as { id: string }
  await sapa(page, 'erase')
  await expect(budi.row('Please forget me')).toHaveCount(0)
  await sapa(page, 'open')
  await expect(page.getByRole('article', { name: 'You' })).toHaveCount(0)
  await expect
    .poll(async () => ((await sapa(page, 'get', 'visitor')) as { id: string } | null)?.id)
    .not.toBe(before.id)
})

test('[W15] in consent mode nothing is kept and no line opened until the visitor agrees', async ({
  relay,
  newPage,
}) => {
  const page = await newPage()
  await page.route('**/demo/', async route => {
    const answer = await route.fetch()
    const body = (await answer.text()).replace('data-site="demo"', 'data-site="demo" data-consent')
    await route.fulfill({ response: answer, body })
  })
  await page.goto(`${relay.url}/demo/`)
  await expect(page.getByRole('button', { name: 'Chat' })).toBeVisible()
  await expect(sapa(page, 'send', 'Hello')).rejects.toThrow("expected the visitor's consent before")
  await sapa(page, 'set', { attributes: { tier: 'gold' } })
  expect(await sapa(page, 'get', 'state')).toMatchObject({ link: 'idle' })
  expect(await page.evaluate('localStorage.length')).toBe(0)
  await sapa(page, 'consent', true)
  expect(await sapa(page, 'send', 'Hello')).toMatchObject({ seq: expect.any(Number) })
  await sapa(page, 'consent', false)
  expect(await page.evaluate('localStorage.length')).toBe(0)
})

test('[A] a trigger of the site’s settings greets once somebody is there, and once only', async ({
  relay,
  admin,
  agent,
  newPage,
}) => {
  await changeSite(admin, 'demo', {
    triggers: [
      {
        id: 'sizes',
        on: true,
        when: { url: '/demo/', event: 'size-guide' },
        then: { message: 'Shall we help with the size?' },
        cap: { times: 1, days: 1 },
        always: false,
        holdout: 0,
      },
    ],
  })
  const page = await newPage()
  await page.route('**/*.html', async route => {
    const answer = await route.fetch()
    const body = (await answer.text()).replace('data-site="demo"', 'data-site="demo" data-triggers')
    await route.fulfill({ response: answer, body })
  })
  const explain = async () => ((await sapa(page, 'explain')) as { state: string; why: string }[])[0]
  const teaser = page.getByRole('button', { name: 'Shall we help' })
  await page.goto(`${relay.url}/demo/pink-blouse.html`)
  await expect.poll(explain).toMatchObject({ state: 'waiting' })
  await sapa(page, 'track', 'size-guide')
  await expect.poll(explain).toMatchObject({ state: 'blocked', why: 'nobody could answer' })
  await agent('Budi')
  await page.reload()
  await sapa(page, 'track', 'size-guide')
  await expect(teaser).toBeVisible()
  expect(await sapa(page, 'get', 'state')).toMatchObject({ open: false, link: 'idle' })
  await teaser.click()
  await expect(page.getByRole('dialog')).toContainText('Shall we help with the size?')
  await expect(teaser).toBeHidden()
  await sapa(page, 'send', 'Which size is it?')
  const brought = () => ask(admin, 'GET', '/api/triggers/report?site=demo')
  await expect
    .poll(async () => JSON.stringify(await brought()))
    .toMatch(/"shown":{"visitors":1,"conversations":1,"orders":0}/)
  await sapa(page, 'order', { id: '#1042', total: 658_000, currency: 'IDR' })
  await expect
    .poll(async () => JSON.stringify(await brought()))
    .toMatch(/"shown":{"visitors":1,"conversations":1,"orders":1}/)
  await sapa(page, 'reset')
  await page.goto(`${relay.url}/demo/linen-trousers.html`)
  await sapa(page, 'track', 'size-guide')
  await expect
    .poll(explain)
    .toMatchObject({ state: 'blocked', why: 'this browser has met it 1 times within 1 days' })
})
