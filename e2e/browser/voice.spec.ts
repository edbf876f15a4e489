import type { Page } from '@playwright/test'
import { signIn, sitDown } from './desk.ts'
import { expect, test } from './stage.ts'

/** Counts, on every page of the browser, the notes that begin and the notifications that are shown, and lets nobody look. */
async function listen(page: Page): Promise<void> {
  await page.context().addInitScript(() => {
    const counted = window as unknown as { notes: number; shown: string[] }
    Object.assign(counted, { notes: 0, shown: [] })
    const start = OscillatorNode.prototype.start
    OscillatorNode.prototype.start = function (when) {
      counted.notes++
      start.call(this, when)
    }
    document.hasFocus = () => false
    class Noted extends EventTarget {
      static permission = 'granted'
      static requestPermission = async () => 'granted'
      onclick = null
      constructor(title: string) {
        super()
        counted.shown.push(title)
      }
      close() {}
    }
    Object.assign(window, { Notification: Noted })
  })
}

/** Forgets what the ready check sounded. */
const quiet = (page: Page) =>
  page.evaluate(() => void Object.assign(window, { notes: 0, shown: [] }))
const told = (page: Page) =>
  page.evaluate(() => {
    const { notes, shown } = window as unknown as { notes: number; shown: string[] }
    return { notes, shown: shown.length }
  })
const both = async (pages: Page[]) => {
  const all = await Promise.all(pages.map(told))
  return all.reduce((a, b) => ({ notes: a.notes + b.notes, shown: a.shown + b.shown }))
}

test('[C7] two consoles of one agent in one browser make one sound and one notification, also after one is closed', async ({
  admin,
  newPage,
  visitor,
}) => {
  const first = await newPage()
  await listen(first)
  const desk = await sitDown(first, admin)
  const second = await first.context().newPage()
  await signIn(second, admin)
  await expect(second.getByRole('switch', { name: desk.words.me.switch })).toBeChecked()
  // A touch unlocks the sound of a page, and gives it the voice.
  for (const page of [first, second]) {
    await page.keyboard.press('Shift')
    await quiet(page)
  }

  const ayu = await visitor()
  await ayu.open()
  await ayu.send('Is it there in pink?')
  await expect(first.locator('[data-row]').first()).toContainText('pink')
  await expect(second.locator('[data-row]').first()).toContainText('pink')
  await expect.poll(() => told(second)).toEqual({ notes: 2, shown: 1 })
  expect(await told(first)).toEqual({ notes: 0, shown: 0 })

  // Whoever was touched last speaks.
  await first.keyboard.press('Shift')
  await ayu.send('Or in red?')
  await expect.poll(() => told(first)).toEqual({ notes: 1, shown: 1 })
  expect(await both([first, second])).toEqual({ notes: 3, shown: 2 })

  await first.close()
  await ayu.send('Or in blue?')
  await expect.poll(() => told(second)).toEqual({ notes: 3, shown: 2 })
})

test('[C7] where the browser has no locks a console speaks as before', async ({
  admin,
  newPage,
  visitor,
}) => {
  const page = await newPage()
  await listen(page)
  await page.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }),
  )
  await sitDown(page, admin)
  await page.keyboard.press('Shift')
  await quiet(page)
  const ayu = await visitor()
  await ayu.open()
  await ayu.send('Is it there in pink?')
  await expect.poll(() => told(page)).toEqual({ notes: 2, shown: 1 })
})
