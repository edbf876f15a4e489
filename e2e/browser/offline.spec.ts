import { openLog, textsOf } from '../log.ts'
import { expect, test } from './stage.ts'

test('[W6] a visitor without a network goes on writing; all of it arrives once and in order', async ({
  agent,
  visitor,
}) => {
  const budi = await agent('Budi')
  const ayu = await visitor()
  await ayu.open()
  await ayu.send('Before')
  await ayu.sees('sent')
  await budi.open('Before')

  await ayu.page.context().setOffline(true)
  const written = Array.from({ length: 8 }, (_, i) => `Offline ${i + 1}`)
  for (const text of written) await ayu.send(text)
  await ayu.sees('sending')
  await expect(budi.texts).toHaveCount(1)
  await budi.send('Answered while she was away')
  await ayu.page.context().setOffline(false)

  await ayu.sees('seen')
  await expect(ayu.panel.getByText(ayu.words.offline)).toBeHidden()
  const expected = ['Before', 'Answered while she was away', ...written]
  await expect(budi.texts).toContainText(expected)
  await expect(budi.texts).toHaveCount(expected.length)
  await expect(ayu.texts).toHaveText(expected)

  const log = await openLog(budi.person)
  expect(textsOf(await log.read(log.rows()[0]?.c ?? ''))).toEqual(expected)
  log.close()
})

test('[C10] an agent without a network goes on writing too, and is told so', async ({
  agent,
  visitor,
}) => {
  const budi = await agent('Budi')
  const ayu = await visitor()
  await ayu.open()
  await ayu.send('Hello?')
  await budi.open('Hello?')
  await budi.page.context().setOffline(true)
  await budi.send('One moment')
  await budi.send('I look it up')
  await budi.sees('sending')
  await budi.page.context().setOffline(false)
  await expect(ayu.texts).toHaveText(['Hello?', 'One moment', 'I look it up'])
  await budi.sees('seen')
})
