import { openLog, textsOf } from '../log.ts'
import { expect, test } from './stage.ts'

test('[P1] a killed relay loses nothing, and both sides come back without a reload', async ({
  relay,
  agent,
  visitor,
}) => {
  const budi = await agent('Budi')
  const ayu = await visitor()
  await ayu.open()
  await ayu.send('One')
  await ayu.sees('sent')
  await budi.open('One')
  await budi.send('Two')
  await ayu.send('Three')
  await ayu.sees('seen')
  for (const { page } of [ayu, budi]) await page.evaluate('window.neverReloaded = true')

  await relay.kill()
  await expect(ayu.panel.getByText(ayu.words.offline)).toBeVisible()
  await expect(budi.page.getByText(budi.words.line.down)).toBeVisible()
  await ayu.send('Four')
  await ayu.send('Five')
  await ayu.sees('sending')
  await budi.send('Six')
  await relay.restart()

  await ayu.sees('seen')
  await expect(ayu.texts).toHaveCount(6)
  await expect(budi.texts).toHaveCount(6)
  await budi.sees('seen')
  await ayu.send('Seven')
  await expect(budi.texts.last()).toContainText('Seven')

  const log = await openLog(budi.person)
  const texts = textsOf(await log.read(log.rows()[0]?.c ?? ''))
  log.close()
  expect(texts.toSorted()).toEqual(
    ['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven'].toSorted(),
  )
  expect(texts.indexOf('Four')).toBeLessThan(texts.indexOf('Five'))
  await expect(ayu.texts).toHaveText(texts)
  await expect(budi.texts).toContainText(texts)
  for (const { page } of [ayu, budi]) {
    expect(await page.evaluate('window.neverReloaded')).toBe(true)
  }
})

test('[P1] an orderly restart is as quiet: a message written meanwhile arrives by itself', async ({
  relay,
  agent,
  visitor,
}) => {
  const budi = await agent('Budi')
  const ayu = await visitor()
  await ayu.open()
  await ayu.send('One')
  await budi.open('One')
  expect(await relay.stop()).toBe(0)
  await ayu.send('Two')
  await relay.restart()
  await ayu.sees('seen')
  await expect(budi.texts).toContainText(['One', 'Two'])
})
