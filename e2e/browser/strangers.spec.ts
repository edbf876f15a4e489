import { words as arabic } from '../../widget/ui/words/ar.ts'
import type { Desk } from './desk.ts'
import { expectAlike, type Guest, guestOn } from './guest.ts'
import { expect, test } from './stage.ts'

// The relay's clock stands still while they talk: the same minute stands under every message.
test.use({ clock: 'test' })

/** A question, its answer, thanks for it; all of them seen by both. */
async function talk(guest: Guest, budi: Desk, between = async (): Promise<void> => {}) {
  await guest.open()
  await guest.send('Do you have it in ivory?')
  await guest.sees('sent')
  await budi.open('ivory')
  await budi.send('We do, in all sizes: https://shop.example/ivory')
  await expect(guest.texts.last()).toHaveText('We do, in all sizes: https://shop.example/ivory')
  await budi.sees('seen')
  await guest.sees('seen')
  await between()
  await guest.send('Thanks a lot')
  await guest.sees('seen')
  await expect(guest.texts).toHaveCount(3)
  await expect(budi.texts.last()).toContainText('Thanks a lot')
  // Where a picture is taken nobody points at anything.
  await guest.page.mouse.move(2, 2)
  await guest.composer.focus()
}

const cart = {
  items: [{ id: 'b', title: 'Ivory blouse', quantity: 2, price: 329_000 }],
  total: 658_000,
  currency: 'IDR',
}

/** What a page does to itself in mid-conversation. */
const turns: Record<string, (guest: Guest) => Promise<void>> = {
  csp: async () => {},
  async spa({ page }) {
    await page.getByRole('link', { name: 'Shoes' }).click()
    await expect(page.getByRole('heading', { name: 'Shoes' })).toBeVisible()
    await page.goBack()
    await expect(page.getByRole('heading', { name: 'Shirts' })).toBeVisible()
  },
  react: comesAndGoes,
  vue: comesAndGoes,
  // What goes to the relay holds a list, which this page's libraries write in their own way.
  hostile: ({ page }) => page.evaluate(`sapa('cart', ${JSON.stringify(cart)})`),
}

for (const [name, turn] of Object.entries(turns)) {
  test(`[W5] on the ${name} page the chat talks and looks as on a plain page`, async ({
    relay,
    browser,
    agent,
    newPage,
    time,
  }) => {
    const budi = await agent('Budi')
    await time.hold()
    const plain = await guestOn(browser, `${relay.url}/examples/plain.html`)
    await talk(plain, budi)
    const guest = await guestOn(browser, `${relay.url}/examples/${name}.html`)
    await talk(guest, budi, () => turn(guest))
    await expectAlike(await newPage(), plain, guest)
    expect(plain.faults).toEqual([])
    expect(guest.faults).toEqual([])
    await plain.leave()
    await guest.leave()
  })
}

/** The component goes, with all that it put on the page, and comes back with the conversation. */
async function comesAndGoes({ page, panel, texts, launcher, sockets }: Guest): Promise<void> {
  const isHere = page.getByRole('checkbox', { name: 'Chat' })
  await isHere.uncheck()
  await expect(launcher).toHaveCount(0)
  await expect(page.locator('sapa-chat')).toHaveCount(0)
  await expect(panel).toHaveCount(0)
  await expect.poll(sockets).toBe(0)
  await isHere.check()
  await expect(launcher).toBeVisible()
  await page.getByRole('button', { name: 'Ask us' }).click()
  await expect(texts).toHaveCount(2)
}

test('[W11] on a page from right to left the chat talks Arabic and is the plain one in a mirror', async ({
  relay,
  browser,
  agent,
  time,
}) => {
  const budi = await agent('Budi')
  await time.hold()
  const plain = await guestOn(browser, `${relay.url}/examples/plain.html`)
  await talk(plain, budi)
  const guest = await guestOn(browser, `${relay.url}/examples/rtl.html`, arabic)
  await talk(guest, budi)
  for (const part of ['launcher', 'panel', 'composer'] as const) {
    const [there, here] = [await plain[part].boundingBox(), await guest[part].boundingBox()]
    if (!there || !here) throw new Error(`expected to see the ${part}`)
    const mirrored = { ...there, x: WIDTH - there.x - there.width }
    expect(rounded(here), part).toEqual(rounded(mirrored))
  }
  await expect(guest.panel).toHaveCSS('direction', 'rtl')
  expect(guest.faults).toEqual([])
  await plain.leave()
  await guest.leave()
})

const WIDTH = 1280

function rounded({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return [x, y, width, height].map(Math.round)
}
