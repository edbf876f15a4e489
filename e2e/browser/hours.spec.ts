import { span } from '../../console/words/format.ts'
import { ask } from '../people.ts'
import { expectClean, looks } from './axe.ts'
import { watchOver } from './minute.ts'
import { expect, test } from './stage.ts'

test.use({ clock: 'test' })

const MINUTE = 60_000
const ASK = 'Is anybody there tonight?'

test('[R14] a department gets hours of its own by keyboard, and the report counts from their beginning', async ({
  admin,
  agent,
  newPage,
  relay,
  time,
  visitor,
}) => {
  const care = await ask<{ id: string }>(admin, 'POST', '/api/departments', { name: 'Care' })
  const budi = await agent('Budi')
  await ask(admin, 'PATCH', `/api/agents/${budi.person.id}`, { departments: [care.id] })
  const { page, ...lead } = await watchOver(await newPage(), admin)
  const { policy, report, settings } = lead.words
  const ayu = await visitor()
  await ayu.page.evaluate("void sapa('set', { department: 'care' })")
  await ayu.open()
  await expect(ayu.panel.getByText(ayu.words.agentsHere(1))).toBeVisible()
  await time.hold()
  const opensAt = opening(await relay.advance(0))

  await lead.goTo('settings')
  const fold = page.locator('details.fold').filter({ hasText: policy.hoursOf('Care') })
  const summary = fold.locator('summary')
  await expect(summary).toContainText(policy.shopsHours)
  const { keyboard } = page
  await summary.focus()
  await keyboard.press('Enter')
  await keyboard.press('Tab')
  await keyboard.press('ArrowRight')
  await expect(fold.getByRole('radio', { name: policy.itsHours })).toBeChecked()
  await keyboard.press('Tab')
  await keyboard.type(opensAt.zone)
  await keyboard.press('Tab')
  await keyboard.type(`00:10-00:20, ${opensAt.clock}-02:00`)
  await expect(fold.getByText(policy.late(`${opensAt.clock}-02:00`, 'Tuesday'))).toBeVisible()
  for (let day = 0; day < 7; day++) await keyboard.press('Tab')
  await keyboard.press('Enter')
  await expect(fold.getByLabel('Sunday')).toHaveValue(`00:10-00:20, ${opensAt.clock}-02:00`)
  await keyboard.press('Tab')
  await keyboard.type('2020-12-25\n2020-12-24 08:00-12:00')
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  await expect(fold.getByRole('status')).toHaveText(settings.saved)
  await expect(summary).toContainText(policy.itsHours)

  await ayu.send(ASK)
  await expect(budi.call(ASK)).toBeVisible()
  const waited = opensAt.at + 12_000 - (await relay.advance(0))
  // A line that hears nothing for 50 s is given up.
  for (let left = waited; left > 0; left -= 10_000) await time.pass(Math.min(left, 10_000))
  await budi.open(ASK)
  await budi.send('Good evening! Yes, until two.')
  await expect(ayu.texts.last()).toHaveText('Good evening! Yes, until two.')

  await lead.goTo('report')
  const half = page
    .getByRole('region', { name: report.title })
    .locator('.numbers > div')
    .filter({ hasText: report.percentile(50) })
  const share = page.locator('.headline dd').first()
  await page.getByLabel(report.department).selectOption({ label: 'Care' })
  await expect(half).toContainText(span(waited, lead.words, 'en'))
  await expect(share).toHaveText(/^0/)
  await page.getByLabel(report.clock).selectOption({ label: report.business })
  await expect(half).toContainText('12.0 s')
  await expect(share).toHaveText(/^100/)
  await expectClean(page, 'the report in business hours')

  await page.setViewportSize(looks.narrow.viewport)
  await expectClean(page, 'the report in business hours, at 320 px')
  await lead.goTo('settings')
  await summary.click()
  await fold.getByLabel('Wednesday').fill('noon')
  await expect(fold.getByText(policy.noRange('noon'))).toBeVisible()
  await expectClean(page, 'the hours of a department, at 320 px')
  await fold.getByRole('button', { name: settings.save }).click()
  await expect(fold.getByLabel('Wednesday')).toBeFocused()
  await fold.getByRole('radio', { name: policy.shopsHours }).check()
  await fold.getByRole('button', { name: settings.save }).click()
  await expect(summary).toContainText(policy.shopsHours)
})

/** A full minute past the target from `now`, and a zone in which it is then between ten and eleven at night. */
function opening(now: number): { at: number; zone: string; clock: string } {
  const at = Math.ceil((now + MINUTE) / MINUTE) * MINUTE
  const utc = new Date(at)
  const ahead = ((22 - utc.getUTCHours() + 36) % 24) - 12
  const minutes = String(utc.getUTCMinutes()).padStart(2, '0')
  // In these names west is plus.
  return { at, zone: `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`, clock: `22:${minutes}` }
}
