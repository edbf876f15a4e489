import type { Page } from '@playwright/test'
import { addSite, changeSite } from '../people.ts'
import { serveElsewhere } from './elsewhere.ts'
import { shopOn } from './shop.ts'
import { expect, test } from './stage.ts'

/** What the page's console said, as a developer would read it. */
function heard(page: Page): string[] {
  const lines: string[] = []
  page.on('console', message => lines.push(message.text()))
  return lines
}

test('[W1] a shop on another origin needs the tag and its place in the list, nothing else', async ({
  relay,
  admin,
  agent,
  newPage,
}) => {
  const shop = await serveElsewhere({ relay: relay.url, site: 'toko-batik' })
  await addSite(admin, { name: 'Toko Batik', origins: [shop.origin] })
  const budi = await agent('Budi')
  const page = await newPage()
  await page.goto(`${shop.origin}/pink-blouse.html`)
  const ayu = shopOn(page)
  await ayu.open()
  await expect(ayu.panel).toHaveAccessibleName('Toko Batik')
  await ayu.send('Hello from elsewhere')
  await ayu.sees('sent')
  await budi.open('elsewhere')
  await expect(budi.thread.getByText('Toko Batik')).toBeVisible()
  await budi.send('Welcome')
  await expect(ayu.from('Budi').getByText('Welcome')).toBeVisible()
  await page.goto(`${shop.origin}/cart.html`)
  await expect(ayu.texts).toHaveText(['Hello from elsewhere', 'Welcome'])
  await shop.close()
})

test('[W5] a strict policy of the shop is kept, with the relay as the only stranger', async ({
  relay,
  admin,
  newPage,
}) => {
  const ws = relay.url.replace('http', 'ws')
  const shop = await serveElsewhere({
    relay: relay.url,
    policy: [
      "default-src 'self'",
      `script-src 'self' ${relay.url}`,
      `connect-src 'self' ${relay.url} ${ws}`,
      "require-trusted-types-for 'script'",
    ].join('; '),
  })
  await changeSite(admin, 'demo', { origins: [shop.origin] })
  const page = await newPage()
  await page.addInitScript(() => {
    const violations: string[] = []
    document.addEventListener('securitypolicyviolation', event =>
      violations.push(`${event.effectiveDirective} ${event.blockedURI}`),
    )
    Object.assign(window, { violations })
  })
  await page.goto(`${shop.origin}/pink-blouse.html`)
  const ayu = shopOn(page)
  await ayu.open()
  await ayu.send('Is the policy kept? https://example.com/')
  await ayu.sees('sent')
  // The launcher is where and how large its style says.
  expect(await ayu.launcher.boundingBox()).toMatchObject({ width: 56, height: 56 })
  expect(await page.evaluate('violations')).toEqual([])
  await shop.close()
})

const strangers = [
  { what: 'an origin that is not listed', site: 'demo', says: /is no origin of demo/ },
  { what: 'an unknown site', site: 'nobody', says: /There is no site nobody/ },
]

for (const { what, site, says } of strangers) {
  test(`[P] ${what} is told so in the console, the panel is honest, the shop goes on`, async ({
    relay,
    newPage,
  }) => {
    const shop = await serveElsewhere({ relay: relay.url, site })
    const page = await newPage()
    const lines = heard(page)
    await page.goto(`${shop.origin}/pink-blouse.html`)
    const ayu = shopOn(page)
    await ayu.open()
    await expect(ayu.panel.getByText(ayu.words.stopped)).toBeVisible()
    await expect.poll(() => lines.filter(line => says.test(line)).length).toBeGreaterThan(0)
    await ayu.send('Can you hear me?')
    await expect(ayu.panel.getByText(ayu.words.sent, { exact: false })).toHaveCount(0)
    await page.keyboard.press('Escape')
    await page.getByRole('radio', { name: 'M', exact: true }).press('Space')
    await page.getByRole('button', { name: /add to cart/i }).click()
    await expect(page.locator('[data-count]')).toHaveText('1')
    await shop.close()
  })
}
