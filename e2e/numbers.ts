import { type BrowserContextOptions, expect, type Page } from '@playwright/test'
import { english, type Words } from '../console/words/english.ts'
import { indonesian } from '../console/words/indonesian.ts'
import { type Desk, deskOn, signIn } from './browser/desk.ts'
import type { Person } from './people.ts'

interface Camera {
  newPage(options: BrowserContextOptions): Promise<Page>
  shoot(page: Page, name: string): Promise<void>
}

const languages = [
  { words: english, locale: 'en-GB', suffix: '' },
  { words: indonesian, locale: 'id-ID', suffix: '-indonesian' },
]

/** What is known of each minute, as the lead sees it: board, a breach's ledger, report, ready check, in both languages. */
export async function numbers(
  { newPage, shoot }: Camera,
  env: { lead: Person; late: string; phone: BrowserContextOptions },
): Promise<void> {
  const { lead, late, phone } = env
  const sit = async (options: BrowserContextOptions, words: Words): Promise<Desk> => {
    const page = await newPage({ permissions: ['notifications'], ...options })
    await signIn(page, lead)
    return deskOn(page, lead, words)
  }
  for (const { words, locale, suffix } of languages) {
    const desk = await sit({ locale, viewport: { width: 1280, height: 1120 } }, words)
    const { page } = desk
    await desk.goTo('board')
    await expect(page.locator('.headline dd')).toBeVisible()
    await shoot(page, `lead-board${suffix}`)
    const ledger = page.locator('details.ledger').filter({ hasText: late })
    await ledger.locator('summary').click()
    await expect(ledger.locator('.holders')).toBeVisible()
    await ledger.scrollIntoViewIfNeeded()
    await shoot(page, `breach-ledger${suffix}`)

    await desk.goTo('report')
    await expect(page.locator('.uplot').first()).toBeVisible()
    await shoot(page, `report${suffix}`)

    await desk.goTo('inbox')
    await page.getByRole('button', { name: words.ready.title }).click()
    const sheet = page.getByRole('dialog', { name: words.ready.title })
    const again = sheet.getByRole('button', { name: words.ready.again })
    await again.click()
    await sheet.getByRole('button', { name: words.ready.yes, exact: true }).click()
    await expect(again).toBeEnabled()
    await expect(sheet.getByText(words.ready.green)).toBeVisible()
    await shoot(page, `ready-check${suffix}`)
    await page.context().close()
  }
  const small = await sit(phone, english)
  await small.goTo('board')
  await expect(small.page.locator('.headline dd')).toBeVisible()
  await shoot(small.page, 'phone-board')
  await small.page.context().close()
}
