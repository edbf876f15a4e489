import { DEFAULT_TARGET_MS, defaultLadder } from '../../protocol/ladder.ts'
import { english as choice } from '../../widget/ui/words/choice.ts'
import { changeSite } from '../people.ts'
import { logOf, offered, since, watchOver } from './minute.ts'
import { expect, test } from './stage.ts'

test.use({ clock: 'test' })

const ASK = 'Is this blouse available in blush?'
const EMAIL = 'ayu@mail.example'
const { nudgeMs, handOnMs, allHandsMs } = defaultLadder

test('[R3] the whole minute as visitor, both agents and the lead see it, each rung on its second', async ({
  admin,
  agent,
  newPage,
  time,
  visitor,
}) => {
  const channel = { label: 'WhatsApp', url: 'https://wa.me/628123456789' }
  await changeSite(admin, 'demo', { channel })
  const lead = await watchOver(await newPage(), admin)
  const agents: [Awaited<ReturnType<typeof agent>>, Awaited<ReturnType<typeof agent>>] = [
    await agent('Budi'),
    await agent('Citra'),
  ]
  const ayu = await visitor()
  await ayu.open()
  await expect(ayu.panel.getByText(ayu.words.agentsHere(2))).toBeVisible()
  await time.hold()

  const [first, second] = await offered({ shop: ayu, text: ASK, lead, agents })
  const [firstName, secondName] = [first.person.name, second.person.name]
  const { thread } = lead.words
  const clock = (desk: typeof first) => desk.row(ASK).locator('.clock')
  await expect(first.call(ASK)).toHaveClass(/\boffer\b/)
  await expect(clock(first)).toHaveClass('clock calm')
  await expect(second.call(ASK)).toHaveCount(0)
  await expect(ayu.panel.getByText(ayu.words.joined(firstName))).toBeVisible()

  await time.pass(nudgeMs)
  await expect(clock(first)).toHaveClass('clock nudge')
  await expect(lead.thread.getByText(thread.stepped.nudge)).toBeVisible()
  await expect(second.call(ASK)).toHaveCount(0)

  await time.pass(handOnMs - nudgeMs)
  await expect(second.call(ASK)).toHaveClass(/\boffer\b/)
  await expect(clock(second)).toHaveClass('clock hand-on')
  await expect(first.call(ASK)).toHaveCount(0)
  await expect(lead.thread.getByText(thread.released['too-slow'](firstName))).toBeVisible()
  await expect(lead.thread.getByText(thread.acked(secondName))).toBeVisible()
  await expect(ayu.panel.getByText(ayu.words.joined(secondName))).toBeVisible()

  await time.pass(allHandsMs - handOnMs)
  await expect(first.call(ASK)).toHaveClass(/\ball-hands\b/)
  await expect(first.call(ASK)).toContainText(first.words.inbox.heldBy(secondName))
  await expect(clock(second)).toHaveClass('clock all-hands')
  await expect(lead.thread.getByText(thread.stepped['all-hands'])).toBeVisible()
  await expect(ayu.panel.getByRole('region', { name: choice.sorry })).toHaveCount(0)
  await expect(lead.page.locator('.breach-line')).toHaveCount(0)

  await time.pass(DEFAULT_TARGET_MS - allHandsMs)
  await expect(clock(second)).toHaveClass('clock breach')
  await expect(lead.page.locator('.breach-line')).toContainText(
    lead.words.breach.held([firstName, secondName].join(', ')),
  )
  await expect(second.page.locator('.breach-line')).toHaveCount(0)
  const late = ayu.panel.getByRole('region', { name: choice.sorry })
  await expect(late.getByRole('button', { name: choice.wait })).toBeVisible()
  await expect(late.getByRole('link', { name: channel.label })).toHaveAttribute('href', channel.url)

  await late.getByRole('button', { name: choice.email }).click()
  await late.getByLabel(choice.address).fill(EMAIL)
  await late.getByRole('button', { name: choice.save }).click()
  await expect(late.getByText(choice.willWrite(EMAIL))).toBeVisible()
  await expect(lead.thread.getByText(thread.choseEmail(EMAIL))).toBeVisible()

  const log = await logOf(admin, ASK)
  const rungs = since(log, event => (event.type === 'stepped' ? event.step : null))
  expect(rungs).toEqual([
    ['nudge', nudgeMs],
    ['hand-on', handOnMs],
    ['all-hands', allHandsMs],
    ['breach', DEFAULT_TARGET_MS],
  ])
  const given = since(log, event => (event.type === 'assigned' ? event.agent.name : null))
  expect(given).toEqual([
    [firstName, 0],
    [secondName, handOnMs],
  ])
})
