import { expect } from '@playwright/test'
import { limits } from '../../protocol/limits.ts'
import { returnForm } from './lines.ts'
import type { Stage } from './stage.ts'

const DAY_MS = 86_400_000

/** A conversation, with all that may stand in it. */
export async function* talk(stage: Stage): AsyncGenerator<string> {
  const { find, lines, clerk, panel, words, texts } = stage
  const hears = async (text: string) => expect(texts.last()).toHaveText(text)
  await clerk.answer(lines.answer)
  await hears(lines.answer)
  await stage.send(lines.more)
  await stage.send(lines.longWord)
  await stage.sees('sent')
  await clerk.answer(lines.again)
  await hears(lines.again)
  await stage.send('👍')
  await stage.sees('sent')
  clerk.read()
  await stage.sees('seen')
  clerk.typing(true)
  await expect(panel.getByRole('img', { name: words.typing('Budi Santoso') })).toBeVisible()
  yield 'conversation'
  clerk.typing(false)
  await clerk.answer(lines.which, { kind: 'replies', options: lines.sizes })
  await expect(find('.replies button').first()).toBeVisible()
  yield 'quick replies'
  await find('.replies button').nth(1).click()
  await hears(lines.sizes[1])
  await clerk.answer(lines.here, {
    kind: 'product',
    title: lines.product,
    price: 'Rp 329.000',
    image: `${stage.relay.url}/demo/images/pink-blouse.svg`,
    url: `${stage.relay.url}/demo/pink-blouse.html`,
    actions: lines.actions.map((label, i) => ({ id: `a${i}`, label })),
  })
  await expect(find('.product img')).not.toHaveJSProperty('naturalWidth', 0)
  await find('.product .do').nth(1).click()
  yield 'product'
  const card = { kind: 'form', title: lines.title, fields: returnForm(lines) } as const
  await clerk.answer(lines.returns, card)
  await expect(find('.box select')).toBeVisible()
  await find('.box:has(select) .do').click()
  await expect(find('.wrong')).toBeVisible()
  yield 'form, with an error'
  await find('.box input').fill('R-2041')
  await find('.box:has(select) .do').click()
  await expect(find('.box select')).toHaveCount(0)
}

/** What the visitor opens, and what is said beside the talk. */
export async function* asides(stage: Stage): AsyncGenerator<string> {
  const { page, find, lines, clerk, panel, words, composer, sapa, launcher } = stage
  /** Up to the greeting, and until the panel has noticed. */
  async function toTop(): Promise<void> {
    await expect(find('.here')).toBeVisible()
    await expect(find('.message').first()).toBeAttached()
    await find('.thread').evaluate(async thread => {
      thread.scrollTo(0, 0)
      for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame)
    })
  }
  const more = panel.getByRole('button', { name: words.menu })
  await more.click()
  await expect(find('.menu')).toBeVisible()
  yield 'menu'
  await find('.item').last().click()
  await expect(find('.sure')).toBeVisible()
  yield 'deleting'
  await page.keyboard.press('Escape')
  await more.click()
  await find('.item').first().click()
  await expect(find('.emoji')).toBeVisible()
  yield 'emoji'
  await page.keyboard.press('Escape')
  await composer.fill(`${lines.more} `.repeat(200).slice(0, limits.textChars + 3))
  await expect(panel.getByText(words.tooLong(3))).toBeVisible()
  yield 'text too long'
  await composer.fill('')
  await stage.settings({ sneakPeek: true, likely: 1 })
  await stage.begin()
  await sapa('open')
  await expect(find('.peek')).toBeVisible()
  yield 'sneak peek'
  await toTop()
  await clerk.answer(lines.meanwhile)
  await expect(find('.pill')).toBeVisible()
  yield 'new messages below'

  await page.clock.setSystemTime(Date.now() + DAY_MS)
  await stage.begin()
  await sapa('open')
  await expect(find('.day')).toBeVisible()
  await toTop()
  yield 'yesterday'
  await page.clock.setSystemTime(Date.now())
  await sapa('close')
  await clerk.answer(lines.meanwhile)
  await expect(launcher).toHaveAccessibleName(new RegExp(words.unread(1)))
  yield 'unread'
}
