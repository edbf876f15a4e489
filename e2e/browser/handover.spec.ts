import { firstResponse } from '../people.ts'
import { expect, test } from './stage.ts'

test('[R4] the chat of an agent whose tab closed moves on after 8 s, and the ledger knows both', async ({
  admin,
  agent,
  visitor,
}) => {
  const budi = await agent('Budi')
  const ayu = await visitor()
  await ayu.open()
  await ayu.send('Is anybody there?')
  await budi.open('anybody')
  const citra = await agent('Citra')
  await budi.page.close()

  await expect(ayu.panel.getByText(ayu.words.left('Budi'))).toBeVisible({ timeout: 15_000 })
  await expect(ayu.panel.getByText(ayu.words.joined('Citra'))).toBeVisible()
  await citra.open('anybody')
  await expect(
    citra.thread.getByText(citra.words.thread.released.disconnected('Budi')),
  ).toBeVisible()
  await citra.send('I am')
  await expect(ayu.from('Citra').getByText('I am')).toBeVisible()

  const [ledger] = (await firstResponse(admin)).ledgers
  const [first, second] = ledger?.holders ?? []
  expect(ledger?.answeredBy?.name).toBe('Citra')
  expect([first?.agent.name, first?.outcome]).toEqual(['Budi', 'disconnected'])
  expect([second?.agent.name, second?.outcome]).toEqual(['Citra', 'holding'])
  expect(first?.heldMs).toBeGreaterThanOrEqual(8000)
  expect(second?.assignedAt).toBeGreaterThanOrEqual(first?.endedAt ?? Number.NaN)

  await citra.goTo('board')
  await citra.page.locator('summary').filter({ hasText: 'by Citra' }).click()
  const holders = citra.page.locator('.holders li')
  await expect(holders).toHaveCount(2)
  await expect(holders.first()).toContainText(`Budi`)
  await expect(holders.first()).toContainText(citra.words.board.outcome.disconnected)
})

test('[R4] an agent who reloads is back within the grace and keeps the chat', async ({
  admin,
  agent,
  visitor,
}) => {
  const budi = await agent('Budi')
  const ayu = await visitor()
  await ayu.open()
  await ayu.send('Is anybody there?')
  await expect(ayu.panel.getByText(ayu.words.joined('Budi'))).toBeVisible()
  const citra = await agent('Citra')
  await budi.page.reload()
  await budi.open('anybody')
  await budi.send('I am still here')
  await expect(ayu.from('Budi').getByText('I am still here')).toBeVisible()
  await expect(citra.page.locator('[data-row]')).toHaveCount(0)
  const [ledger] = (await firstResponse(admin)).ledgers
  expect(ledger?.holders.map(({ agent: { name } }) => name)).toEqual(['Budi'])
})
