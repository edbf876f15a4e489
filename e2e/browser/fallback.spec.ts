import { type Browser, chromium, type Page } from '@playwright/test'
import { chromiumArgs, findWhole } from '../chromium.ts'
import { newestTexts } from '../log.ts'
import { changeSite } from '../people.ts'
import { serveElsewhere } from './elsewhere.ts'
import { watchLines } from './lines.ts'
import { shopOn } from './shop.ts'
import { expect, test } from './stage.ts'

test('[W7] where no WebSocket gets through the line goes over HTTP by itself, and loses nothing', async ({
  relay,
  agent,
  visitor,
}) => {
  const budi = await agent('Budi')
  const ayu = await visitor()
  const asked = requestsOf(ayu.page)
  await ayu.page.routeWebSocket(/\/visitor/, socket => socket.close())
  await ayu.open()
  await ayu.send('One')
  await ayu.sees('sent')
  await budi.open('One')
  await budi.send('Two')
  await expect(ayu.texts).toHaveText(['One', 'Two'])
  expect(asked(/\/assets\/fallback-/)).toBe(1)
  expect(asked(/\/visitor\/stream\?/)).toBe(1)

  await ayu.page.reload()
  await expect(ayu.texts).toHaveText(['One', 'Two'])
  await ayu.send('Three')
  await ayu.sees('seen')

  await relay.kill()
  await expect(ayu.panel.getByText(ayu.words.offline)).toBeVisible()
  await ayu.send('Four')
  await ayu.send('Five')
  await relay.restart()
  await ayu.sees('seen')
  const texts = ['One', 'Two', 'Three', 'Four', 'Five']
  expect(await newestTexts(budi.person)).toEqual(texts)
  await expect(ayu.texts).toHaveText(texts)
})

test('[W3] [W7] a relay that cannot be reached leaves the shop in peace, and is no reason for the line over HTTP', async ({
  relay,
  admin,
  agent,
  newPage,
}) => {
  const shop = await serveElsewhere({ relay: relay.url })
  await changeSite(admin, 'demo', { origins: [shop.origin] })
  const budi = await agent('Budi')
  const page = await newPage()
  const asked = requestsOf(page)
  const thrown = await refusals(page)
  await page.goto(`${shop.origin}/pink-blouse.html`)
  const ayu = shopOn(page)
  const fetched = page.waitForResponse(/\/assets\/panel-/)
  await ayu.launcher.hover()
  await (await fetched).finished()
  await relay.kill()
  await ayu.open()
  await expect(ayu.panel.getByText(ayu.words.offline)).toBeVisible()
  await ayu.send('Is anybody there?')
  await ayu.sees('sending')
  // Three tries, of which none got as far as the relay.
  await expect.poll(() => asked(/\/api\/widget\/demo/)).toBeGreaterThan(2)
  await page.getByRole('radio', { name: 'M', exact: true }).press('Space')
  await page.getByRole('button', { name: /add to cart/i }).press('Enter')
  await expect(page.locator('[data-count]')).toHaveText('1')

  await relay.restart()
  await ayu.sees('sent')
  await expect(ayu.panel.getByText(ayu.words.offline)).toBeHidden()
  await budi.open('anybody')
  await budi.send('We are back')
  await expect(ayu.texts.last()).toHaveText('We are back')
  expect(asked(/\/assets\/fallback-|\/visitor\/stream/)).toBe(0)
  expect(await thrown()).toEqual([])
  await shop.close()
})

const stores = {
  /** As with all cookies blocked: to touch storage throws, and no lock is given. */
  async denied(page: Page) {
    await page.addInitScript(() => {
      const deny = () => {
        throw new DOMException('Access is denied for this document.', 'SecurityError')
      }
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
        Object.defineProperty(window, name, { get: deny })
      LockManager.prototype.request = async () => deny()
    })
  },
  /** The browser's own answer to a full disk: IndexedDB opens, and no transaction that writes ends well. */
  async full(page: Page, origin: string) {
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  },
}

for (const [what, limit] of Object.entries(stores)) {
  test(`[W6] where storage is ${what} the chat talks, over a relay's death too`, async ({
    relay,
    agent,
    newPage,
  }) => {
    const budi = await agent('Budi')
    const page = await newPage()
    await limit(page, relay.url)
    await page.goto(`${relay.url}/demo/cart.html`)
    const ayu = shopOn(page)
    await ayu.open()
    await ayu.send('One')
    await ayu.sees('sent')
    await budi.open('One')
    await budi.send('Two')
    await expect(ayu.texts).toHaveText(['One', 'Two'])
    await relay.kill()
    await ayu.send('Three')
    await ayu.send('Four')
    await expect(ayu.panel.getByText(ayu.words.unstored)).toBeVisible()
    await relay.restart()
    await ayu.sees('seen')
    expect(await newestTexts(budi.person)).toEqual(['One', 'Two', 'Three', 'Four'])
    await expect(ayu.texts).toHaveText(['One', 'Two', 'Three', 'Four'])
  })
}

