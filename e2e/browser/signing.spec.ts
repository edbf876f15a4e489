import { english } from '../../console/words/english.ts'
import { indonesian } from '../../console/words/indonesian.ts'
import { sapaToken } from '../shoptoken.ts'
import { expectClean, looks } from './axe.ts'
import { expect, test } from './stage.ts'

test('[A] a shop makes a secret in the console; who it signs for is known, also in another browser', async ({
  agent,
  visitor,
}) => {
  const w = english.identity
  const boss = await agent('Sari', { role: 'admin' })
  await boss.goTo('settings')
  await boss.page.locator('summary', { hasText: w.title }).click()
  await boss.page.getByRole('button', { name: w.make }).press('Enter')
  const secret = await boss.page.getByLabel(w.made).inputValue()
  const token = () => sapaToken(secret, { id: 'u1', name: 'Dewi Lestari' })

  const identify = (page: typeof boss.page, token: string) =>
    page.evaluate(
      token =>
        window.sapa('identify', { token }).then(
          () => 'ok',
          (error: Error) => error.message,
        ),
      token,
    )
  const phone = await visitor()
  await phone.open()
  await phone.send('Do you have it in pink?')
  await boss.goTo('inbox')
  await boss.open('pink')
  expect(await identify(phone.page, sapaToken('not the secret', { id: 'u1' }))).toContain(
    'the signature is not right',
  )
  expect(await identify(phone.page, token())).toBe('ok')
  await expect(boss.page.getByText('Dewi Lestari').first()).toBeVisible()

  const laptop = await visitor()
  await laptop.open()
  await laptop.send('And in green?')
  expect(await identify(laptop.page, token())).toBe('ok')
  await expect(laptop.panel.getByText('And in green?')).toBeVisible()
  await boss.open('green')
  await boss.send('In green too.')
  await expect(laptop.panel.getByText('In green too.')).toBeVisible()
  await laptop.send('Lovely')
  await expect(boss.thread.getByText('Lovely').first()).toBeVisible()
})

for (const [look, context] of Object.entries(looks))
  for (const [language, words] of [
    ['en', english],
    ['id', indonesian],
  ] as const)
    test(`[C9] signed identity and triggers are set by keyboard, and axe finds nothing (${look}, ${language})`, async ({
      agent,
    }) => {
      const { identity: i, triggers: t } = words
      const boss = await agent('Sari', { role: 'admin', language, context })
      const { page } = boss
      await boss.goTo('settings')
      await page.locator('summary', { hasText: i.title }).press('Enter')
      await page.getByRole('button', { name: i.make }).press('Enter')
      await expect(page.getByLabel(i.made)).toBeVisible()
      await page.getByRole('button', { name: i.remove }).press('Enter')
      await expectClean(page, 'signed identity')
      await page
        .getByRole('region', { name: i.secret })
        .getByRole('button', { name: i.yes, exact: true })
        .press('Enter')
      await expect(page.getByText(i.removed)).toBeVisible()
      await page.getByLabel(i.jwksUrl).fill('http')
      await page.getByLabel(i.jwksUrl).press('Enter')
      await expect(page.getByText(i.noUrl)).toBeVisible()

      await page.locator('summary', { hasText: t.title }).press('Enter')
      await page.getByRole('button', { name: t.add }).press('Enter')
      const form = page.locator('form', { has: page.getByText(t.why) })
      await form.getByRole('button', { name: words.settings.save }).press('Enter')
      await expect(form.getByText(t.wrong.when)).toBeVisible()
      await expect(form.getByText(t.wrong.message)).toBeVisible()
      await expect(form.getByRole('textbox', { name: t.message })).toBeFocused()
      await expectClean(page, 'a trigger with what is wrong with it')
      await form.getByRole('textbox', { name: t.message }).fill('Can we help?')
      await form.getByLabel(t.url).fill('/cart')
      await expect(form.getByRole('link', { name: t.test })).toHaveAttribute(
        'href',
        /^\/api\/sites\/[\w-]+\/debug\?page=http.*%2Fcart$/,
      )
      await form.getByLabel(t.url).press('Enter')
      await expect(form.getByText(words.settings.saved)).toBeVisible()
      await boss.goTo('report')
      await expect(page.getByText(t.report.none)).toBeVisible()
      await expectClean(page, 'the report')
    })
