import { defaultLadder } from '../../protocol/ladder.ts'
import { textsOf } from '../log.ts'
import { calledAllHands, logOf, since } from './minute.ts'
import { expect, test } from './stage.ts'

test.use({ clock: 'test' })

const { allHandsMs } = defaultLadder

test('[R3] all hands: of two answers in the same moment one counts, and the other keeps its words as a draft', async ({
  admin,
  agent,
  newPage,
  time,
  visitor,
}) => {
  const text = 'Is this blouse available in blush?'
  const company = { admin, agent, newPage, time, visitor }
  const { shop: ayu, first, second } = await calledAllHands(company, text)
  await first.call(text).getByRole('button', { name: first.words.offer.answer }).click()
  await expect(first.thread.getByText(first.words.offer.first)).toBeVisible()
  await second.open(text)

  const desks = [first, second]
  for (const { composer, person } of desks) await composer.fill(`${person.name} says yes`)
  await Promise.all(desks.map(({ composer }) => composer.press('Enter')))

  await expect(ayu.texts).toHaveCount(2)
  const log = await logOf(admin, text)
  const [, said = ''] = textsOf(log)
  const [winner, loser] = said.startsWith(first.person.name) ? [first, second] : [second, first]
  await expect(ayu.texts).toHaveText([text, `${winner.person.name} says yes`])
  const { offer } = loser.words
  await expect(loser.thread.getByText(offer.draft(`${loser.person.name} says yes`))).toBeVisible()
  await expect(loser.composer).toHaveCount(0)
  await expect(winner.composer).toBeVisible()
  const answers = since(log, event =>
    event.type === 'message' && event.by.role === 'agent' ? event.by.name : null,
  )
  expect(answers).toEqual([[winner.person.name, allHandsMs]])
})

test('[R3] a chat that was answered first by somebody else is told so on the other screen', async ({
  admin,
  agent,
  newPage,
  time,
  visitor,
}) => {
  const text = 'Does it come in blush?'
  const company = { admin, agent, newPage, time, visitor }
  const { shop: ayu, first, second } = await calledAllHands(company, text)
  await expect(first.call(text)).toHaveClass(/\ball-hands\b/)
  await second.open(text)
  await second.send('It does')
  await expect(first.page.locator('.call.gone')).toContainText(second.person.name)
  await expect(ayu.texts).toHaveText([text, 'It does'])
})
