import { plainWidget } from '../../protocol/people.ts'
import { changeSite } from '../people.ts'
import { expect, test } from './stage.ts'

test('[W10] a visitor needs no mouse: open, write, read, close, and the focus comes back', async ({
  agent,
  visitor,
}) => {
  const budi = await agent('Budi')
  const { page, ...ayu } = await visitor()
  const press = (key: string) => page.keyboard.press(key)
  await expect(ayu.launcher).toBeVisible()
  // The launcher is the last stop of the page.
  await press('Shift+Tab')
  await expect(ayu.launcher).toBeFocused()
  await press('Enter')
  await expect(ayu.composer).toBeFocused()
  await page.keyboard.type('Hello')
  await press('Shift+Enter')
  await page.keyboard.type('from the keyboard')
  await press('Enter')
  await expect(ayu.texts).toHaveText(['Hello\nfrom the keyboard'])
  await expect(ayu.composer).toBeFocused()
  await expect(ayu.composer).toHaveValue('')
  await budi.open('keyboard')
  await budi.send('Loud and clear')
  await expect(ayu.texts.last()).toHaveText('Loud and clear')

  await press('Shift+Tab')
  await expect(ayu.panel.getByRole('region', { name: ayu.words.thread })).toBeFocused()
  await press('Shift+Tab')
  await expect(ayu.panel.getByRole('button', { name: ayu.words.close })).toBeFocused()
  await press('Escape')
  await expect(ayu.panel).toBeHidden()
  await expect(ayu.launcher).toBeFocused()
  await press('Space')
  await expect(ayu.composer).toBeFocused()
})

test('[C5] an agent needs no mouse: choose, take, answer, change, resolve', async ({
  agent,
  visitor,
}) => {
  const budi = await agent('Budi', { capacity: 1 })
  const [ayu, dewi] = [await visitor(), await visitor()]
  await ayu.open()
  await ayu.send('From Ayu')
  await expect(budi.row('From Ayu')).toBeVisible()
  await dewi.open()
  await dewi.send('From Dewi')
  await dewi.sees('sent')
  const { page } = budi
  const press = (key: string) => page.keyboard.press(key)

  await press('?')
  await expect(page.getByRole('dialog', { name: budi.words.keys.title })).toBeVisible()
  await press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await press('j')
  await expect(budi.row('From Ayu')).toBeFocused()
  await press('Enter')
  await expect(budi.composer).toBeFocused()
  await page.keyboard.type('Hello Ayu')
  await press('Enter')
  await expect(ayu.from('Budi').getByText('Hello Ayu')).toBeVisible()
  await press('Escape')
  await expect(budi.row('Hello Ayu')).toBeFocused()
  await press('e')
  await expect(ayu.panel.getByText(ayu.words.resolved)).toBeVisible()

  // The place is free, so the second chat comes by itself.
  await expect(budi.row('From Dewi')).toBeVisible()
  await press('j')
  await expect(budi.row('From Dewi')).toBeFocused()
  await press('Enter')
  await expect(budi.composer).toBeFocused()
  await page.keyboard.type('Hello Dewi')
  await press('Enter')
  await expect(dewi.from('Budi').getByText('Hello Dewi')).toBeVisible()
  await press('Escape')
  await press('[')
  await expect(budi.texts.first()).toContainText('From Ayu')
  await press(']')
  await expect(budi.texts.first()).toContainText('From Dewi')
})

test('[C5] t takes a chat that waits', async ({ admin, agent, visitor }) => {
  // With nobody there the visitor would be asked for an address instead.
  await changeSite(admin, 'demo', { widget: { ...plainWidget, away: false } })
  const budi = await agent('Budi')
  await budi.page.getByRole('switch', { name: budi.words.me.switch }).press('Space')
  await expect(budi.page.getByText(budi.words.me.awayLine)).toBeVisible()
  const ayu = await visitor()
  await ayu.open()
  await ayu.send('Anyone?')
  await budi.page.getByRole('button', { name: /^Waiting/ }).press('Enter')
  await budi.row('Anyone?').press('Enter')
  await expect(budi.thread.getByText(budi.words.composer.take)).toBeVisible()
  await budi.page.keyboard.press('t')
  await expect(budi.thread.getByText(budi.words.thread.took('Budi'))).toBeVisible()
  await expect(ayu.panel.getByText(ayu.words.joined('Budi'))).toBeVisible()
})
