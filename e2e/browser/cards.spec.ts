import { changeSite } from '../people.ts'
import { expectClean, looks } from './axe.ts'
import { expect, test } from './stage.ts'

const picture = (url: string) => `${url}/demo/images/pink-blouse.svg`

test('[C4] [W8] a quick reply is chosen, and both sides see which', async ({ agent, visitor }) => {
  const budi = await agent('Budi')
  const ayu = await visitor()
  await ayu.open()
  await ayu.send('Do you have it in my size?')
  await budi.open('my size')
  const { cards } = budi.words
  // By keyboard alone: the menu, the kind, the options, and on to the text.
  await budi.thread.getByRole('button', { name: cards.add, exact: true }).press('Enter')
  await expect(budi.page.getByRole('menuitem').first()).toBeFocused()
  await budi.page.keyboard.press('Enter')
  await expect(budi.thread.getByRole('textbox', { name: cards.options })).toBeFocused()
  await budi.page.keyboard.type('Small\nMedium')
  await budi.page.keyboard.press('Escape')
  const composer = budi.thread.getByRole('textbox', { name: /^Reply to/ })
  await expect(composer).toBeFocused()
  await budi.page.keyboard.type('Which one is yours?')
  await budi.page.keyboard.press('Enter')
  await expect(budi.texts.last()).toContainText('Which one is yours?\nSmall · Medium')
  await expect(composer).toBeFocused()

  await ayu.panel.getByRole('button', { name: 'Medium', exact: true }).click()
  await expect(ayu.from(ayu.words.you).getByText('Medium')).toBeVisible()
  await expect(budi.texts.last()).toContainText('Medium')
  const chosen = budi.thread.locator('.chip.marked')
  await expect(chosen).toHaveText(`Medium (${cards.chosen})`)

  await budi.thread.getByRole('button', { name: cards.add, exact: true }).click()
  await expect(budi.page.getByRole('menuitem').last()).toContainText('Small · Medium')
})

test('[C4] [W8] a form comes back as a table; what is wrong with it is said before it goes', async ({
  agent,
  visitor,
}) => {
  const budi = await agent('Budi')
  const ayu = await visitor()
  await ayu.open()
  await ayu.send('I want to return it')
  await budi.open('return')
  const { cards, composer } = budi.words
  await budi.thread.getByRole('button', { name: cards.add, exact: true }).click()
  await budi.page.getByRole('menuitem', { name: cards.kind.form }).click()
  await budi.thread.getByRole('textbox', { name: cards.title }).fill('Your return')
  await budi.thread.getByRole('button', { name: composer.send, exact: true }).click()
  await expect(budi.thread.getByText(cards.flaw.empty)).toBeVisible()
  const question = budi.thread.getByRole('textbox', { name: cards.question(1) })
  await expect(question).toBeFocused()
  await question.fill('Order number')
  await budi.thread.getByRole('checkbox', { name: cards.requiredOf(1) }).check()
  await budi.thread.getByRole('button', { name: composer.send, exact: true }).click()
  await expect(budi.texts.last()).toContainText('Your return\n– Order number')

  const form = ayu.panel.getByRole('region', { name: 'Your return' })
  await form.getByRole('textbox', { name: 'Order number' }).fill('R-2041')
  await form.getByRole('button').click()
  const answers = budi.thread.getByRole('table', { name: cards.answered })
  await expect(answers.getByRole('row', { name: 'Order number R-2041' })).toBeVisible()
  await expect(budi.thread.getByText(cards.filled, { exact: true })).toBeVisible()
})

test('[E] [W8] a product card is seen, and its button is heard by page and agent', async ({
  relay,
  agent,
  visitor,
}) => {
  const budi = await agent('Budi')
  const ayu = await visitor()
  await ayu.open()
  await ayu.page.evaluate(
    "sapa('on', 'card', ({ action }) => { document.title = 'pressed ' + action })",
  )
  await ayu.send('Which blouse is it?')
  await budi.open('Which blouse')
  const { cards, composer, thread } = budi.words
  await budi.thread.getByRole('button', { name: cards.add, exact: true }).click()
  await budi.page.getByRole('menuitem', { name: cards.kind.product }).click()
  const fill = (name: string, text: string) =>
    budi.thread.getByRole('textbox', { name, exact: true }).fill(text)
  await fill(cards.title, 'Pink blouse')
  await fill(cards.price, 'Rp 249.000')
  await fill(cards.image, picture(relay.url))
  await budi.thread.getByRole('button', { name: cards.addAction }).click()
  await fill(cards.action(1), 'Add to cart')
  await budi.thread.getByRole('button', { name: composer.send, exact: true }).click()

  const product = ayu.panel.getByRole('region', { name: 'Pink blouse' })
  await product.getByRole('button', { name: 'Add to cart' }).click()
  await expect(ayu.page).toHaveTitle('pressed add-to-cart')
  await expect(budi.thread.getByText(thread.acted('Add to cart'))).toBeVisible()
  const pressed = budi.thread.locator('.chip.marked')
  await expect(pressed).toHaveText(`Add to cart (${cards.pressed})`)
})

