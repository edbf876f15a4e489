import type { BrowserContext, Page } from '@playwright/test'
import { newestTexts, openLog } from '../log.ts'
import { watchLines } from './lines.ts'
import { type Shop, shopOn } from './shop.ts'
import { expect, test } from './stage.ts'

const TABS = 20
/** Of one chime. */
const NOTES = 2

test('[W7] twenty tabs are one visitor on one socket, with one sound and the same count', async ({
  agent,
  relay,
  newPage,
}) => {
  const budi = await agent('Budi')
  const page = await newPage()
  const context = page.context()
  await countNotes(context)
  const lines = watchLines(context)
  const first = await tab(page, relay.url)
  await first.open()
  await first.send('Do you have it in ivory?')
  await first.sees('sent')
  await budi.open('ivory')
  const others = Array.from({ length: TABS - 1 }, async () => {
    const other = await tab(await context.newPage(), relay.url)
    // A conversation is open: they connect by themselves.
    await expect(other.panel).toBeHidden()
    await other.open()
    await expect(other.texts).toHaveText(['Do you have it in ivory?'])
    return other
  })
  const tabs = [first, ...(await Promise.all(others))]
  expect(lines.open()).toHaveLength(1)
  expect(lines.opened()).toBe(1)
  const log = await openLog(budi.person)
  expect(log.rows()).toHaveLength(1)

  for (const { page, panel } of tabs) {
    await page.keyboard.press('Escape')
    await expect(panel).toBeHidden()
  }
  await budi.send('We do')
  await each(tabs, async ({ launcher, words, page }) => {
    await expect(launcher).toHaveAccessibleName(`Chat, ${words.unread(1)}`)
    await expect(page).toHaveTitle(/^\(1\) /)
  })
  await expect.poll(() => notes(tabs)).toBe(NOTES)

  // Read in one of them, it is read in all; and where it is on screen nothing sounds.
  await tabs[7]?.open()
  await each(tabs, ({ launcher }) => expect(launcher).toHaveAccessibleName('Chat'))
  await budi.send('In all sizes')
  await expect(tabs[7]?.texts ?? first.texts).toHaveCount(3)
  await budi.sees('seen')
  await tabs[7]?.page.keyboard.press('Escape')
  await budi.send('Shall I put one aside?')
  await each(tabs, ({ launcher, words }) =>
    expect(launcher).toHaveAccessibleName(`Chat, ${words.unread(1)}`),
  )
  await expect.poll(() => notes(tabs)).toBe(2 * NOTES)
  expect(lines.opened()).toBe(1)
  log.close()
})

test('[W6] [W7] the tab with the socket crashes in mid-send: all it kept arrives once, in order, through another', async ({
  agent,
  relay,
  visitor,
}) => {
  const budi = await agent('Budi')
  const leader = await visitor()
  const lines = watchLines(leader.page.context())
  await leader.open()
  await leader.send('One')
  await leader.sees('sent')
  await budi.open('One')
  const heir = await tab(await leader.page.context().newPage(), relay.url)
  await heir.open()
  await expect(heir.texts).toHaveText(['One'])
  expect(lines.open()).toEqual([leader.page])

  // The relay stands still: one message is on the wire, the others are in the outbox.
  process.kill(relay.pid, 'SIGSTOP')
  for (const text of ['Two', 'Three', 'Four']) await leader.send(text)
  await heir.send('From the other tab')
  await expect.poll(() => outbox(heir.page)).toHaveLength(4)
  await crash(leader.page)
  process.kill(relay.pid, 'SIGCONT')

  await heir.sees('seen')
  await expect(heir.texts).toHaveCount(5)
  expect(lines.open()).toEqual([heir.page])
  await expect.poll(() => outbox(heir.page)).toEqual([])
  await budi.send('All five are here')
  await expect(heir.texts.last()).toHaveText('All five are here')
  const texts = await newestTexts(budi.person)
  const own = ['One', 'Two', 'Three', 'Four']
  expect(texts.toSorted()).toEqual([...own, 'From the other tab', 'All five are here'].toSorted())
  expect(texts.filter(text => own.includes(text))).toEqual(own)
  await expect(heir.texts).toHaveText(texts)
})

