import { openLog, textsOf } from '../log.ts'
import { expect, test } from './stage.ts'

test('[R1] two visitors with two agents never mix', async ({ agent, visitor }) => {
  const [budi, citra] = [await agent('Budi'), await agent('Citra')]
  const [ayu, dewi] = [await visitor(), await visitor({ language: 'id' })]
  await ayu.open()
  await ayu.send('Ayu asks for the blouse')
  await ayu.sees('sent')
  await dewi.open()
  await dewi.send('Dewi tanya kardigan')
  await dewi.sees('sent')

  // The second chat goes to whoever is free: each agent has one and sees only that one under "Mine".
  await expect(budi.page.locator('[data-row]')).toHaveCount(1)
  await expect(citra.page.locator('[data-row]')).toHaveCount(1)
  const hasAyu = (await budi.row('Ayu asks').count()) === 1
  const [ofAyu, ofDewi] = hasAyu ? [budi, citra] : [citra, budi]
  await expect(ofAyu.row('Ayu asks')).toBeVisible()
  await expect(ofDewi.row('Dewi tanya')).toBeVisible()

  await ofAyu.open('Ayu asks')
  await ofDewi.open('Dewi tanya')
  await Promise.all([ofAyu.send('For Ayu: yes'), ofDewi.send('Untuk Dewi: ada')])
  await Promise.all([dewi.send('Dewi lagi'), ayu.send('Ayu again')])

  const said = {
    ayu: ['Ayu asks for the blouse', 'For Ayu: yes', 'Ayu again'],
    dewi: ['Dewi tanya kardigan', 'Untuk Dewi: ada', 'Dewi lagi'],
  }
  await expect(ayu.texts).toHaveText(said.ayu)
  await expect(dewi.texts).toHaveText(said.dewi)
  await expect(ofAyu.texts).toContainText(said.ayu)
  await expect(ofDewi.texts).toContainText(said.dewi)

  const log = await openLog(budi.person)
  const logs = await Promise.all(log.rows().map(async ({ c }) => textsOf(await log.read(c))))
  log.close()
  expect(logs.toSorted()).toEqual([said.ayu, said.dewi].toSorted())
})
