import { fileURLToPath } from 'node:url'
import { type BrowserContextOptions, chromium, expect, type Page } from '@playwright/test'
import { english, type Words } from '../console/words/english.ts'
import { indonesian } from '../console/words/indonesian.ts'
import { words as widgetIndonesian } from '../widget/ui/words/id.ts'
import { type Desk, deskOn, signIn, sitDown } from './browser/desk.ts'
import { type Shop, shopOn } from './browser/shop.ts'
import { chromiumArgs, findChromium } from './chromium.ts'
import { numbers } from './numbers.ts'
import { addAgent, owner, type Person } from './people.ts'
import { startRelay } from './relay.ts'
import { sheets, takeSheet } from './sheets.ts'

/*
 * Takes the pictures in `docs/screenshots/` from the running product. The clocks in them are real, so that this
 * takes about three minutes.
 */

const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url))
const desktop = { viewport: { width: 1280, height: 800 } }
const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 1.5,
  isMobile: true,
  hasTouch: true,
}
const executablePath = findChromium()
/** What the pictures show in the place of a local port. */
const shown = 'http://rumahmode.example'
const relay = await startRelay({ env: { SAPA_URL: shown } })
const browser = await chromium.launch({
  args: [
    ...chromiumArgs,
    `--host-resolver-rules=MAP rumahmode.example:80 127.0.0.1:${relay.port}`,
    `--unsafely-treat-insecure-origin-as-secure=${shown}`,
  ],
  ...(executablePath && { executablePath }),
})

try {
  await pictures()
  for (const sheet of sheets) await takeSheet(browser, sheet, whole)
} finally {
  await browser.close()
  await relay.remove()
}

async function pictures(): Promise<void> {
  const admin = await owner(relay, 'Sari Kusuma')
  await addAgent(admin, { name: 'Hana Putri', capacity: 4 })
  const budi = inPictures(await addAgent(admin, { name: 'Budi Santoso', capacity: 3 }))
  const citra = inPictures(await addAgent(admin, { name: 'Citra Wulandari', capacity: 1 }))
  const sari = inPictures(admin)
  await door()

  const desk = await seated(desktop, budi)
  const ayu = await blouse(desk)
  const citrasDesk = await seated({ ...desktop, locale: 'id-ID' }, citra, indonesian)
  await batik(citrasDesk)
  await cardigan(citrasDesk)
  await clocks(desk, budi)
  await boardAndSettings(desk, sari)
  await ayu.page.context().close()
}

/** An agent at their first console, which then has nothing to warn of. */
async function seated(
  options: BrowserContextOptions,
  person: Person,
  words: Words = english,
): Promise<Desk> {
  const page = await newPage({ permissions: ['notifications'], ...options })
  const desk = await sitDown(page, person, words)
  const yes = page.getByRole('button', { name: words.ready.yes, exact: true })
  await yes.click()
  await expect(yes).toHaveCount(0)
  return desk
}

function inPictures(person: Person): Person {
  return { ...person, url: shown }
}

async function door(): Promise<void> {
  const page = await newPage(desktop)
  await page.goto(`${shown}/console`)
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await shoot(page, 'signin')
  await page.context().close()
}

/** The shop, the panel and the thread, in English. */
async function blouse(desk: Desk): Promise<Shop> {
  const ayu = await visitor('pink-blouse.html', 'Ayu Lestari', 'ayu.lestari@example.com')
  await talk(ayu, desk, [
    'Hi! Is this blouse available in ivory, size M?',
    '> Hi Ayu! Yes, we have three left in ivory, size M.',
    'Lovely. How long does shipping to Bandung take?',
    '> Two days with JNE. If you order before 3 pm it leaves our studio today.',
    'And may I exchange it if it is too wide?',
    '> Of course, within 14 days, and we pay the way back.',
    'Perfect, I will take it. Thank you!',
  ])
  await shoot(ayu.page, 'shop-with-widget')
  const box = await ayu.panel.boundingBox()
  if (box) await shoot(ayu.page, 'conversation', grown(box))
  await ayu.page.emulateMedia({ colorScheme: 'dark' })
  if (box) await shoot(ayu.page, 'widget-dark', grown(box))
  await ayu.page.emulateMedia({ colorScheme: 'light' })
  await shoot(desk.page, 'console-thread')
  return ayu
}

