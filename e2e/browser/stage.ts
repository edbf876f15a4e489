import { type BrowserContextOptions, expect, type Page, test as plain } from '@playwright/test'
import { english } from '../../console/words/english.ts'
import { indonesian } from '../../console/words/indonesian.ts'
import { words as widgetEnglish } from '../../widget/ui/words/en.ts'
import { words as widgetIndonesian } from '../../widget/ui/words/id.ts'
import { addAgent, owner, type Person } from '../people.ts'
import { type RunningRelay, startRelay } from '../relay.ts'
import { type Desk, sitDown } from './desk.ts'
import { type Shop, shopOn } from './shop.ts'
import { type Time, timeOf } from './time.ts'

export type Language = 'en' | 'id'

/** What a test may ask for. */
export interface Stage {
  /** `test.use({ clock: 'test' })`: the time of relay and pages is moved by `time`, which flows until it is held. */
  clock: 'real' | 'test'
  time: Time
  /** This test's own relay, gone at its end. */
  relay: RunningRelay
  /** The owner of its account; has no console open. */
  admin: Person
  /** A page in a browser of its own; a script that throws there or breaks a policy fails the test. */
  newPage(options?: BrowserContextOptions): Promise<Page>
  /** A visitor on a page of the demo shop. */
  visitor(options?: {
    language?: Language
    at?: string
    context?: BrowserContextOptions
  }): Promise<Shop>
  /** An agent who is invited, signed in and online. */
  agent(
    name: string,
    options?: {
      capacity?: number
      role?: 'agent' | 'admin'
      language?: Language
      context?: BrowserContextOptions
    },
  ): Promise<Desk>
}

/** Playwright's `test` with a relay, and the people around it. */
export const test: ReturnType<typeof plain.extend<Stage>> = plain.extend<Stage>({
  clock: ['real', { option: true }],
  async relay({ clock }, use) {
    const relay = await startRelay({ clock })
    await use(relay)
    await relay.remove()
  },
  async admin({ relay }, use) {
    await use(await owner(relay))
  },
  async time({ relay, browser }, use) {
    const time = timeOf(relay, () => browser.contexts().flatMap(context => context.pages()))
    time.flow()
    await use(time)
    await time.hold()
  },
  async newPage({ browser, clock }, use) {
    const faults: string[] = []
    await use(async options => {
      const context = await browser.newContext(options)
      const page = await context.newPage()
      if (clock === 'test') await page.clock.install()
      page.on('pageerror', error => faults.push(String(error)))
      page.on('console', message => {
        if (/Content.Security.Policy|TrustedHTML/i.test(message.text())) faults.push(message.text())
      })
      return page
    })
    expect(faults).toEqual([])
    for (const context of browser.contexts()) await context.close()
  },
  async visitor({ relay, newPage }, use) {
    await use(async ({ language = 'en', at = 'pink-blouse.html', context } = {}) => {
      const page = await newPage({ ...speaks(language), ...context })
      await page.goto(`${relay.url}/demo/${language === 'id' ? 'id/' : ''}${at}`)
      return shopOn(page, language === 'id' ? widgetIndonesian : widgetEnglish)
    })
  },
  async agent({ admin, newPage }, use) {
    await use(async (name, { language = 'en', context, ...account } = {}) => {
      const person = await addAgent(admin, { name, ...account })
      const page = await newPage({ ...speaks(language), ...context })
      return sitDown(page, person, language === 'id' ? indonesian : english)
    })
  },
})

export { expect }

function speaks(language: Language): BrowserContextOptions {
  return { locale: language === 'id' ? 'id-ID' : 'en-US' }
}
