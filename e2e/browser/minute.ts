import type { Locator } from '@playwright/test'
import type { ConversationEvent, Recorded } from '../../protocol/events.ts'
import { defaultLadder } from '../../protocol/ladder.ts'
import { openLog, textsOf } from '../log.ts'
import type { Person } from '../people.ts'
import { type Desk, deskOn, signIn } from './desk.ts'
import type { Shop } from './shop.ts'
import { expect, type Stage } from './stage.ts'
import type { Time } from './time.ts'

const { handOnMs, allHandsMs } = defaultLadder

/** Whom a minute with everybody needs. */
type Company = Pick<Stage, 'admin' | 'agent' | 'newPage' | 'time' | 'visitor'>

/** The log of the open conversation that begins with `text`, read by somebody who is away. */
export async function logOf(lead: Person, text: string): Promise<Recorded[]> {
  const reader = await openLog(lead)
  const logs = await Promise.all(reader.rows().map(({ c }) => reader.read(c)))
  reader.close()
  const log = logs.find(entries => textsOf(entries)[0] === text)
  if (!log) throw new Error(`No open conversation begins with “${text}”`)
  return log
}

/** What `pick` finds in a log, each with its milliseconds after the first message. */
export function since<T>(
  log: readonly Recorded[],
  pick: (event: ConversationEvent) => T | null,
): [T, number][] {
  const startedAt = log.find(({ event }) => event.type === 'message')?.at ?? Number.NaN
  return log.flatMap(({ event, at }): [T, number][] => {
    const found = pick(event)
    return found === null ? [] : [[found, at - startedAt]]
  })
}

/** The lead, away, with the conversation that says `text` in sight. */
export async function lookOn(desk: Desk, text: string): Promise<void> {
  await desk.tab('all')
  await desk.open(text)
}

/** The console of somebody who is away: it gets no offers. */
export async function watchOver(page: Desk['page'], person: Person): Promise<Desk> {
  await signIn(page, person)
  const desk = deskOn(page, person)
  await expect(page.getByRole('switch', { name: desk.words.me.switch })).toBeVisible()
  return desk
}

/** Asks and, of the agents at hand, tells who was offered it first, once the lead sees that it is on their screen. */
export async function offered(env: {
  shop: Shop
  text: string
  lead: Desk
  agents: [Desk, Desk]
}): Promise<[first: Desk, second: Desk]> {
  const { shop, text, lead, agents } = env
  await shop.send(text)
  await lookOn(lead, text)
  const [one, other] = agents
  const { acked } = lead.words.thread
  const onOne = lead.thread.getByText(acked(one.person.name))
  await expect(onOne.or(lead.thread.getByText(acked(other.person.name)))).toBeVisible()
  return (await onOne.isVisible()) ? [one, other] : [other, one]
}

/**
 * Sits two agents and the lead down, asks, and lets the time run to all hands: nobody has answered, and the chat has been
 * handed on from `first` to `second`.
 */
export async function calledAllHands(
  { admin, agent, newPage, time, visitor }: Company,
  text: string,
): Promise<{ shop: Shop; first: Desk; second: Desk }> {
  const lead = await watchOver(await newPage(), admin)
  const agents: [Desk, Desk] = [await agent('Budi'), await agent('Citra')]
  const shop = await visitor()
  await shop.open()
  await time.hold()
  const [first, second] = await offered({ shop, text, lead, agents })
  await time.pass(handOnMs)
  await expect(second.call(text)).toBeVisible()
  await expect(lead.thread.getByText(lead.words.thread.acked(second.person.name))).toBeVisible()
  await time.pass(allHandsMs - handOnMs)
  return { shop, first, second }
}

/** Lets moments pass until `sign` is to be seen; resolves with how many milliseconds they were. */
export async function closesAt(time: Time, sign: Locator): Promise<number> {
  let passed = 0
  await expect(async () => {
    await time.pass(60)
    passed += 60
    await expect(sign).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 10_000 })
  return passed
}
