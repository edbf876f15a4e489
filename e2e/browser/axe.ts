import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The states of a screen in which it must hold: both schemes, and the narrowest phone. */
export const looks = {
  light: { colorScheme: 'light', reducedMotion: 'reduce', viewport: { width: 1280, height: 800 } },
  dark: { colorScheme: 'dark', reducedMotion: 'reduce', viewport: { width: 1280, height: 800 } },
  narrow: {
    colorScheme: 'light',
    reducedMotion: 'reduce',
    viewport: { width: 320, height: 640 },
    isMobile: true,
    hasTouch: true,
  },
} as const

/** Nothing for axe to say, and nothing to scroll sideways; `what` names the state. */
export async function expectClean(page: Page, what: string, within?: string): Promise<void> {
  // Without frames there is nothing to put together in a page of its own.
  const axe = new AxeBuilder({ page }).withTags(tags).setLegacyMode()
  const { violations } = await (within ? axe.include(within) : axe).analyze()
  const said = violations.map(({ id, nodes }) => ({
    id,
    at: nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`),
  }))
  expect(said, what).toEqual([])
  const beyond = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(beyond, `${what}: sideways scrolling`).toBe(0)
}
