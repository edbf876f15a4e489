import { english, paceIn } from '../../widget/ui/words/pace.ts'
import { expect, test } from './stage.ts'

const { turn } = paceIn(english)

/** What is said of a place in the queue, whatever the estimate beside it. */
const place = (position: number) => turn({ queue: { position, etaMs: null }, online: 1 })

test('[R8] who waits sees the own place, and moves up as soon as somebody is served', async ({
  agent,
  visitor,
}) => {
  const budi = await agent('Budi', { capacity: 1 })
  const [ayu, dewi, putri] = [await visitor(), await visitor(), await visitor()]
  for (const [shop, text] of [
    [ayu, 'Ayu asks'],
    [dewi, 'Dewi asks'],
    [putri, 'Putri asks'],
  ] as const) {
    await shop.open()
    await shop.send(text)
    await shop.sees('sent')
  }
  await expect(dewi.panel.getByText(place(1))).toBeVisible()
  await expect(putri.panel.getByText(place(2))).toBeVisible()

  await budi.open('Ayu asks')
  await budi.send('Served')
  await budi.resolve()
  await expect(dewi.panel.getByText(dewi.words.joined('Budi'))).toBeVisible()
  await expect(dewi.panel.getByText(place(1))).toBeHidden()
  await expect(putri.panel.getByText(place(1))).toBeVisible()
})
