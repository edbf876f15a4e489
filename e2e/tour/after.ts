import { expect } from '@playwright/test'
import type { Stage } from './stage.ts'

/** When it is over, in other clothes, and without a relay. */
export async function* after(stage: Stage): AsyncGenerator<string> {
  const { page, find, clerk, panel, words, sapa, lines, composer } = stage
  await stage.settings({ likely: 1 })
  await stage.begin()
  await sapa('open')
  await clerk.resolve()
  await expect(find('.stars')).toBeVisible()
  yield 'rating'
  await find('.stars button').nth(3).click()
  await expect(find('.rating textarea')).toBeVisible()
  yield 'rating, with a comment'
  await stage.go()
  await expect(find('.scale')).toBeVisible()
  yield 'recommendation'
  await find('.scale button').nth(9).click()
  // Only what thanks is left of it.
  await expect(find('.rating > *')).toHaveCount(1)
  yield 'thanks'

  await stage.begin({ color: '#a0305c', radius: '4px', font: 'serif', text: lines.launcher })
  await sapa('open')
  await expect(find('.here')).toBeVisible()
  yield 'theme'
  await page.evaluate(() => {
    const here = document.createElement('div')
    here.id = 'here'
    document.body.prepend(here)
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('#here { height: 480px; max-width: 384px }')
    document.adoptedStyleSheets.push(sheet)
    scrollTo(0, 0)
  })
  await stage.begin({ inline: '#here' })
  await expect(find('.inline .panel')).toBeVisible()
  await composer.focus()
  await expect(find('.here')).toBeVisible()
  yield 'inline'
  await stage.begin({})
  await page.evaluate(() => document.querySelector('#here')?.remove())
  await sapa('open')
  await expect(find('.here')).toBeVisible()
  await stage.relay.kill()
  await expect(panel.getByText(words.offline)).toBeVisible()
  yield 'offline'
}
