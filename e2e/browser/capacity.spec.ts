import { english, paceIn } from '../../widget/ui/words/pace.ts'
import { expect, test } from './stage.ts'

const FIRST = paceIn(english).turn({ queue: { position: 1, etaMs: null }, online: 1 })

test('[R5] with capacity two the third chat waits, and is assigned when one is resolved', async ({
  agent,
  visitor,
}) => {
  const budi = await agent('Budi', { capacity: 2 })
  const visitors = [await visitor(), await visitor(), await visitor()]
  for (const [i, shop] of visitors.entries()) {
    await shop.open()
    await shop.send(`Question ${i + 1}`)
    await shop.sees('sent')
  }
  const third = visitors[2]
  await expect(third?.panel.getByText(FIRST) ?? budi.thread).toBeVisible()
  await expect(budi.page.locator('[data-row]')).toHaveCount(2)
  await expect(budi.page.getByText(budi.words.me.load(2, 2))).toBeVisible()
  await budi.tab('waiting')
  await expect(budi.page.locator('[data-row]')).toHaveCount(1)
  await expect(budi.row('Question 3').getByRole('img', { name: /left to answer/ })).toBeVisible()

  await budi.open('Question 3')
  await budi.thread.getByRole('button', { name: budi.words.thread.take, exact: true }).click()
  await expect(budi.thread.getByText(budi.words.why.full)).toBeVisible()

  await budi.tab('mine')
  await budi.open('Question 1')
  await budi.send('Answer 1')
  await budi.resolve()
  await expect(third?.panel.getByText(third.words.joined('Budi')) ?? budi.thread).toBeVisible()
  await expect(budi.row('Question 3')).toBeVisible()
  await expect(budi.row('Question 1')).toHaveCount(0)
})