/** The shop and the panel in Indonesian. */
async function batik(desk: Desk): Promise<void> {
  const page = await newPage({ ...desktop, locale: 'id-ID' })
  await page.goto(`${shown}/demo/id/indigo-batik-shirt.html`)
  const putri = shopOn(page, widgetIndonesian)
  await putri.open()
  await called(putri, 'Putri Maharani')
  await talk(putri, desk, [
    'Kak, kemeja batik ini batik tulis atau cap?',
    '> Batik cap, Kak Putri: dicap tangan dengan cap tembaga.',
    'Keren! Bisa kirim ke Makassar sebelum Jumat?',
    '> Bisa, kak. Kalau pesan hari ini, sampai hari Kamis.',
  ])
  await putri.composer.fill('Siap, saya pesan ukuran L ya')
  await shoot(page, 'widget-indonesian')
  await desk.resolve()
  await page.context().close()
}

/** The phone, in Indonesian. */
async function cardigan(desk: Desk): Promise<void> {
  const page = await newPage({ ...phone, locale: 'id-ID' })
  await page.goto(`${shown}/demo/id/sand-cardigan.html`)
  const siti = shopOn(page, widgetIndonesian)
  await expect(siti.launcher).toBeVisible()
  await shoot(page, 'phone-shop')
  await siti.open()
  await called(siti, 'Siti Rahma')
  await talk(siti, desk, [
    'Halo kak, kardigan pasir ini bahannya panas tidak?',
    '> Halo Kak Siti! Tidak, rajutannya katun, adem dipakai seharian.',
    'Wah bagus. Ukuran L masih ada?',
    '> Masih ada, kak. Mau saya simpankan satu?',
  ])
  await shoot(page, 'phone-panel')
}

/** The inbox with a clock at each of its steps, in its looks. */
async function clocks(desk: Desk, budi: Person): Promise<void> {
  const dark = await sitDown(await newPage({ ...desktop, colorScheme: 'dark' }), budi)
  const local = await sitDown(await newPage({ ...desktop, locale: 'id-ID' }), budi, indonesian)
  const small = await sitDown(await newPage(phone), budi)
  for (const each of [desk, dark, local, small]) await each.tab('all')
  for (const each of [dark, local]) await each.open('I will take it')
  const asked = [
    {
      at: 'indigo-batik-shirt.html',
      name: 'Dewi Anggraini',
      text: 'Is the batik hand-drawn or printed?',
      next: 48,
    },
    {
      at: 'sage-wrap-dress.html',
      name: 'Rizky Pratama',
      text: 'My parcel is late, can you look up order 2041?',
      next: 24,
    },
    {
      at: 'rattan-bag.html',
      name: 'Maria Tan',
      text: 'Do you ship the rattan bag to Singapore?',
      next: 12,
    },
    { at: 'silk-scarf.html', name: null, text: 'Can I get the scarf gift-wrapped?', next: 0 },
  ]
  // All are there before the first asks: a rung leaves no time to open a shop.
  const shops: Shop[] = []
  for (const { at, name } of asked) shops.push(await visitor(at, name))
  for (const [i, { text, next }] of asked.entries()) {
    const shop = shops[i]
    if (!shop) continue
    await shop.send(text)
    await shop.sees('sent')
    await secondsLeft(desk, next)
  }
  await expect(desk.row('hand-drawn').locator('.clock.breach')).toContainText('+2')
  for (const [each, name] of [
    [desk, 'console-inbox'],
    [dark, 'console-dark'],
    [local, 'console-indonesian'],
    [small, 'phone-console'],
  ] as const) {
    await shoot(each.page, name)
  }
  for (const each of [dark, local, small]) await each.page.context().close()
}

