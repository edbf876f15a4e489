import { checkAlways, checkCalm } from './invariants.ts'
import { createWorld, type Spoil } from './world.ts'

export interface Simulated {
  messages: number
  conversations: number
}

const ACTS = 400

/** One bad day of a shop, the same for the same seed. Rejects with the invariant that broke. */
export async function simulate(seed: number, spoil: Spoil = {}): Promise<Simulated> {
  const world = await createWorld(seed, spoil)
  for (let acts = 0; acts < ACTS; acts++) {
    await world.act()
    if (acts % 20 === 0) await checkAlways(world.relays)
  }
  await world.calm()
  await checkAlways(world.relays)
  await checkCalm(world)
  await world.close()
  const { sessions, topics } = world.relays.counts()
  await world.relays.stop()
  const timers = world.clock.timers()
  if (sessions || topics || timers)
    throw new Error(`left behind: ${sessions} sessions, ${topics} topics, ${timers} timers`)
  return { messages: world.written.length, conversations: world.relays.store.log.size }
}
