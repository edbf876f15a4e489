import type { Page } from '@playwright/test'
import { plainWidget } from '../../protocol/people.ts'
import { changeSite } from '../people.ts'
import { shopOn } from './shop.ts'
import { expect, test } from './stage.ts'

/** A bar of the page's own along the lower edge. */
function putBar(page: Page): Promise<void> {
  return page.evaluate(() => {
    const bar = document.createElement('div')
    bar.id = 'bar'
    bar.dataset.sapaAvoid = ''
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('#bar { position: fixed; inset: auto 0 0; height: 90px; background: #ddd }')
    document.adoptedStyleSheets.push(sheet)
    document.body.append(bar)
    dispatchEvent(new Event('resize'))
  })
}

test('[W9] the launcher rises above what is fixed under it and comes down when that is gone', async ({
  relay,
  newPage,
}) => {
  const page = await newPage()
  await page.goto(`${relay.url}/examples/plain.html`)
  const { launcher } = shopOn(page)
  const bottom = async () => {
    const box = await launcher.boundingBox()
    return box ? 720 - box.y - box.height : null
  }
  await page.setViewportSize({ width: 1280, height: 720 })
  await expect.poll(bottom).toBe(20)
  await putBar(page)
  await expect.poll(bottom).toBe(102)
  await page.evaluate(() => {
    document.querySelector('#bar')?.remove()
    dispatchEvent(new Event('resize'))
  })
  await expect.poll(bottom).toBe(20)
})

test('[W9] [W12] the tag says how far from the corner and how high above the page it stands', async ({
  relay,
  newPage,
}) => {
  const page = await newPage({ viewport: { width: 1280, height: 720 } })
  await page.goto(`${relay.url}/examples/plain.html`)
  const { launcher } = shopOn(page)
  await expect(launcher).toBeVisible()
  await page.evaluate(
    "sapa('shutdown').then(() => sapa('start', { x: '40', y: '64', z: '7', position: 'left' }))",
  )
  await expect.poll(() => launcher.boundingBox()).toMatchObject({ x: 40, y: 720 - 64 - 56 })
  await expect(page.locator('sapa-chat')).toHaveCSS('z-index', '7')
})

test('[W9] on a phone the panel is as high as the keyboard leaves it', async ({
  relay,
  admin,
  newPage,
}) => {
  await changeSite(admin, 'demo', { widget: { ...plainWidget, away: false } })
  const width = 390
  const page = await newPage({ viewport: { width, height: 780 }, isMobile: true, hasTouch: true })
  await page.goto(`${relay.url}/examples/plain.html`)
  const { open, panel, composer } = shopOn(page)
  await open()
  const height = async () => (await panel.boundingBox())?.height
  await expect.poll(height).toBe(780)
  await composer.focus()
  await page.setViewportSize({ width, height: 420 })
  await expect.poll(height).toBe(420)
  const [field, box] = [await composer.boundingBox(), await panel.boundingBox()]
  expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThanOrEqual((box?.y ?? 0) + 420)
})

test('[W5] whatever a router does to the body or to all of <html>, the one chat stays open', async ({
  relay,
  admin,
  newPage,
}) => {
  await changeSite(admin, 'demo', { widget: { ...plainWidget, away: false } })
  const page = await newPage()
  await page.goto(`${relay.url}/examples/plain.html`)
  const { open, panel, composer } = shopOn(page)
  await open()
  await composer.fill('Half a question')
  await page.evaluate(() => document.body.replaceWith(document.createElement('body')))
  await expect(panel).toBeVisible()
  await page.evaluate(() =>
    document.documentElement.replaceChildren(
      document.createElement('head'),
      document.createElement('body'),
    ),
  )
  await expect(panel).toBeVisible()
  await expect(composer).toHaveValue('Half a question')
  await expect(page.locator('sapa-chat')).toHaveCount(1)
})

/** The plain page with another tag in place of its own, or with none. */
async function retag(page: Page, tag: string): Promise<void> {
  await page.route('**/plain.html', async route => {
    const answer = await route.fetch()
    const body = (await answer.text())
      .replace(/<script.*<\/script>/, '')
      .replace('<head>', `<head>${tag}`)
    await route.fulfill({ response: answer, body })
  })
}

for (const tag of [
  '<script src="/sapa.js" data-site="demo"></script>',
  '<script type="module" src="/sapa.js" data-site="demo"></script>',
])
  test(`[W1] in the head, before there is a body, ${tag} is a tag`, async ({ relay, newPage }) => {
    const page = await newPage()
    await retag(page, tag)
    await page.goto(`${relay.url}/examples/plain.html`)
    await shopOn(page).open()
    await expect(page.locator('sapa-chat')).toHaveCount(1)
  })

test('[W1] a tag that another script puts there long after the page has loaded is a tag', async ({
  relay,
  newPage,
}) => {
  const page = await newPage()
  await retag(page, '')
  await page.goto(`${relay.url}/examples/plain.html`, { waitUntil: 'load' })
  await expect(page.locator('sapa-chat')).toHaveCount(0)
  await page.evaluate(() => {
    const tag = document.createElement('script')
    tag.src = '/sapa.js'
    tag.dataset.site = 'demo'
    document.head.append(tag)
  })
  await shopOn(page).open()
  await expect(page.locator('sapa-chat')).toHaveCount(1)
})
