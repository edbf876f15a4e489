import type { Locator, Page } from '@playwright/test'
import { expect } from './stage.ts'

/** One stop of the Tab key. */
interface Stop {
  name: string
  /** A line around it, of at least two pixels, says that it has the focus. */
  ring: boolean
  isInView: boolean
}

/** Everything in the widget that a keyboard has to reach, in its order. */
function reachable(host: Locator): Promise<string[]> {
  return host.evaluate(host =>
    [
      ...(host.shadowRoot as ShadowRoot).querySelectorAll<HTMLElement>(
        'button, a[href], input, select, textarea, [tabindex="0"]',
      ),
    ]
      .filter(
        element => element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }),
      )
      .map(element => `${element.localName} ${element.ariaLabel ?? element.innerText}`),
  )
}

/** Where Tab leads from the launcher, or from where the panel begins, until it leaves the widget. */
async function walk(page: Page, host: Locator): Promise<Stop[]> {
  const stops: Stop[] = []
  // What has a ring is what was reached by keyboard.
  await page.keyboard.press('Shift')
  await host.evaluate(host => {
    const root = host.shadowRoot as ShadowRoot
    const launcher = root.querySelector<HTMLElement>('.sapa > button')
    const isThere = launcher?.checkVisibility({ visibilityProperty: true })
    ;(isThere ? launcher : root.querySelector<HTMLElement>('.panel'))?.focus()
  })
  for (;;) {
    const stop = await host.evaluate(host => {
      const root = host.shadowRoot as ShadowRoot
      const element = root.activeElement as HTMLElement | null
      if (!element) return null
      const lined = element.closest('.field') ?? element
      const { outlineStyle, outlineWidth } = getComputedStyle(lined)
      const { left, right, top, bottom } = element.getBoundingClientRect()
      return {
        name: `${element.localName} ${element.ariaLabel ?? element.innerText}`,
        isStart: element.tabIndex < 0,
        // The browser's own is `auto`.
        ring:
          outlineStyle === 'auto' ||
          (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2),
        isInView: left >= -1 && right <= innerWidth + 1 && top < innerHeight && bottom > 0,
      }
    })
    // A page with nothing else to stop at leads back to where it began.
    if (!stop || stop.name === stops[0]?.name) return stops
    if (!stop.isStart || stops.length) stops.push(stop)
    if (stops.length > 60)
      throw new Error(`expected Tab to leave the widget: ${JSON.stringify(stops.slice(50))}`)
    await page.keyboard.press('Tab')
  }
}

/** Tab reaches everything once and in order, sees where it is, and goes on to the page. */
export async function expectReachable(page: Page, state: string): Promise<void> {
  const host = page.locator('sapa-chat')
  const wanted = await reachable(host)
  const before = await host.evaluateHandle(({ shadowRoot }) => shadowRoot?.activeElement)
  const stops = await walk(page, host)
  await before.evaluate(element => (element as HTMLElement | null)?.focus())
  expect
    .soft(
      stops.map(({ name }) => name),
      `${state}: by Tab`,
    )
    .toEqual(wanted)
  const bad = stops.filter(({ ring, isInView }) => !ring || !isInView)
  expect.soft(bad, `${state}: where the focus is`).toEqual([])
}

/** Nothing sticks out sideways, and each control can be brought into view whole. */
export async function expectFits(page: Page, state: string): Promise<void> {
  const cut = await page.locator('sapa-chat').evaluate(host => {
    const root = host.shadowRoot as ShadowRoot
    const name = (element: HTMLElement) => `${element.localName}.${element.className}`
    const all = [...root.querySelectorAll<HTMLElement>('.sapa *')].filter(
      element =>
        element instanceof HTMLElement &&
        element.checkVisibility({ visibilityProperty: true }) &&
        // Read out, not seen; and a name that ends in dots is whole in the thread.
        !element.closest('.aside') &&
        element.localName !== 'h2',
    )
    const wide = all.filter(
      element => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0,
    )
    const places = [...root.querySelectorAll('.thread, .cover')].map(
      box => [box, box.scrollTop] as const,
    )
    const lost = all.filter(element => {
      if (!element.matches('button, a, input, select, textarea')) return false
      element.scrollIntoView({ block: 'nearest' })
      const { left, right, top, bottom } = element.getBoundingClientRect()
      return left < -1 || right > innerWidth + 1 || top < -1 || bottom > innerHeight + 1
    })
    for (const [box, top] of places) box.scrollTop = top
    const page = document.documentElement
    return {
      wide: wide.filter(element => getComputedStyle(element).overflowX !== 'visible').map(name),
      lost: lost.map(name),
      sideways: page.scrollWidth - page.clientWidth,
    }
  })
  expect.soft(cut, `${state}: what is cut off`).toEqual({ wide: [], lost: [], sideways: 0 })
}

/** Nothing moves for who asked for that. */
export async function expectStill(page: Page, state: string): Promise<void> {
  const moving = await page.locator('sapa-chat').evaluate(host =>
    (host.shadowRoot as ShadowRoot)
      .getAnimations()
      .filter(({ playState }) => playState === 'running')
      .map(({ effect }) => (effect as KeyframeEffect).target?.className),
  )
  expect.soft(moving, `${state}: what moves`).toEqual([])
}

/** What has only a colour of its own has a line where the device's few colours are forced. */
export async function expectLined(page: Page, state: string): Promise<void> {
  const { seen, without } = await page.locator('sapa-chat').evaluate(host => {
    const seen = [
      ...(host.shadowRoot as ShadowRoot).querySelectorAll<HTMLElement>(
        '.panel, .sapa > button, .message p, .send, .box, .do, .field, .in, .menu, .teaser, .way',
      ),
    ].filter(element => element.checkVisibility({ visibilityProperty: true }))
    const without = seen
      .filter(element => {
        const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(element)
        return (
          borderTopStyle === 'none' ||
          borderTopWidth === '0px' ||
          /^rgba.*, 0\)$/.test(borderTopColor)
        )
      })
      .map(element => element.className || element.localName)
    return { seen: seen.length, without }
  })
  expect.soft(seen, `${state}: what is looked at in forced colours`).toBeGreaterThan(0)
  expect.soft(without, `${state}: in forced colours without a line`).toEqual([])
}
