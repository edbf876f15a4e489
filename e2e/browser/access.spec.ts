import { defaultLadder } from '../../protocol/ladder.ts'
import { english as failedWords } from '../../widget/ui/words/failed.ts'
import { changeSite, inviteLink } from '../people.ts'
import { expectClean, looks } from './axe.ts'
import { expect, test } from './stage.ts'

/** Neither composer nor API lets a text out that the relay refuses; this one becomes such a text on its way there. */
const GROWS = 'Too long when it arrives'

for (const [look, context] of Object.entries(looks)) {
  test(`[W10] axe finds nothing in the widget, whatever its state (${look})`, async ({
    relay,
    agent,
    visitor,
  }) => {
    const budi = await agent('Budi')
    const { page, ...ayu } = await visitor({ context })
    const clean = (what: string) => expectClean(page, what, 'sapa-chat')
    await page.routeWebSocket(/\/visitor/, line => {
      const relay = line.connectToServer()
      line.onMessage(frame => relay.send(String(frame).replace(GROWS, 'x'.repeat(4001))))
    })
    await expect(ayu.launcher).toBeVisible()
    await clean('closed')
    await ayu.open()
    await expect(ayu.panel.getByText(ayu.words.agentsHere(1))).toBeVisible()
    await clean('open')

    await ayu.send(
      'Do you ship to Bandung? https://example.com/a-rather-long-address/that-must-wrap',
    )
    await budi.open('Bandung')
    await budi.send('We do, in two days.')
    await budi.composer.pressSequentially('And')
    await expect(ayu.panel.getByRole('img', { name: ayu.words.typing('Budi') })).toBeVisible()
    await clean('in conversation, with somebody typing')
    await ayu.composer.fill('a'.repeat(4002))
    await expect(ayu.panel.getByText(ayu.words.tooLong(2))).toBeVisible()
    await clean('with a text that is too long')

    await ayu.send(GROWS)
    await expect(ayu.panel.getByRole('alert')).toContainText(failedWords['too-long'])
    await clean('with a failed message')
    await ayu.panel.getByRole('button', { name: failedWords.discard }).click()
    await ayu.composer.fill('')

    await budi.composer.fill('')
    await budi.resolve()
    await expect(ayu.panel.getByText(ayu.words.resolved)).toBeVisible()
    await clean('resolved')
    await relay.kill()
    await expect(ayu.panel.getByText(ayu.words.offline)).toBeVisible()
    await clean('offline')
  })

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
