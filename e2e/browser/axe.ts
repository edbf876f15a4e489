import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The widths at which a screen must hold; `expectClean` looks at each in both schemes. */
export const looks = {
  wide: { reducedMotion: 'reduce', viewport: { width: 1280, height: 800 } },
  narrow: {
    reducedMotion: 'reduce',
    viewport: { width: 320, height: 640 },
    isMobile: true,
    hasTouch: true,
  },
} as const

/** Nothing for axe to say in light or dark, and nothing to scroll sideways; `what` names the state. */
export async function expectClean(page: Page, what: string, within?: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    // A colour half-way to another is no colour of ours.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await violations(page, within), `${what}, ${colorScheme}`).toEqual([])
  }
  const beyond = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(beyond, `${what}: sideways scrolling`).toBe(0)
}

async function violations(page: Page, within: string | undefined) {
  // There is no frame of another origin; a page of its own for the results, and what passed, would cost most of the time.
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(tags)
    .setLegacyMode()
  const { violations } = await (within ? axe.include(within) : axe).analyze()
  return violations.map(({ id, nodes }) => ({
    id,
    at: nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`),
  }))
}
