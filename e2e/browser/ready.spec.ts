import { english as words } from '../../console/words/english.ts'
import { addAgent } from '../people.ts'
import { signIn } from './desk.ts'
import { watchOver } from './minute.ts'
import { expect, test } from './stage.ts'

test('[R7] going online runs the ready check, and what it warns of can be mended there', async ({
  admin,
  newPage,
}) => {
  const budi = await addAgent(admin, { name: 'Budi' })
  const page = await newPage({ permissions: ['notifications'] })
  await signIn(page, budi)
  const receives = page.getByRole('switch', { name: words.me.switch })
  await receives.click()
  const sheet = page.getByRole('dialog', { name: words.ready.title })
  await expect(receives).toBeChecked()
  await expect(sheet).toBeHidden()
  // The note was played, and nobody has said yet that it was heard.
  await expect(page.getByText(words.ready.sound.unanswered)).toBeVisible()
  await page.getByRole('button', { name: words.ready.show, exact: true }).click()
  await expect(sheet.getByRole('listitem')).toHaveCount(5)
  await sheet.getByRole('button', { name: words.ready.yes, exact: true }).click()
  await expect(sheet.getByText(words.ready.sound.heard)).toBeVisible()
})

test('[R7] with neither sound nor notifications nobody goes online; with the sound on again they do', async ({
  admin,
  newPage,
}) => {
  const budi = await addAgent(admin, { name: 'Budi' })
  const page = await newPage()
  await page.addInitScript(() => {
    Object.defineProperty(Notification, 'permission', { get: () => 'denied' })
  })
  await signIn(page, budi)
  await page.getByRole('link', { name: words.nav.settings }).click()
  await page.getByLabel(words.settings.soundOn).uncheck()
  const receives = page.getByRole('switch', { name: words.me.switch })
  await receives.click()
  const sheet = page.getByRole('dialog', { name: words.ready.title })
  await expect(sheet.getByText(words.ready.red)).toBeVisible()
  await expect(sheet.getByText(words.ready.notification.denied)).toBeVisible()
  await expect(receives).not.toBeChecked()

  await sheet.getByRole('button', { name: words.ready.turnOn }).click()
  await expect(sheet.getByText(words.ready.amber)).toBeVisible()
  await sheet.getByRole('button', { name: words.ready.goOnline }).click()
  await expect(receives).toBeChecked()
})

test('[R7] an agent left online whose only console nobody would notice is away; beside another console nothing changes', async ({
  admin,
  agent,
  newPage,
}) => {
  const budi = await agent('Budi')
  const lead = await watchOver(await newPage(), admin)
  await lead.goTo('board')
  const second = await newPage()
  await signIn(second, budi.person)
  await expect(second.getByText(words.ready.unchecked)).toBeVisible()
  await expect(second.getByRole('switch', { name: words.me.switch })).toBeChecked()

  await second.close()
  await budi.page.close()
  const line = lead.page.locator('.agent').filter({ hasText: 'Budi' })
  await expect(line.getByText(words.me.offline)).toBeVisible()
  const only = await newPage()
  await only.addInitScript(() => {
    localStorage.setItem('sapa:sound', 'off')
    Object.defineProperty(Notification, 'permission', { get: () => 'denied' })
  })
  await signIn(only, budi.person)
  const sheet = only.getByRole('dialog', { name: words.ready.title })
  await expect(sheet.getByText(words.ready.red)).toBeVisible()
  await expect(only.getByRole('switch', { name: words.me.switch })).not.toBeChecked()
  await sheet.getByRole('button', { name: words.ready.turnOn }).click()
  await expect(sheet.getByText(words.ready.amber)).toBeVisible()
  await sheet.getByRole('button', { name: words.ready.goOnline }).click()
  await expect(only.getByRole('switch', { name: words.me.switch })).toBeChecked()
})
