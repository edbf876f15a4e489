import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Ladder } from '../../protocol/ladder.ts'
import { timesAt } from '../../protocol/ladder.ts'
import { ledger } from '../../server/core/ledger.ts'
import { changeSite, owner, type Person } from '../people.ts'
import { type RunningRelay, startRelay } from '../relay.ts'
import type { Random } from '../sim/random.ts'
import { checkShop } from './check.ts'
import { readFile } from './file.ts'
import { seeded } from './load.ts'
import { judgeRungs, type Outage } from './rungs.ts'
import { openShop, type Shop } from './shop.ts'
import { pause, until } from './until.ts'

const KILLS = 50
const VISITORS = 24
const CAPACITY = 6
const TARGET_MS = 5000
const LADDER: Ladder = {
  ackMs: 1000,
  nudgeMs: 2000,
  handOnMs: 3000,
  allHandsMs: 4000,
  graceMs: 8000,
}
/** Time for a machine with other things to do; the clock under test control is held to the millisecond elsewhere. */
const SLACK_MS = 1000
const BREATH_MS = 200

let relay: RunningRelay
let admin: Person
beforeEach(async () => {
  relay = await startRelay()
  admin = await owner(relay)
})
afterEach(() => relay.remove())

/** Visitors ask whenever nothing of theirs is open; agents answer some and resolve what is answered. */
function startShift(shop: Shop, random: Random): { stop(): Promise<void> } {
  let running = true
  async function ask(visitor: Shop['visitors'][number]) {
    while (running) {
      await pause(100 + random.below(1500))
      const { status } = visitor.client.view.state
      if (status === 'new' || status === 'resolved') shop.write(visitor)
    }
  }
  async function answer(agent: Shop['agents'][number]) {
    while (running) {
      await pause(100 + random.below(800))
      if (random.chance(0.5)) shop.write(agent)
      for (const [c, { state }] of agent.client.view.rows)
        if (state.status === 'assigned' && state.agent.id === agent.id)
          if (state.unansweredSince === null) void agent.client.resolve(c)
    }
  }
  const works = [...shop.visitors.map(ask), ...shop.agents.map(answer)]
  return {
    async stop() {
      running = false
      await Promise.all(works)
    },
  }
}

test('[R3] [R10] fifty kills at random moments of the ladder: no step is missing, none stands twice, and the ledgers add up', async () => {
  const random = seeded()
  await changeSite(admin, 'demo', { targetMs: TARGET_MS, ladder: LADDER })
  const capacities = [CAPACITY, CAPACITY, CAPACITY]
  const shop = await openShop(relay, { visitors: VISITORS, capacities, random: random.next, admin })
  const shift = startShift(shop, random)
  const outages: Outage[] = []
  for (let kill = 0; kill < KILLS; kill++) {
    await pause(random.below(600))
    const from = Date.now()
    await relay.restart()
    // What fell due in a relay's last breath may be left to the next one.
    outages.push({ from: from - BREATH_MS, to: Date.now() })
    shop.wake()
  }
  await shift.stop()
  shop.wake()
  await checkShop(shop, relay, CAPACITY)
  // What nobody answered climbs to its end.
  await until('every open question has passed its target', () =>
    readFile(relay.data).episodes.every(
      ({ episode }) => episode.answeredAt !== null || episode.step === 'breach',
    ),
  )

  const { logs, episodes } = readFile(relay.data)
  const now = Date.now()
  let [rungs, lateMs] = [0, 0]
  for (const log of logs.values()) {
    const rules = { outages, slackMs: SLACK_MS }
    const judged = judgeRungs({ ...rules, log, now })
    expect(judged.faults).toEqual([])
    rungs += judged.rungs
    lateMs = Math.max(lateMs, judged.lateMs)
  }
  for (const row of episodes) {
    const { startedAt, answeredAt, resolvedAt } = row.episode
    const spent = Object.values(ledger(row, now, timesAt(undefined)).phases)
    const wall = (answeredAt ?? resolvedAt ?? now) - startedAt
    expect(spent.reduce((sum, ms) => sum + ms, 0)).toBe(wall)
  }
  console.log(
    `ladder: ${KILLS} kills, ${episodes.length} episodes, ${rungs} rungs, the latest ${lateMs} ms late`,
  )
  expect(rungs).toBeGreaterThan(100)
  expect(relay.logs()).not.toMatch(/"level":[56]0/)
})
