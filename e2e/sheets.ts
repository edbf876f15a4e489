import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { owner } from './people.ts'
import { startRelay } from './relay.ts'
import type { Tag } from './tour/stage.ts'
import { tour } from './tour/tour.ts'

type Scheme = 'light' | 'dark'
interface Sheet {
  /** `panel-` and this is the name of the picture. */
  name: string
  tag: Tag
  phone: boolean
  schemes: Scheme[]
  /** Has every state in this scheme. */
  all?: Scheme
}

/** Of a sheet that does not have every state. */
const chosen = new Set([
  'before the chat, with an error',
  'consent',
  'away',
  'after the promised time',
  'conversation',
  'quick replies',
  'product',
  'form, with an error',
  'menu',
  'rating, with a comment',
  'theme',
  'offline',
])

/** What the project shows: every state in English by day, some in other looks and languages. */
export const sheets: Sheet[] = [
  { name: 'english', tag: 'en', phone: false, schemes: ['light', 'dark'], all: 'light' },
  { name: 'phone-indonesian', tag: 'id', phone: true, schemes: ['dark'] },
  { name: 'arabic', tag: 'ar', phone: false, schemes: ['light'] },
]
/** Smaller than they are: they are looked at side by side. */
const SHOWN = 0.75
const desktop = { width: 424, height: 712 }
const phone = { width: 390, height: 780 }

/** Goes through every state of the panel and puts the pictures of each into one for each sheet and scheme. */
export async function takeSheet(
  browser: Browser,
  sheet: Sheet,
  keep: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const relay = await startRelay()
  const admin = await owner(relay, 'Sari Kusuma')
  const options: BrowserContextOptions = sheet.phone
    ? { viewport: phone, isMobile: true, hasTouch: true }
    : { viewport: { width: 1280, height: desktop.height } }
  const looks = { locale: 'en-GB', timezoneId: 'Asia/Jakarta', reducedMotion: 'reduce' } as const
  const context = await browser.newContext({ ...looks, ...options })
  const page = await context.newPage()
  const size = sheet.phone ? phone : desktop
  const shots = new Map<Scheme, [string, string][]>(sheet.schemes.map(scheme => [scheme, []]))
  const isLeft = sheet.tag === 'ar'
  await tour(page, { relay, admin, tag: sheet.tag }, async (state, stage) => {
    // Drawn with whatever emoji the machine has, which may be none.
    if (state === 'emoji') return
    const inline = state === 'inline' ? await stage.find('.panel').boundingBox() : null
    const beside = sheet.phone || isLeft ? 0 : 1280 - size.width
    const x = inline && !sheet.phone ? Math.max(0, inline.x - 20) : beside
    for (const [colorScheme, taken] of shots) {
      if (sheet.all !== colorScheme && !chosen.has(state)) continue
      await page.emulateMedia({ colorScheme })
      const shot = await page.screenshot({
        clip: { x, y: 0, ...size },
        caret: 'hide',
        animations: 'disabled',
      })
      taken.push([state, shot.toString('base64')])
    }
  })
  for (const [scheme, taken] of shots) {
    await laidOut(page, taken, size.width * SHOWN, scheme)
    await keep(page, `panel-${sheet.name}${scheme === 'dark' ? '-dark' : ''}`)
  }
  await context.close()
  await relay.remove()
}

/** Each with its name under it. */
async function laidOut(
  page: Page,
  shots: [string, string][],
  width: number,
  scheme: Scheme,
): Promise<void> {
  const columns = 6
  await page.setViewportSize({ width: columns * (width + 16) + 16, height: 800 })
  await page.goto('about:blank')
  await page.emulateMedia({ colorScheme: scheme })
  await page.evaluate(
    async ({ shots, columns, width }) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(
        `:root { color-scheme: light dark; background: light-dark(#fff, #000) }
        body { display: grid; grid-template-columns: repeat(${columns}, ${width}px); gap: 16px; margin: 16px }
        figure { margin: 0; font: 16px system-ui } img { display: block; width: 100% } figcaption { padding: 8px 0 }`,
      )
      document.adoptedStyleSheets = [sheet]
      for (const [name, data] of shots) {
        const [figure, image, words] = ['figure', 'img', 'figcaption'].map(tag =>
          document.createElement(tag),
        ) as [HTMLElement, HTMLImageElement, HTMLElement]
        image.src = `data:image/png;base64,${data}`
        await image.decode()
        words.textContent = name
        figure.append(image, words)
        document.body.append(figure)
      }
    },
    { shots, columns, width },
  )
}
