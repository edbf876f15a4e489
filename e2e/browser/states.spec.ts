import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { clerkFor } from '../clerk.ts'
import { addAgent } from '../people.ts'
import { type Stage, stageOn } from '../tour/stage.ts'
import { tour } from '../tour/tour.ts'
import { expectClean } from './axe.ts'
import { expectFits, expectLined, expectReachable, expectStill } from './judge.ts'
import { expect, test } from './stage.ts'

const desktop = { width: 1280, height: 800 }
/** As a window of 1280 × 800 is at 200 %. */
const zoomed = { width: 640, height: 400 }
const narrow = { width: 320, height: 640 }

/** What a screen reader is told of the state, beside what has the focus; elsewhere it does not matter or nothing. */
const told: Record<string, (stage: Stage) => string[]> = {
  closed: () => [],
  empty: () => [],
  conversation: ({ lines }) => [`Budi Santoso: ${lines.again}`],
  'quick replies': ({ lines }) => [`Budi Santoso: ${lines.which}`],
  // A page that begins with a history tells none of it.
  'sneak peek': () => [],
  'new messages below': ({ lines }) => [`Budi Santoso: ${lines.meanwhile}`],
  yesterday: () => [],
  unread: ({ lines }) => [`Budi Santoso: ${lines.meanwhile}`],
  inline: () => [],
  offline: () => [],
}

async function expectTold(stage: Stage, state: string): Promise<void> {
  const region = stage.find('.aside[aria-live=polite]')
  const wanted = told[state]?.(stage)
  if (wanted) await expect.soft(region.locator('p'), `${state}: told`).toHaveText(wanted)
}

/** The size of targets is what a narrow screen changes for axe. */
async function expectTargets(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .include('sapa-chat')
    .withRules(['target-size'])
    .setLegacyMode()
    .analyze()
  const said = violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target)}`)
  expect.soft(said, what).toEqual([])
}

test('[W10] every state of the widget is one for everybody', async ({ relay, admin, newPage }) => {
  test.slow()
  const page = await newPage({ viewport: desktop, reducedMotion: 'reduce', colorScheme: 'light' })
  await tour(
    page,
    { relay, admin, tag: 'en', at: '/examples/plain.html' },
    async (state, stage) => {
      await expectTold(stage, state)
      await expectStill(page, state)
      await expectClean(page, state, 'sapa-chat')
      await page.emulateMedia({ forcedColors: 'active' })
      await expectLined(page, state)
      await expectReachable(page, state)
      await page.emulateMedia({ forcedColors: 'none' })
      await page.setViewportSize(zoomed)
      await expectFits(page, `${state}, at 200 %`)
      await page.setViewportSize(narrow)
      await expectFits(page, `${state}, narrow`)
      await expectTargets(page, `${state}, narrow`)
      await page.setViewportSize(desktop)
    },
  )
})

test('[W11] every state of the widget is one for who reads from the right', async ({
  relay,
  admin,
  newPage,
}) => {
  const page = await newPage({ viewport: desktop, reducedMotion: 'reduce' })
  await tour(page, { relay, admin, tag: 'ar' }, async (state, stage) => {
    if (await stage.find('.panel').isVisible()) {
      await expect(stage.find('.panel'), state).toHaveCSS('direction', 'rtl')
      const [face, name, more] = await Promise.all(
        ['.face', 'h2', '.icon'].map(part => stage.find(part).first().boundingBox()),
      )
      expect((face?.x ?? 0) > (name?.x ?? 0) && (name?.x ?? 0) > (more?.x ?? 0), state).toBe(true)
    }
    for (const viewport of [narrow, zoomed, desktop]) {
      await page.setViewportSize(viewport)
      await expectFits(page, `${state}, ${viewport.width} wide`)
    }
  })
})

test('[W10] what the keyboard opened gives the focus back, and what it answered leads on', async ({
  relay,
  admin,
  newPage,
}) => {
  const clerk = await clerkFor(await addAgent(admin, { name: 'Budi Santoso' }))
  const page = await newPage({ viewport: desktop, reducedMotion: 'reduce' })
  const stage = stageOn(page, { relay, admin, clerk, tag: 'en', at: '/examples/plain.html' })
  const { find, panel, composer, words, lines, launcher } = stage
  const press = (key: string) => page.keyboard.press(key)
  const more = panel.getByRole('button', { name: words.menu })
  await stage.settings({ likely: 1 })
  await stage.arrive()
  await launcher.press('Enter')
  await expect(composer).toBeFocused()
  await stage.send(lines.question)
  await stage.sees('sent')
  await more.press('Enter')
  await expect(find('.item').first()).toBeFocused()
  await press('Escape')
  await expect(more).toBeFocused()
  await more.press('Enter')
  await find('.item').last().press('Enter')
  await expect(find('.sure button').first()).toBeFocused()
  await press('Enter')
  await expect(find('.item').first()).toBeFocused()
  await press('Enter')
  await expect(find('.emoji button').first()).toBeFocused()
  await press('ArrowRight')
  await press('Enter')
  await press('Escape')
  await expect(composer).toBeFocused()
  await expect(composer).toHaveValue('😀')
  await composer.fill('')

  await clerk.answer(lines.which, { kind: 'replies', options: lines.sizes })
  await find('.replies button').first().press('Enter')
  await expect(composer).toBeFocused()
  await stage.sees('sent')
  await clerk.resolve()
  await find('.stars button').nth(4).press('Enter')
  await find('.rating .first').press('Enter')
  await expect(find('.rating strong')).toBeFocused()
  await find('.scale button').nth(10).press('Enter')
  await expect(find('.rating strong')).toBeFocused()
  await press('Escape')
  await expect(launcher).toBeFocused()
  clerk.leave()
})
