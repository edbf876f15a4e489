import { english } from '../../console/words/english.ts'
import { span } from '../../console/words/format.ts'
import { indonesian } from '../../console/words/indonesian.ts'
import { openLog } from '../log.ts'
import { firstResponse } from '../people.ts'
import { expect, test } from './stage.ts'

const stories = {
  en: {
    words: english,
    locale: 'en-US',
    ask: 'Is this blouse available in blush?',
    answer: 'Yes, in S to XL. Shall I put one aside?',
    thanks: 'Please do, size M',
  },
  id: {
    words: indonesian,
    locale: 'id-ID',
    ask: 'Apakah blus ini ada warna merah muda?',
    answer: 'Ada, ukuran S sampai XL. Mau saya simpankan?',
    thanks: 'Boleh, ukuran M ya',
  },
} as const

for (const language of ['en', 'id'] as const) {
  const { words, locale, ask, answer, thanks } = stories[language]

  test(`[R] a question is seen at once, answered, measured and resolved (${language})`, {
    tag: '@phone',
  }, async ({ admin, agent, visitor }) => {
    const budi = await agent('Budi', { language })
    const ayu = await visitor({ language })
    await ayu.open()
    await expect(ayu.panel.getByText(ayu.words.agentsHere(1))).toBeVisible()
    await ayu.send(ask)
    await ayu.sees('sent')
    await expect(ayu.panel.getByText(ayu.words.joined('Budi'))).toBeVisible()

    const clock = /^\d+ (seconds?|detik)/
    await expect(budi.row(ask).getByRole('img', { name: clock })).toBeVisible()
    await budi.open(ask)
    await ayu.sees('seen')
    await expect(budi.thread.getByRole('img', { name: clock })).toBeVisible()

    await budi.composer.pressSequentially(answer.slice(0, 12))
    await expect(ayu.panel.getByRole('img', { name: ayu.words.typing('Budi') })).toBeVisible()
    await budi.send(answer)
    await expect(ayu.from('Budi').getByText(answer)).toBeVisible()
    await expect(ayu.panel.getByRole('img', { name: ayu.words.typing('Budi') })).toBeHidden()
    await budi.sees('seen')
    await expect(budi.thread.getByRole('img', { name: clock })).toBeHidden()

    await ayu.composer.pressSequentially(thanks)
    await expect(budi.thread.locator('.typing')).toBeVisible()
    await ayu.send(thanks)
    await expect(budi.texts.last()).toContainText(thanks)

    // The number is the difference of the relay's two receipts, to the millisecond.
    const log = await openLog(budi.person)
    const recorded = await log.read(log.rows()[0]?.c ?? '')
    log.close()
    const [asked, answered] = recorded.filter(({ event }) => event.type === 'message')
    const { ledgers, answered: count, share } = await firstResponse(admin)
    const ms = (answered?.at ?? 0) - (asked?.at ?? 0)
    expect({ count, share, ms: ledgers[0]?.firstResponseMs }).toEqual({ count: 1, share: 1, ms })
    expect(ledgers[0]?.answeredBy?.name).toBe('Budi')

    await budi.resolve()
    await expect(ayu.panel.getByText(ayu.words.resolved)).toBeVisible()
    await budi.goTo('board')
    const shown = budi.page.locator('.ledger-time .digits')
    await expect(shown).toHaveText(span(ms, words, locale))
    await expect(budi.page.locator('.headline dd')).toHaveText(/^100\s?%$/)
  })
}
