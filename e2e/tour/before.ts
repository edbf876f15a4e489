import { expect } from '@playwright/test'
import { ladderFor } from '../../protocol/ladder.ts'
import { prechat } from './lines.ts'
import type { Stage } from './stage.ts'

const SOON_MS = 5000

/** Up to the first message: what asks for something before it. */
export async function* before(stage: Stage): AsyncGenerator<string> {
  const { find, sapa, panel, composer, lines } = stage
  const open = async (shown: string) => {
    await sapa('open')
    await expect(find(shown)).toBeVisible()
  }
  await stage.arrive()
  yield 'closed'
  const then = { message: lines.teaser }
  await sapa('trigger', { id: 'size', when: { seconds: 0 }, then, cap: { times: 9, days: 1 } })
  await expect(find('.teaser')).toContainText(lines.teaser)
  yield 'teaser'
  await find('.teaser > button').first().click()
  await expect(panel.getByText(lines.teaser)).toBeVisible()
  await expect(find('.here')).toBeVisible()
  yield 'greeting of a trigger'

  await stage.settings({ prechat: prechat(lines), privacyUrl: 'https://rumahmode.example/privacy' })
  await stage.stranger()
  await stage.begin()
  await open('.cover')
  yield 'before the chat'
  await stage.go()
  await expect(find('.wrong')).toBeVisible()
  yield 'before the chat, with an error'
  await find('.cover input').first().fill('Ayu Lestari')
  await stage.go()
  // What the shop asks has changed while it was answered: the relay refuses.
  await stage.settings({})
  await stage.send(lines.question)
  await expect(panel.getByRole('alert')).toBeVisible()
  yield 'failed message'
  await find('.failed button').last().click()

  await stage.stranger()
  await stage.begin({ consent: '', privacy: 'https://rumahmode.example/privacy' })
  await open('.cover')
  yield 'consent'
  await stage.go()
  await expect(composer).toBeVisible()
  await stage.begin()
  await open('.here')
  yield 'empty'
}

/** While nobody is there, and after the promised time. */
export async function* alone(stage: Stage): AsyncGenerator<string> {
  const { find, sapa, lines, clerk, words, panel } = stage
  const channel = { label: lines.channel, url: 'https://wa.me/6281234567890' }
  await stage.settings({}, { targetMs: SOON_MS, ladder: ladderFor(SOON_MS), channel })
  await clerk.available(false)
  await stage.begin()
  await sapa('open')
  await expect(find('.cover textarea')).toBeVisible()
  yield 'away'
  await stage.go()
  await expect(find('.wrong')).toBeVisible()
  await find('.cover textarea').fill(lines.question)
  await stage.go()
  await expect(find('.box .do.first')).toBeVisible()
  await stage.go()
  await expect(find('.box .wrong')).toBeVisible()
  yield 'waiting, with an error'
  await expect(find('.choice .way').first()).toBeVisible({ timeout: 3 * SOON_MS })
  yield 'after the promised time'
  await find('.choice .way').nth(1).click()
  await expect(find('.choice input')).toBeFocused()
  yield 'leaving an address'
  await stage.settings({}, { targetMs: 60_000, ladder: ladderFor(60_000) })
  await clerk.available(true)
  await expect(panel.getByText(words.joined('Budi Santoso'))).toBeVisible()
}
