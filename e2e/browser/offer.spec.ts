import { openLog } from '../log.ts'
import { logOf, lookOn, since, watchOver } from './minute.ts'
import { expect, test } from './stage.ts'

test.use({ clock: 'test' })

test('[R2] a tab that shows nothing has the offer for three seconds, then the next agent has it', async ({
  admin,
  agent,
  newPage,
  time,
  visitor,
}) => {
  const lead = await watchOver(await newPage(), admin)
  const citra = await agent('Citra')
  const dewi = await visitor()
  await dewi.open()
  await dewi.send('Mine is answered')
  await citra.open('Mine is answered')
  await citra.send('It is')
  // Budi has no chat and comes first; the socket of his tab lives, and nothing is on his screen.
  const budi = await agent('Budi')
  const dead = await openLog(budi.person)
  await budi.page.close()
  const ayu = await visitor()
  await ayu.open()
  await time.hold()

  await ayu.send('Is anybody there?')
  await expect(ayu.panel.getByText(ayu.words.joined('Budi'))).toBeVisible()
  await time.pass(2999)
  await expect(citra.call('anybody')).toHaveCount(0)
  await time.pass(1)
  await expect(citra.call('anybody')).toBeVisible()
  await expect(ayu.panel.getByText(ayu.words.joined('Citra'))).toBeVisible()
  await lookOn(lead, 'anybody')
  const { thread } = lead.words
  await expect(lead.thread.getByText(thread.released['no-ack']('Budi'))).toBeVisible()
  await expect(lead.thread.getByText(thread.acked('Citra'))).toBeVisible()

  const log = await logOf(admin, 'Is anybody there?')
  const told = since(log, event =>
    event.type === 'assigned' || event.type === 'acked' || event.type === 'released'
      ? `${event.type} ${event.agent.name}`
      : null,
  )
  expect(told).toEqual([
    ['assigned Budi', 0],
    ['released Budi', 3000],
    ['assigned Citra', 3000],
    ['acked Citra', 3000],
  ])
  dead.close()
})
