import { expect, type Locator, type Page } from '@playwright/test'
import { plainWidget, type Site, type WidgetSettings } from '../../protocol/people.ts'
import { words as arabic } from '../../widget/ui/words/ar.ts'
import { words as english } from '../../widget/ui/words/en.ts'
import { words as indonesian } from '../../widget/ui/words/id.ts'
import { type Shop, shopOn } from '../browser/shop.ts'
import type { Clerk } from '../clerk.ts'
import { changeSite, type Person } from '../people.ts'
import type { RunningRelay } from '../relay.ts'
import { type Lines, lines } from './lines.ts'

export type Tag = 'en' | 'id' | 'ar'

const dictionaries = { en: english, id: indonesian, ar: arabic }
const pages: Record<Tag, string> = {
  en: '/demo/pink-blouse.html',
  id: '/demo/id/pink-blouse.html',
  ar: '/examples/rtl.html',
}

/** Where a tour takes place. */
export interface Stage extends Shop {
  relay: RunningRelay
  clerk: Clerk
  lines: Lines
  /** Within the panel, or beside the launcher. */
  find(selector: string): Locator
  /** The button of a box or a form by which one goes on. */
  go(): Promise<void>
  /** Calls the page's API. */
  sapa(...call: unknown[]): Promise<unknown>
  /** Goes to the shop. */
  arrive(): Promise<void>
  /** Begins the widget anew, with options of the tag and with what the shop has set meanwhile. */
  begin(options?: Record<string, string>): Promise<void>
  /** The chat of a visitor nobody knows. */
  stranger(): Promise<void>
  /** Sets what is said; the rest of the widget's settings is plain. */
  settings(widget: Partial<WidgetSettings>, site?: Partial<Site>): Promise<void>
}

export function stageOn(
  page: Page,
  env: { relay: RunningRelay; admin: Person; clerk: Clerk; tag: Tag; at?: string },
): Stage {
  const { relay, admin, clerk, tag, at = pages[tag] } = env
  const shop = shopOn(page, dictionaries[tag])
  const host = page.locator('sapa-chat')
  const sapa = (...call: unknown[]) =>
    page.evaluate(
      given =>
        (window as unknown as { sapa(...call: unknown[]): Promise<unknown> }).sapa(
          ...(given as unknown[]),
        ) as Promise<unknown>,
      call,
    )
  return {
    ...shop,
    launcher: host.locator('.sapa > button'),
    relay,
    clerk,
    lines: lines[tag],
    find: selector => host.locator(selector),
    go: () => host.locator('.do.first').last().click(),
    sapa,
    async arrive() {
      await page.goto(`${relay.url}${at}`)
      await expect(host.locator('.sapa > button')).toBeVisible()
    },
    async begin(options) {
      await sapa('shutdown')
      await sapa('start', options)
    },
    async stranger() {
      await sapa('reset')
      await sapa('close')
    },
    async settings(widget, site = {}) {
      const settings = { ...plainWidget, ...widget }
      await changeSite(admin, 'demo', { widget: settings, ...site })
    },
  }
}
