import { expect, type Locator, type Page } from '@playwright/test'
import { words as english, type Words } from '../../widget/ui/words/en.ts'

/** A visitor at the shop, by what they see and can do. */
export interface Shop {
  page: Page
  words: Words
  launcher: Locator
  panel: Locator
  composer: Locator
  /** The texts of all messages, as they stand in the thread. */
  texts: Locator
  open(): Promise<void>
  /** Writes and sends; the text then stands in the thread, whatever became of it. */
  send(text: string): Promise<void>
  /** Messages of one author: the agent's name, or `words.you`. */
  from(author: string): Locator
  /** "Sending…", "Sent" or "Seen" under the newest own message. */
  sees(state: 'sending' | 'sent' | 'seen'): Promise<void>
}

/** The shop's chat on a page that carries the tag. */
export function shopOn(page: Page, words: Words = english): Shop {
  const panel = page.getByRole('dialog')
  const composer = panel.getByRole('textbox', { name: words.write })
  const from = (author: string) => panel.getByRole('article', { name: author, exact: true })
  const texts = panel.locator('article .message > p')
  return {
    page,
    words,
    launcher: page.getByRole('button', { name: /^Chat/ }),
    panel,
    composer,
    texts,
    from,
    async open() {
      await page.getByRole('button', { name: /^Chat/ }).click()
      await expect(composer).toBeVisible()
    },
    async send(text) {
      await composer.fill(text)
      await panel.getByRole('button', { name: words.send, exact: true }).click()
      await expect(texts.last()).toHaveText(text)
    },
    async sees(state) {
      await expect(from(words.you).last().locator('small')).toContainText(words[state])
    },
  }
}
