import { defaultLadder } from '../../protocol/ladder.ts'
import { changeSite, inviteLink } from '../people.ts'
import { expectClean, looks } from './axe.ts'
import { expect, test } from './stage.ts'

for (const [look, context] of Object.entries(looks)) {
  test(`[C] axe finds nothing in the console, whatever its place (${look})`, async ({
    relay,
    admin,
    newPage,
    agent,
    visitor,
  }) => {
    // Its clocks run through every place; no card calls for hands over the one that is looked at, however slow the machine.
    const hour = { nudgeMs: 900_000, handOnMs: 1_800_000, allHandsMs: 2_700_000 }
    const ladder = { ...defaultLadder, ...hour }
    await changeSite(admin, 'demo', { targetMs: 3_600_000, ladder })
    const gate = await newPage(context)
    await gate.goto(`${relay.url}/console`)
    await expect(gate.getByRole('button', { name: 'Sign in' })).toBeVisible()
    await expectClean(gate, 'sign-in')
    // A link that differs in its fragment only would not load the page again.
    await gate.goto('about:blank')
    await gate.goto(await inviteLink(admin, 'dewi@rumahmode.example'))
    await expect(gate.getByRole('button', { name: 'Set up my account' })).toBeVisible()
    await expectClean(gate, 'invite')

    const { page, ...budi } = await agent('Budi', { capacity: 1, role: 'admin', context })
    await expectClean(page, 'an inbox without chats')
    const [ayu, dewi] = [await visitor(), await visitor()]
    await ayu.open()
    await ayu.send(
      'Do you ship to Bandung? https://example.com/a-rather-long-address/that-must-wrap',
    )
    await expect(budi.row('Bandung')).toBeVisible()
    await dewi.open()
    await dewi.send('Second')
    await dewi.sees('sent')
    await budi.tab('all')
    await expect(budi.row('Second')).toBeVisible()
    await expectClean(page, 'an inbox with clocks')

    await budi.tab('mine')
    await budi.open('Bandung')
    await budi.send('We do, in two days.')
    await ayu.composer.pressSequentially('Thank')
    await expect(budi.thread.locator('.typing')).toBeVisible()
    await expectClean(page, 'a thread')
    await budi.goTo('board')
    await page.locator('details.ledger summary').filter({ hasText: 'by Budi' }).click()
    await expect(page.locator('details[open] .holders')).toBeVisible()
    await expectClean(page, 'the board')
    await budi.goTo('settings')
    await expect(page.getByRole('heading', { name: 'Rumah Mode' })).toBeVisible()
    for (const fold of await page.locator('details.fold > summary').all()) await fold.click()
    await expectClean(page, 'settings')
    await relay.kill()
    await expect(page.getByText(budi.words.line.down)).toBeVisible()
    await expectClean(page, 'the lost line')
  })
}
