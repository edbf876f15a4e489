import { closesAt, logOf, offered, since, watchOver } from './minute.ts'
import { expect, test } from './stage.ts'

test.use({ clock: 'test' })

for (const inside of [true, false]) {
  const what = inside
    ? 'an agent whose line is back a moment before the grace ends keeps the chat'
    : 'a chat moves on when the grace ends, on its second, and not back when the agent is'
  test(`[R4] ${what}`, async ({ admin, agent, newPage, time, visitor }) => {
    const lead = await watchOver(await newPage(), admin)
    const [budi, citra] = [await agent('Budi'), await agent('Citra')]
    const ayu = await visitor()
    await ayu.open()
    await time.hold()
    const text = 'Is anybody there?'
    const [first, second] = await offered({ shop: ayu, text, lead, agents: [budi, citra] })
    const name = first.person.name
    await lead.goTo('board')
    const line = lead.page.locator('.agent').filter({ hasText: name })
    await first.page.close()
    const lostAt = await closesAt(time, line.getByText(lead.words.me.offline))

    await time.pass(7900 - lostAt)
    const again = await newPage()
    if (inside) {
      await watchOver(again, first.person)
      await expect(again.locator('[data-row]').filter({ hasText: text })).toBeVisible()
    }
    await time.pass(2000)
    if (!inside) {
      await watchOver(again, first.person)
      await expect(second.call(text)).toBeVisible()
      await expect(ayu.panel.getByText(ayu.words.joined(second.person.name))).toBeVisible()
    }
    const log = await logOf(admin, text)
    const told = since(log, event =>
      event.type === 'assigned' || event.type === 'released'
        ? `${event.type} ${event.agent.name}`
        : null,
    )
    expect(lostAt).toBeLessThan(1000)
    expect(told.map(([words]) => words)).toEqual(
      inside
        ? [`assigned ${name}`]
        : [`assigned ${name}`, `released ${name}`, `assigned ${second.person.name}`],
    )
    for (const [words, ms] of told.slice(1)) {
      expect(ms, words).toBeGreaterThanOrEqual(8000)
      expect(ms, words).toBeLessThanOrEqual(8000 + lostAt)
    }
  })
}