test('[W13] [C8] a rating stands in the thread and in the report', async ({
  admin,
  agent,
  visitor,
}) => {
  const budi = await agent('Budi')
  const ayu = await visitor()
  await changeSite(admin, 'demo', { widget: { ...plain, likely: 0 } })
  await ayu.open()
  await ayu.send('Thank you for the quick help!')
  await budi.open('quick help')
  await budi.send('With pleasure')
  await expect(ayu.from('Budi').getByText('With pleasure')).toBeVisible()
  await budi.resolve()
  await ayu.panel.getByRole('button', { name: '4', exact: false }).first().click()
  await ayu.panel.locator('.rating textarea').fill('So fast!')
  await ayu.panel.locator('.rating button[type=submit]').click()
  await expect(budi.thread.getByText(budi.words.thread.rated(4))).toBeVisible()
  await expect(budi.thread.getByText('So fast!')).toBeVisible()

  await budi.goTo('report')
  const { ratings } = budi.words
  const panel = budi.page.getByRole('region', { name: ratings.title })
  await expect(panel.getByText('So fast!')).toBeVisible()
  await expect(panel.locator('.headline dd')).toHaveText(/^100\s?%$/)
  await expectClean(budi.page, 'the report with ratings')
  await panel.getByRole('button', { name: ratings.open }).click()
  await expect(budi.thread.getByText('So fast!')).toBeVisible()
})

test('[W15] what is typed is seen before it is sent, and an erased chat is gone at once', async ({
  admin,
  agent,
  visitor,
}) => {
  await changeSite(admin, 'demo', { widget: { ...plain, sneakPeek: true } })
  const budi = await agent('Budi')
  const ayu = await visitor()
  await ayu.open()
  await ayu.send('Is it in stock?')
  await budi.open('in stock')
  await ayu.composer.pressSequentially('and in blue')
  await expect(budi.thread.locator('.peek')).toContainText('and in b')
  await expect(budi.thread.getByText(/not sent yet/)).toBeVisible()
  await expect(budi.texts).toHaveCount(1)
  await ayu.send('and in blue?')
  await expect(budi.thread.locator('.peek')).toHaveCount(0)
  await expect(budi.texts).toHaveCount(2)
  await ayu.page.evaluate("sapa('erase')")
  await expect(budi.page.getByText(budi.words.thread.erased)).toBeVisible()
  await expect(budi.page.locator('[data-row]')).toHaveCount(0)
})

const plain = {
  prechat: [],
  away: false,
  rating: true,
  likely: 0,
  sneakPeek: false,
  privacyUrl: null,
}

for (const [look, context] of Object.entries(looks)) {
  test(`[W10] axe finds nothing in cards, their editors and what the page told (${look})`, async ({
    relay,
    agent,
    visitor,
  }) => {
    const { page, ...budi } = await agent('Budi', { role: 'admin', context })
    const { cards, composer } = budi.words
    const ayu = await visitor()
    await ayu.open()
    await ayu.page.evaluate(
      `sapa('cart', { items: [{ id: 'b', title: 'Blush linen blouse', quantity: 2, price: 329000 }], total: 658000, currency: 'IDR' });
       sapa('set', { attributes: { tier: 'gold', points: 1200, club: 'https://shop.example/club' } });
       sapa('order', { id: 'R-2041', total: 249000, currency: 'IDR' });
       sapa('track', 'viewed size chart', { sku: 'b1' })`,
    )
    await ayu.send('Which one?')
    await budi.open('Which one?')
    const add = () => budi.thread.getByRole('button', { name: cards.add, exact: true }).click()
    await add()
    await expectClean(page, 'the menu')
    for (const kind of ['replies', 'product', 'form'] as const) {
      if (kind !== 'replies') await add()
      await page.getByRole('menuitem', { name: cards.kind[kind] }).click()
      await budi.thread.getByRole('button', { name: composer.send, exact: true }).click()
      await expect(budi.thread.getByText(cards.flaw.empty).first()).toBeVisible()
      if (kind === 'form') await expectClean(page, 'an editor, with what is missing')
      if (kind === 'replies')
        await budi.thread.getByRole('textbox', { name: cards.options }).fill('Small\nMedium')
      else await budi.thread.getByRole('textbox', { name: cards.title }).fill('Pink blouse')
      if (kind === 'product') {
        await budi.thread.getByRole('textbox', { name: cards.image }).fill(picture(relay.url))
        await budi.thread.getByRole('button', { name: cards.addAction }).click()
        await budi.thread
          .getByRole('textbox', { name: cards.action(1), exact: true })
          .fill('Add to cart')
      }
      if (kind === 'form') {
        await budi.thread.getByRole('textbox', { name: cards.question(1) }).fill('Order')
        await budi.thread.getByRole('combobox').selectOption('choice')
        await budi.thread.getByRole('textbox', { name: cards.choices }).fill('One\nTwo')
      }
      await expect(budi.thread.getByText(cards.preview)).toBeVisible()
      await expectClean(page, `the editor of ${kind}, filled in`)
      await budi.thread.getByRole('button', { name: composer.send, exact: true }).click()
      await expect(budi.thread.locator('.editor')).toHaveCount(0)
    }
    await ayu.panel.getByRole('button', { name: 'Medium', exact: true }).click()
    await expect(budi.texts.last()).toContainText('Medium')
    await expectClean(page, 'a thread with cards')
    if (look === 'narrow')
      await budi.thread.getByRole('button', { name: budi.words.thread.visitor }).click()
    await expect(page.getByText('2 × Blush linen blouse')).toBeVisible()
    await expectClean(page, 'what the page told')
  })
}
