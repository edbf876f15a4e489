import type { RunningRelay } from '../relay.ts'
import {
  checkAgentScreen,
  checkKept,
  checkLoads,
  checkOrder,
  checkVisitorScreen,
  checkWritten,
  type Kept,
} from '../sim/invariants.ts'
import { readFile } from './file.ts'
import type { Shop } from './shop.ts'
import { pause, until } from './until.ts'

/** What is still on its way arrives within this time, or something is lost. */
const SETTLE_MS = 5000

/** Waits until everybody is connected and has sent everything, then compares the data file with what was written and seen. */
export async function checkShop(shop: Shop, relay: RunningRelay, capacity: number): Promise<void> {
  await until('everybody is connected and nothing is unsent', shop.calm, 40_000).catch(error => {
    throw new Error(`${error.message}; ${trouble(shop)}`)
  })
  const end = performance.now() + SETTLE_MS
  for (;;) {
    const wrong = faultOf(shop, readFile(relay.data), capacity)
    if (wrong === null) return
    if (performance.now() > end) throw wrong
    await pause(50)
  }
}

/** What of `seen` the data file does not hold in its place. */
export function unstored({ seen }: Pick<Shop, 'seen'>, { logs }: Kept): string[] {
  const stored = new Map<string, string>()
  for (const [first, ...rest] of logs.values())
    if (first?.event.type === 'opened')
      for (const { seq, event } of rest)
        if (event.type === 'message') stored.set(`${first.event.visitor} ${seq}`, event.text)
  return [...seen].filter(([place, text]) => stored.get(place) !== text).map(([place]) => place)
}

function faultOf(shop: Shop, kept: Kept, capacity: number): unknown {
  try {
    const lost = unstored(shop, kept)
    if (lost.length) throw new Error(`[P1] shown as sent and not in the log: ${lost.slice(0, 5)}`)
    checkKept(kept, Date.now())
    checkLoads(kept.logs, capacity)
    checkWritten(shop.written, kept.logs, (_, text) => shop.refused.has(text))
    checkOrder(kept.logs)
    for (const { name, client } of shop.visitors) checkVisitorScreen(name, client, kept.logs)
    for (const { id, client } of shop.agents) checkAgentScreen(id, client, kept.logs)
    return null
  } catch (error) {
    return error
  }
}

function trouble({ people }: Shop): string {
  return people
    .map(
      ({ name, client, machine }) =>
        `${name} ${JSON.stringify(client.view.link)} ${machine.closed().slice(-3)}`,
    )
    .join(', ')
}
