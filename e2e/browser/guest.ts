import { type Browser, expect, type Page } from '@playwright/test'
import { words as english, type Words } from '../../widget/ui/words/en.ts'
import { type Shop, shopOn } from './shop.ts'

/** A visitor on an example page, and what went wrong there. */
export interface Guest extends Shop {
  /** What the browser's console, uncaught errors and the page's policy said against the chat. */
  faults: string[]
  /** Sockets that are open. */
  sockets(): number
  leave(): Promise<void>
}

/** Goes to a page of the examples; an error that says that it is the page's own is no fault. */
export async function guestOn(
  browser: Browser,
  url: string,
  words: Words = english,
): Promise<Guest> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const faults: string[] = []
  const hear = (text: string) => {
    if (!text.includes('the hostile page')) faults.push(text)
  }
  page.on('pageerror', error => hear(String(error)))
  page.on('console', message => {
    if (/^(error|warning|assert)$/.test(message.type())) hear(message.text())
  })
  page.on('requestfailed', request => hear(`${request.url()} failed`))
  let sockets = 0
  page.on('websocket', socket => {
    sockets++
    socket.on('close', () => sockets--)
  })
  await page.exposeBinding('sapaViolation', (_, text: string) => void faults.push(text))
  await page.addInitScript(() => {
    const report = (window as unknown as { sapaViolation(text: string): void }).sapaViolation
    document.addEventListener('securitypolicyviolation', event =>
      report(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
    )
  })
  await page.goto(url)
  return {
    ...shopOn(page, words),
    faults,
    sockets: () => sockets,
    leave: () => context.close(),
  }
}

/** How far a picture of the panel may be from the plain page's. */
const FAR = 24
const SHARE = 0.001
/** The page shines through outside the round corners, and they are drawn with what is behind them. */
const CORNER = 18

/**
 * The panels look alike: of all pixels less than one in a thousand differs by more than a tenth of a channel, the corners
 * left out. (Rounding of text on another layer differs by less.)
 */
export async function expectAlike(scratch: Page, one: Shop, other: Shop): Promise<void> {
  const pictures = await Promise.all([picture(one), picture(other)])
  const found = await scratch.evaluate(
    async ({ pictures, far, corner }) => {
      const drawn = await Promise.all(
        pictures.map(async base64 => {
          const image = new Image()
          image.src = `data:image/png;base64,${base64}`
          await image.decode()
          const canvas = new OffscreenCanvas(image.width, image.height)
          const context = canvas.getContext('2d')
          context?.drawImage(image, 0, 0)
          return context?.getImageData(0, 0, image.width, image.height)
        }),
      )
      const [a, b] = drawn
      if (!a || !b) throw new Error('expected two pictures')
      const { width, height } = a
      const size = `${width}×${height}`
      const otherSize = `${b.width}×${b.height}`
      if (size !== otherSize) return { size, otherSize, share: 1 }
      let different = 0
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          const isCorner =
            Math.min(x, width - 1 - x) < corner && Math.min(y, height - 1 - y) < corner
          if (isCorner) continue
          const at = (y * width + x) * 4
          const by = [0, 1, 2].map(i => Math.abs((a.data[at + i] ?? 0) - (b.data[at + i] ?? 0)))
          if (Math.max(...by) > far) different++
        }
      return { size, otherSize, share: different / (width * height) }
    },
    { pictures, far: FAR, corner: CORNER },
  )
  expect(found.otherSize).toBe(found.size)
  expect(found.share).toBeLessThan(SHARE)
}

async function picture({ panel }: Shop): Promise<string> {
  const shot = await panel.screenshot({ animations: 'disabled', caret: 'hide' })
  return shot.toString('base64')
}