async function boardAndSettings(desk: Desk, sari: Person): Promise<void> {
  await desk.tab('mine')
  for (const [text, answer] of [
    ['order 2041', 'Of course, Rizky. One moment, I look it up.'],
    ['hand-drawn', 'Neither, Dewi: stamped by hand with copper, one shirt at a time.'],
  ] as const) {
    await desk.open(text)
    await desk.send(answer)
  }
  await desk.resolve()
  await desk.goTo('board')
  await desk.page.setViewportSize({ width: 1280, height: 1120 })
  await desk.page.locator('details.ledger summary').filter({ hasText: 'Rizky' }).click()
  await shoot(desk.page, 'board')
  await numbers({ newPage, shoot }, { lead: sari, late: 'Dewi', phone })
  const admin = await newPage(desktop)
  await signIn(admin, sari)
  await deskOn(admin, sari).goTo('settings')
  await expect(admin.getByRole('heading', { name: 'Rumah Mode' })).toBeVisible()
  await shoot(admin, 'settings')
}

/** One line after the other; those of the agent begin with `> `. */
async function talk(
  shop: Shop,
  desk: Desk,
  lines: readonly string[],
  reads = /^5[0-3]$/,
): Promise<void> {
  for (const [i, line] of lines.entries()) {
    if (!line.startsWith('> ')) await shop.send(line)
    if (i === 0) {
      await desk.open(line)
      // Nobody answers in no time.
      await expect(desk.thread.locator('.clock .digits')).toHaveText(reads, { timeout: 30_000 })
    }
    if (!line.startsWith('> ')) await expect(desk.texts.last()).toContainText(line)
    else {
      await desk.send(line.slice(2))
      await expect(shop.texts.last()).toHaveText(line.slice(2))
    }
  }
  await desk.sees('seen')
}

async function visitor(at: string, name: string | null, email?: string): Promise<Shop> {
  const page = await newPage({ ...desktop, timezoneId: 'Asia/Jakarta' })
  await page.goto(`${shown}/demo/${at}`)
  const shop = shopOn(page)
  await shop.open()
  if (name) await called(shop, name, email)
  return shop
}

/** What a shop that knows its customer tells the widget. */
async function called(shop: Shop, name: string, email?: string): Promise<void> {
  const who = JSON.stringify({ name, ...(email && { email }) })
  await shop.page.evaluate(`sapa('identify', ${who})`)
}

/** Waits until the clock that runs longest has this many seconds left. */
async function secondsLeft(desk: Desk, seconds: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const clock = desk.row('hand-drawn').locator('.clock')
        const digits = await clock
          .locator('.digits')
          .textContent({ timeout: 500 })
          .catch(() => '0')
        return Number(digits)
      },
      { timeout: 70_000, intervals: [250] },
    )
    .toBeLessThanOrEqual(seconds)
}

async function newPage(options: BrowserContextOptions): Promise<Page> {
  const looks = { locale: 'en-GB', timezoneId: 'Asia/Jakarta', reducedMotion: 'reduce' } as const
  return (await browser.newContext({ ...looks, ...options })).newPage()
}

interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** A little of the page around it. */
function grown({ x, y, width, height }: Box): Box {
  const by = 16
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by }
}

function whole(page: Page, name: string): Promise<void> {
  return shoot(page, name, undefined, true)
}

async function shoot(page: Page, name: string, clip?: Box, fullPage = false): Promise<void> {
  const path = `${folder}${name}.png`
  await page.screenshot({
    path,
    caret: 'hide',
    animations: 'disabled',
    fullPage,
    ...(clip && { clip }),
  })
  process.stdout.write(`docs/screenshots/${name}.png\n`)
}
