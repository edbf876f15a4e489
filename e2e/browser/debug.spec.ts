// biome-ignore-all lint/suspicious/noThenProperty: the API’s word; it is never awaited
import type { Page } from '@playwright/test'
import { english } from '../../console/words/english.ts'
import { expectClean, looks } from './axe.ts'
import type { Desk } from './desk.ts'
import { expect, test } from './stage.ts'

const t = english.triggers
const MINUTE = 60_000

/** What the widget shows an agent on a shop's page. */
const overlayOn = (page: Page) => page.getByRole('region', { name: 'Sapa debug' })
/** What it says beside one of its words. */
const saysOn = (page: Page, name: string) =>
  overlayOn(page)
    .locator('dl > div')
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator('dd')

/** The address that the console sends an agent to, on a page of the demo shop. */
async function passFor({ page, person }: Desk, at = 'pink-blouse.html'): Promise<string> {
  const shop = `${person.url}/demo/${at}`
  const answer = await page.request.get(
    `${person.url}/api/sites/demo/debug?page=${encodeURIComponent(shop)}`,
    { maxRedirects: 0 },
  )
  return answer.headers().location ?? ''
}

test('[A] an agent opens the shop from the triggers editor and sees what the widget does there and why', async ({
  agent,
}) => {
  const boss = await agent('Sari', { role: 'admin' })
  const { page } = boss
  await boss.goTo('settings')
  await page.locator('summary', { hasText: t.title }).press('Enter')
  await page.getByRole('button', { name: t.add }).press('Enter')
  const form = page.locator('form', { has: page.getByText(t.why) })
  await form.getByLabel(t.url).fill('/demo/pink-blouse.html')
  await form.getByRole('textbox', { name: t.message }).fill('Can we help?')
  await form.getByRole('button', { name: english.settings.save }).press('Enter')
  await expect(form.getByText(english.settings.saved)).toBeVisible()
  await expect(form.getByRole('link', { name: t.look })).toHaveAttribute(
    'href',
    '/api/sites/demo/debug',
  )
  const opened = page.context().waitForEvent('page')
  await form.getByRole('link', { name: t.test }).press('Enter')
  const shop = await opened

  const overlay = overlayOn(shop)
  await expect(overlay).toBeVisible()
  expect(new URL(shop.url()).pathname).toBe('/demo/pink-blouse.html')
  await expect(saysOn(shop, 'Link')).toHaveText('none: nobody has touched the chat')
  await expect(saysOn(shop, 'Socket')).toHaveText('none in this browser')
  await expect(saysOn(shop, 'Could answer')).toContainText('1 agent')
  await expect(overlay).toContainText('The tag has no data-triggers')

  await shop.evaluate(() => window.sapa('start', { triggers: '', color: '#a0305c' }))
  await expect(saysOn(shop, 'Tag')).toContainText('color=#a0305c')
  const trigger = overlay.locator('details')
  await expect(trigger.locator('summary')).toHaveText(/trigger-1\s*(shown|held)/)
  await trigger.locator('summary').press('Enter')
  await expect(saysOn(shop, 'url')).toContainText('✓')
  await expect(saysOn(shop, 'cap')).toHaveText('✗ met 1 of 1 within 7 days')
  await expect(saysOn(shop, 'held back')).toHaveText('10 % of browsers')
})

test('[A] [W7] it follows the line, the one socket of several tabs and the conversation', async ({
  agent,
  newPage,
}) => {
  const budi = await agent('Budi')
  const page = await newPage()
  await page.goto(await passFor(budi))
  await expect(saysOn(page, 'Link')).toHaveText('none: nobody has touched the chat')
  await page.evaluate(() => window.sapa('send', 'Is this available in pink?'))
  await expect(saysOn(page, 'Link')).toHaveText('online')
  await expect(saysOn(page, 'Socket')).toHaveText('this tab holds it')
  await expect(saysOn(page, 'Conversation')).toContainText(/assigned, with Budi, \S{10,}/)
  await expect(saysOn(page, 'Visitor')).toContainText(/\S{10,}/)

  const second = await page.context().newPage()
  await second.goto(await passFor(budi, 'cart.html'))
  await expect(saysOn(second, 'Socket')).toHaveText('another tab holds it')
  await expect(saysOn(page, 'Socket')).toHaveText('this tab holds it, for 1 other tab too')
})

