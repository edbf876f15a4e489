import { expect, test } from './stage.ts'

test('[W6] a reload and another page in mid-conversation keep the thread and the open panel', async ({
  agent,
  visitor,
}) => {
  const budi = await agent('Budi')
  const ayu = await visitor()
  await ayu.open()
  await ayu.send('Do you have it in ivory?')
  await budi.open('ivory')
  await budi.send('We do')
  await expect(ayu.texts).toHaveText(['Do you have it in ivory?', 'We do'])

  await ayu.page.reload()
  await expect(ayu.panel).toBeVisible()
  await expect(ayu.texts).toHaveText(['Do you have it in ivory?', 'We do'])
  await ayu.page.getByRole('link', { name: 'Rumah Mode', exact: true }).click()
  await expect(ayu.page).toHaveURL(/index\.html/)
  await expect(ayu.texts).toHaveText(['Do you have it in ivory?', 'We do'])
  await ayu.send('And in linen?')
  await ayu.sees('seen')
  await expect(budi.texts.last()).toContainText('And in linen?')
})

test('[W8] the next page connects by itself, and the launcher counts an answer that came meanwhile', async ({
  agent,
  visitor,
}) => {
  const budi = await agent('Budi')
  const ayu = await visitor()
  await ayu.open()
  await ayu.send('How long does shipping take?')
  await ayu.sees('sent')
  await ayu.page.keyboard.press('Escape')
  await expect(ayu.panel).toBeHidden()
  await budi.open('shipping')

  await ayu.page.goto('about:blank')
  await expect(budi.thread.getByText(budi.words.visitor.offline)).toBeVisible()
  await budi.send('Two days to Bandung')
  await ayu.page.goto(`${budi.person.url}/demo/linen-trousers.html`)
  await expect(ayu.launcher).toHaveAccessibleName(`Chat, ${ayu.words.unread(1)}`)
  await expect(ayu.panel).toBeHidden()
  await expect(budi.thread.getByText(budi.words.visitor.online)).toBeVisible()
  await expect(budi.page.getByText('linen-trousers.html').first()).toBeVisible()

  await ayu.open()
  await expect(ayu.texts.last()).toHaveText('Two days to Bandung')
  await expect(ayu.launcher).toHaveAccessibleName('Chat')
  await budi.sees('seen')
})

test('[W6] what waits in the outbox survives a reload and goes out once the relay is back', async ({
  relay,
  agent,
  visitor,
}) => {
  const budi = await agent('Budi')
  const ayu = await visitor()
  await ayu.open()
  await ayu.send('First')
  await ayu.sees('sent')
  await budi.open('First')

  // The visitor loses the relay, not the shop: its page is still served.
  await ayu.page.routeWebSocket(/\/visitor/, socket => socket.close())
  await ayu.page.reload()
  await expect(ayu.panel).toBeVisible()
  await ayu.send('Second, into the outbox')
  await ayu.sees('sending')
  await ayu.page.reload()
  await expect(ayu.texts.last()).toHaveText('Second, into the outbox')
  await ayu.sees('sending')
  await ayu.page.context().unrouteAll()

  const next = await ayu.page.context().newPage()
  await ayu.page.close()
  await next.goto(`${relay.url}/demo/cart.html`)
  await expect(budi.texts).toContainText(['First', 'Second, into the outbox'])
})