test('[W5] a sandboxed frame without an origin is told that it cannot connect, and nothing throws', async ({
  relay,
  newPage,
}) => {
  const page = await newPage()
  await page.route('**/demo/frame.html', route =>
    route.fulfill({
      contentType: 'text/html',
      body: '<iframe sandbox="allow-scripts" src="cart.html" width="900" height="700"></iframe>',
    }),
  )
  const said: string[] = []
  page.on('console', message => said.push(message.text()))
  await page.goto(`${relay.url}/demo/frame.html`)
  const frame = page.frameLocator('iframe')
  await frame.getByRole('button', { name: /^Chat/ }).click()
  const panel = frame.getByRole('dialog')
  await expect(panel.getByText(shopOn(page).words.stopped)).toBeVisible()
  expect(said.filter(line => line.startsWith('Sapa: null is no origin of demo'))).toHaveLength(1)
})

test('[W6] a machine that slept, and whose clock then jumps back, goes on in the order of writing', async ({
  relay,
  agent,
  newPage,
}) => {
  const budi = await agent('Budi')
  const page = await newPage()
  await page.clock.install()
  const lines = watchLines(page.context())
  await page.goto(`${relay.url}/demo/cart.html`)
  const ayu = shopOn(page)
  await ayu.open()
  await ayu.send('One')
  await ayu.sees('sent')
  await budi.open('One')

  await page.clock.fastForward('08:00:00')
  await expect.poll(lines.opened).toBeGreaterThan(1)
  await budi.send('Good morning')
  await expect(ayu.texts.last()).toHaveText('Good morning')
  await relay.kill()
  await expect(ayu.panel.getByText(ayu.words.offline)).toBeVisible()
  await ayu.send('Two')
  await page.clock.setSystemTime(Date.now() - 24 * 3600_000)
  await ayu.send('Three')
  await page.clock.setSystemTime(Date.now() + 24 * 3600_000)
  await ayu.send('Four')
  await relay.restart()
  await ayu.sees('seen')
  expect(await newestTexts(budi.person)).toEqual(['One', 'Good morning', 'Two', 'Three', 'Four'])
  expect(lines.open()).toHaveLength(1)
})

test('[W4] a page that was chatted on comes out of the back/forward cache as it was, and resumes by its cursor', async ({
  relay,
  agent,
}) => {
  const budi = await agent('Budi')
  const browser = await launchWithWayBack()
  const page = await browser.newPage()
  const lines = watchLines(page.context())
  await page.goto(`${relay.url}/demo/cart.html`)
  const ayu = shopOn(page)
  await ayu.open()
  await ayu.send('One')
  await ayu.sees('sent')
  await budi.open('One')
  await page.evaluate('window.sameAsBefore = true')

  await page.goto(`${relay.url}/demo/about.html`)
  await expect(ayu.texts).toHaveText(['One'])
  expect(lines.opened()).toBe(2)
  await budi.send('Said while that page was away')
  await expect(ayu.texts).toHaveCount(2)
  await page.evaluate('void setTimeout(() => history.back())')
  await expect(page).toHaveURL(/cart/)
  await expect(ayu.texts).toHaveText(['One', 'Said while that page was away'])
  expect(await page.evaluate('window.sameAsBefore')).toBe(true)
  await ayu.send('Two')
  await ayu.sees('seen')
  expect(await newestTexts(budi.person)).toEqual(['One', 'Said while that page was away', 'Two'])
  await browser.close()
})

/** As Playwright launches browsers, and in a shell, no page is kept for the way back. */
function launchWithWayBack(): Promise<Browser> {
  const executablePath = findWhole()
  return chromium.launch({
    args: chromiumArgs,
    ...(executablePath && { executablePath }),
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })
}

/** Counts from now on what the page asks for. */
function requestsOf(page: Page): (what: RegExp) => number {
  const urls: string[] = []
  page.on('request', request => urls.push(request.url()))
  return what => urls.filter(url => what.test(url)).length
}

/** Promises that nobody caught; what is thrown fails the test anyhow. */
async function refusals(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const uncaught: string[] = []
    addEventListener('unhandledrejection', ({ reason }) => uncaught.push(String(reason)))
    Object.assign(window, { uncaught })
  })
  return () => page.evaluate(() => (window as unknown as { uncaught: string[] }).uncaught)
}