test('[A] a stranger with a made-up pass sees nothing, and the relay is asked that one thing', async ({
  relay,
  newPage,
}) => {
  const page = await newPage()
  const asked: string[] = []
  page.on('request', request => {
    const { pathname } = new URL(request.url())
    if (!pathname.startsWith('/demo/')) asked.push(pathname)
  })
  const answered = page.waitForResponse(/\/debug\?token=/)
  await page.goto(`${relay.url}/demo/pink-blouse.html?sapa-debug=made-up`)
  expect((await answered).status()).toBe(403)
  // A call of the page comes after what the answer might have brought.
  await page.evaluate(() => window.sapa('close'))
  await expect(page.getByRole('button', { name: 'Chat' })).toBeVisible()
  await expect(overlayOn(page)).toHaveCount(0)
  const parts = asked.map(path => path.replace(/-[\w-]{6}\.js$/, ''))
  expect(parts).toEqual(['/sapa.js', '/assets/verbs', '/api/widget/demo/debug'])
  const kept = await page.evaluate(async () => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()),
  ])
  expect(kept).toEqual([])
})

test.describe('passes end', () => {
  test.use({ clock: 'test' })
  test('[A] after a quarter of an hour the same address shows nothing', async ({
    agent,
    newPage,
    time,
    relay,
  }) => {
    const budi = await agent('Budi')
    const address = await passFor(budi)
    const page = await newPage()
    await page.goto(address)
    await expect(overlayOn(page)).toBeVisible()
    await time.hold()
    await relay.advance(15 * MINUTE)
    const answered = page.waitForResponse(/\/debug\?token=/)
    await page.reload()
    expect((await answered).status()).toBe(403)
    await page.evaluate(() => window.sapa('close'))
    await expect(overlayOn(page)).toHaveCount(0)
  })
})

test('[A] it is read, folded and closed by keyboard, and the page gets its focus back', async ({
  agent,
  newPage,
}) => {
  const budi = await agent('Budi')
  const page = await newPage()
  await page.goto(await passFor(budi))
  const overlay = overlayOn(page)
  await expect(overlay).toBeFocused()
  await page.evaluate(() =>
    window.sapa('trigger', { id: 'late', when: { seconds: 9999 }, then: 'open' }),
  )
  const summary = overlay.locator('summary')
  await expect(summary).toContainText('waiting: seconds is')
  await page.keyboard.press('Tab')
  await expect(overlay.getByRole('button', { name: 'Fold' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(summary).toBeHidden()
  await page.keyboard.press('Enter')
  await expect(summary).toBeVisible()
  for (const key of ['Tab', 'Tab', 'Tab']) await page.keyboard.press(key)
  await expect(summary).toBeFocused()
  const before = await summary.textContent()
  await expect(summary).not.toHaveText(before ?? '')
  await expect(summary).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(overlay.getByText('somebody who could answer')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(overlay).toHaveCount(0)
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true)
})

for (const [look, context] of Object.entries(looks))
  test(`[A] axe finds nothing in it, and the launcher stays free (${look})`, async ({
    agent,
    newPage,
  }) => {
    const budi = await agent('Budi')
    const page = await newPage(context)
    await page.goto(await passFor(budi))
    const overlay = overlayOn(page)
    await page.evaluate(async () => {
      await window.sapa('trigger', { id: 'late', when: { seconds: 9999 }, then: 'open' })
      await window.sapa('trigger', { id: 'here', when: { url: '/demo' }, then: () => {} })
    })
    for (const id of ['late', 'here']) await overlay.getByText(id, { exact: true }).click()
    await expect(overlay.locator('details.shown')).toBeVisible()
    await expectClean(page, look, 'sapa-debug')
    const [ours, launcher] = [
      await overlay.boundingBox(),
      await page.getByRole('button', { name: /^Chat/ }).boundingBox(),
    ]
    if (!ours || !launcher) throw new Error('expected both on the screen')
    const { width } = context.viewport
    expect(ours.x).toBeGreaterThanOrEqual(0)
    expect(ours.x + ours.width).toBeLessThanOrEqual(width)
    expect(ours.y + ours.height).toBeLessThanOrEqual(launcher.y)
  })
