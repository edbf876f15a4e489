import { expect, type Locator, type Page } from '@playwright/test'
import { english, type Words } from '../../console/words/english.ts'
import type { Person } from '../people.ts'

/** An agent at the console, by what they see and can do. */
export interface Desk {
  page: Page
  person: Person
  words: Words
  /** The line of a chat in the list, by any of its text. */
  row(text: string): Locator
  /** The card over everything that asks for an answer, by any of its text. */
  call(text: string): Locator
  /** The open chat. */
  thread: Locator
  composer: Locator
  /** The texts of all messages of the open chat, in order. */
  texts: Locator
  open(text: string): Promise<void>
  send(text: string): Promise<void>
  /** "Sending", "Sent" or "Seen" under the newest answer. */
  sees(state: 'sending' | 'sent' | 'seen'): Promise<void>
  resolve(): Promise<void>
  /** Chooses a tab of the list. */
  tab(name: 'waiting' | 'mine' | 'resolved' | 'all'): Promise<void>
  /** Goes to a place of the console. */
  goTo(place: 'inbox' | 'board' | 'report' | 'settings'): Promise<void>
}

/** The console on a page whose browser is signed in as `person`. */
export function deskOn(page: Page, person: Person, words: Words = english): Desk {
  const thread = page.locator('section.thread')
  const composer = thread.getByRole('textbox')
  // What screen readers hear before a text, its author, stands in the same bubble.
  const texts = thread.locator('.bubble')
  const row = (text: string) => page.locator('[data-row]').filter({ hasText: text })
  return {
    page,
    person,
    words,
    row,
    call: text => page.locator('article.call').filter({ hasText: text }),
    thread,
    composer,
    texts,
    async open(text) {
      await row(text).click()
      await expect(texts.filter({ hasText: text }).first()).toBeVisible()
    },
    async send(text) {
      await composer.fill(text)
      await thread.getByRole('button', { name: words.composer.send, exact: true }).click()
      await expect(texts.last()).toContainText(text)
    },
    async sees(state) {
      await expect(thread.locator('.meta .state').last()).toHaveText(words.thread[state])
    },
    async resolve() {
      await thread.getByRole('button', { name: words.thread.resolve, exact: true }).click()
      await expect(thread.getByText(words.thread.resolvedLine)).toBeVisible()
    },
    async tab(name) {
      const tabs = page.getByRole('group', { name: words.inbox.tabs })
      await tabs.getByRole('button', { name: new RegExp(`^${words.inbox[name]}`) }).click()
    },
    async goTo(place) {
      // On a phone an open chat covers the navigation.
      const back = thread.getByRole('button', { name: words.thread.back, exact: true })
      if (await back.isVisible()) await back.click()
      const places = page.getByRole('navigation', { name: words.nav.label })
      await places.getByRole('link', { name: new RegExp(`^${words.nav[place]}`) }).click()
    },
  }
}

/** Signs a browser in and, as people do who start their day, goes online. */
export async function sitDown(page: Page, person: Person, words: Words = english): Promise<Desk> {
  await signIn(page, person)
  const receives = page.getByRole('switch', { name: words.me.switch })
  await expect(receives).toBeVisible()
  if (!(await receives.isChecked())) await receives.click()
  await expect(receives).toBeChecked()
  return deskOn(page, person, words)
}

/** Opens the console in a browser that has this person's cookie. */
export async function signIn(page: Page, person: Person): Promise<void> {
  const [name = '', value = ''] = person.cookie.split('=')
  await page.context().addCookies([{ name, value, url: person.url, httpOnly: true }])
  await page.goto(`${person.url}/console`)
}