test('[W6] [W7] two tabs write at the same moment, then the one with the socket stands still: nobody falls silent', async ({
  agent,
  relay,
  visitor,
}) => {
  const budi = await agent('Budi')
  const first = await visitor()
  const lines = watchLines(first.page.context())
  await first.open()
  await first.send('Hello')
  await first.sees('sent')
  await budi.open('Hello')
  const second = await tab(await first.page.context().newPage(), relay.url)
  await second.open()
  await expect(second.texts).toHaveText(['Hello'])

  const written = ['first', 'second'].map(which =>
    Array.from({ length: 5 }, (_, i) => `${which} ${i + 1}`),
  )
  await Promise.all(
    [first, second].map(async ({ composer }, i) => {
      for (const text of written[i] ?? []) {
        await composer.fill(text)
        await composer.press('Enter')
      }
    }),
  )
  await each([first, second], ({ texts }) => expect(texts).toHaveCount(11))
  const texts = await newestTexts(budi.person)
  expect(texts.toSorted()).toEqual(['Hello', ...written.flat()].toSorted())
  for (const own of written) expect(texts.filter(text => own.includes(text))).toEqual(own)
  await each([first, second], one => expect(one.texts).toHaveText(texts))

  expect(lines.open()).toEqual([first.page])
  // A page that stands in a dialog runs nothing: neither its timers nor what it hears from socket and tabs.
  const asks = first.page.waitForEvent('dialog')
  await first.page.evaluate('void setTimeout(() => alert("Not now"))')
  const dialog = await asks
  await budi.send('Said while that tab stands still')
  await expect(second.texts.last()).toHaveText('Said while that tab stands still', {
    timeout: 15_000,
  })
  await second.send('And answered')
  await second.sees('seen')
  await dialog.dismiss()
  await expect(first.texts).toHaveCount(13)
  await expect.poll(lines.open).toEqual([second.page])
  await first.send('Awake again')
  await expect(second.texts.last()).toHaveText('Awake again')
})

test('[W7] without Web Locks, and without channels, each tab has a socket of its own, and all of them talk', async ({
  agent,
  relay,
  newPage,
}) => {
  const budi = await agent('Budi')
  for (const missing of ['locks', 'BroadcastChannel']) {
    const page = await newPage()
    await page.context().addInitScript(name => {
      for (const owner of [Navigator.prototype, window]) Reflect.deleteProperty(owner, name)
    }, missing)
    const lines = watchLines(page.context())
    const first = await tab(page, relay.url)
    await first.open()
    await first.send(`No ${missing}`)
    await first.sees('sent')
    await budi.open(`No ${missing}`)
    const second = await tab(await page.context().newPage(), relay.url)
    await second.open()
    await second.send('Two')
    await first.send('Three')
    await budi.send('Four')
    const texts = [`No ${missing}`, 'Two', 'Three', 'Four']
    await each([first, second], one => expect(one.texts).toHaveText(texts))
    expect(await newestTexts(budi.person)).toEqual(texts)
    expect(lines.open()).toEqual([first.page, second.page])
    await first.page.close()
    await second.send('Five')
    await second.sees('seen')
  }
})

async function tab(page: Page, url: string): Promise<Shop> {
  await page.goto(`${url}/demo/cart.html`)
  return shopOn(page)
}

async function each(tabs: Shop[], look: (tab: Shop) => Promise<void>): Promise<void> {
  await Promise.all(tabs.map(look))
}

/** Counts, on every page of the browser, the notes that begin. */
async function countNotes(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const counted = window as unknown as { notes: number }
    counted.notes = 0
    const start = OscillatorNode.prototype.start
    OscillatorNode.prototype.start = function (when) {
      counted.notes++
      start.call(this, when)
    }
  })
}

async function notes(tabs: Shop[]): Promise<number> {
  const counts = await Promise.all(
    tabs.map(({ page }) => page.evaluate(() => (window as unknown as { notes: number }).notes)),
  )
  return counts.reduce((a, b) => a + b)
}

/** What the browser keeps of unsent messages, over all its tabs. */
function outbox(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('sapa')
        opening.onerror = reject
        opening.onsuccess = () => {
          const db = opening.result
          const range = IDBKeyRange.bound('demo:out:', 'demo:out:\uffff')
          const asked = db.transaction('kept').objectStore('kept').getAll(range)
          asked.onsuccess = () => resolve(asked.result.map(({ text }: { text: string }) => text))
          db.close()
        }
      }),
  )
}

/** Its process ends: no handler of the page runs. */
async function crash(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  devtools.send('Page.crash').catch(() => {}) // nobody is left to answer
  await crashed
}
