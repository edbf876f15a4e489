import { inviteLink } from '../people.ts'
import { signIn } from './desk.ts'
import { expect, test } from './stage.ts'

test('[C1] a wrong password is said in words; the right one opens the console', async ({
  relay,
  admin,
  newPage,
}) => {
  const page = await newPage()
  await page.goto(`${relay.url}/console`)
  await page.getByLabel('E-mail').fill(admin.email)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toContainText('do not fit together')
  await page.getByLabel('Password').fill(admin.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('You are away. New chats go to others.')).toBeVisible()
  await page.reload()
  await expect(page.getByText('You are away. New chats go to others.')).toBeVisible()
})

test('[C1] too many tries are slowed down, with the seconds to wait', async ({
  relay,
  admin,
  newPage,
}) => {
  const page = await newPage()
  await page.goto(`${relay.url}/console`)
  await page.getByLabel('E-mail').fill(admin.email)
  await page.getByLabel('Password').fill('not the password')
  const submit = page.getByRole('button', { name: /^Sign in/ })
  const answer = () => page.waitForResponse(/\/api\/session/)
  for (let tries = 0; tries < 5; tries++) {
    const [refused] = await Promise.all([answer(), submit.click()])
    expect(refused.status()).toBe(401)
    await expect(submit).toBeEnabled()
  }
  const [slowed] = await Promise.all([answer(), submit.click()])
  expect(slowed.status()).toBe(429)
  await expect(page.getByRole('alert')).toContainText(/Wait \d+ seconds?/)
  await expect(submit).toBeDisabled()
})

test('[C1] an invite link makes one account; used again it says so and leads to the sign-in', async ({
  admin,
  newPage,
}) => {
  const link = await inviteLink(admin, 'dewi@rumahmode.example')
  const page = await newPage()
  await page.goto(link)
  await expect(page).toHaveURL(/\/console$/)
  await expect(page.getByText('You join as agent.')).toBeVisible()
  await page.getByLabel('Your name, as visitors see it').fill('Dewi Anggraini')
  await page.getByLabel('Choose a password').fill('a long sentence')
  await page.getByRole('button', { name: 'Set up my account' }).click()
  await expect(page.getByText('Dewi Anggraini')).toBeVisible()

  const again = await newPage()
  await again.goto(link)
  await expect(again.getByRole('heading', { name: 'This link no longer works' })).toBeVisible()
  await again.getByRole('button', { name: 'Go to sign-in' }).click()
  await again.getByLabel('E-mail').fill('dewi@rumahmode.example')
  await again.getByLabel('Password').fill('a long sentence')
  await again.getByRole('button', { name: 'Sign in' }).click()
  await expect(again.getByText('Dewi Anggraini')).toBeVisible()
})

test('[W6] a text that is too long is counted before it is sent, and nothing of it is lost', async ({
  agent,
  visitor,
}) => {
  const budi = await agent('Budi')
  const ayu = await visitor()
  await ayu.open()
  await ayu.composer.fill('a'.repeat(3900))
  await expect(ayu.panel.getByText(ayu.words.charsLeft(100))).toBeVisible()
  await ayu.composer.fill('a'.repeat(4003))
  await expect(ayu.panel.getByText(ayu.words.tooLong(3))).toBeVisible()
  await ayu.composer.press('Enter')
  await expect(ayu.texts).toHaveCount(0)
  await expect(ayu.composer).toHaveValue('a'.repeat(4003))
  await ayu.composer.fill('b'.repeat(4000))
  await ayu.composer.press('Enter')
  await ayu.sees('sent')

  await budi.open('bbbb')
  await budi.composer.fill('c'.repeat(4001))
  await expect(budi.thread.getByText(budi.words.composer.over(1))).toBeVisible()
  await expect(budi.thread.getByRole('button', { name: 'Send' })).toBeDisabled()
})

test('[C10] an agent cannot write into a chat that somebody else holds', async ({
  relay,
  agent,
  visitor,
}) => {
  const budi = await agent('Budi')
  const ayu = await visitor()
  await ayu.open()
  await ayu.send('For Budi only')
  await budi.open('For Budi')
  const citra = await agent('Citra')
  await citra.tab('all')
  await citra.open('For Budi')
  await expect(citra.thread.getByText(citra.words.composer.held('Budi'))).toBeVisible()
  await expect(citra.composer).toHaveCount(0)
  await expect(citra.thread.getByRole('button', { name: 'Take' })).toHaveCount(0)
  await expect(citra.thread.getByRole('button', { name: 'Resolve' })).toHaveCount(0)
  await citra.page.keyboard.press('e')
  await expect(citra.thread.getByText(citra.words.why.held)).toBeVisible()
  await expect(budi.composer).toBeVisible()

  // A reply that was written while the chat was mine, and sent after it moved on, is kept as a draft.
  await budi.page.context().setOffline(true)
  await budi.send('Too late')
  await relay.restart()
  await expect(citra.thread.getByText(citra.words.thread.given('Citra'))).toBeVisible({
    timeout: 15_000,
  })
  await citra.send('I have it now')
  await budi.page.context().setOffline(false)
  await expect(budi.thread.getByText(budi.words.offer.draft('Too late'))).toBeVisible()
  await expect(ayu.texts).toHaveText(['For Budi only', 'I have it now'])
})

test('[P] what a visitor writes is text, never HTML, on both screens', async ({
  agent,
  visitor,
}) => {
  const nasty = '<img src=x onerror="document.title=\'owned\'"><b>bold</b> javascript:alert(1)'
  const budi = await agent('Budi')
  const ayu = await visitor()
  await ayu.open()
  await ayu.send(nasty)
  await budi.open('bold')
  await expect(budi.texts.last()).toContainText(nasty)
  await budi.send(nasty)
  await expect(ayu.texts.last()).toHaveText(nasty)
  for (const { page } of [ayu, budi]) {
    expect(await page.locator('img[src="x"], a[href^="javascript"]').count()).toBe(0)
    expect(await page.title()).not.toBe('owned')
  }
})

test('[C1] a session that was ended elsewhere leads to the sign-in, not to a dead console', async ({
  agent,
  newPage,
}) => {
  const budi = await agent('Budi')
  const other = await newPage()
  await signIn(other, budi.person)
  await other.getByRole('link', { name: /^Settings/ }).click()
  await other.getByRole('button', { name: 'Sign out' }).click()
  await expect(other.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await expect(budi.page.getByText('You were signed out.')).toBeVisible()
})
