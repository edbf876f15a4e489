/*
 * Which share of visitors does a human answer within the minute, under four ways to give them to agents?
 *
 * The same seeded visitors, agents and absences are replayed under each policy by a discrete-event simulation. The logs are made by the
 * real `decide` and folded by the real `evolve`; Sapa is the real dispatcher (`route`), reactions, roster, timekeeper (`due`) and typing
 * watch with the default ladder; all numbers are those of the real `ledger` and `summary`.
 *
 * Where a number comes from a source it is named; the others are assumptions, chosen before the first run and left alone since. What
 * the result owes to them is the last table. The rungs are no assumption but were chosen with this bench: docs/decisions/18.
 *
 * answer        An agent with nothing else answers after a lognormal time, median 20 s and 90th percentile 59 s: 6,028 live human support
 *               chats of the public STAR corpus. It is measured from the offer on the screen.
 * slower        Each further chat held adds 25 %. A chat in progress asks for a reply about every two minutes, and that takes the same
 *               29 s on average, so that one who holds it is busy with it a quarter of the time. Assumption.
 * writing       The last half of that time is writing, at most 12 s (about ten words at the 52 words a minute of V. Dhakal et al.,
 *               Observations on Typing from 136 Million Keystrokes, CHI 2018); half of what is before is noticing. Assumption.
 * handling      A chat answered keeps its agent for a lognormal time, median 6 min, 90th percentile 15 min (mean 7.8 min). Assumption.
 * floor         10 agents, 3 chats each. Beyond three the time is shared: each chat takes longer in proportion. Assumption.
 * utilisation   Visitors × (mean handling + mean answer) over the slots of the agents who are there. A manager who plans 70 % of everybody
 *               on the roster, and does not know that 20 % are absent, has 87.5 %; the last table shows what that does.
 * silent        An agent is away without saying so for 10, 20 or 30 % of the time, in exponential spells of 5 min on average; the console
 *               goes on and confirms what it is offered; chats rest until the agent is back. Assumption.
 * tabs          A tab dies every 4 h of an agent on average and is noticed after 3 min, exponentially. Half close their socket, half hang
 *               with the socket open. Assumption.
 * all hands     Every agent who is there and available goes for the oldest such chat, one at a time, with a time drawn as for an offer, and
 *               stops at twice the capacity. The nudge is taken to have no effect. Assumption.
 * back          10 s at the desk until the one click that ends `away`. Assumption.
 * visitors      wait for ever: nobody leaves.
 * time          4 h that count after half an hour that does not, and 15 min for the last to be answered.
 */
import { parseArgs } from 'node:util'
import { defaultLadder } from '../protocol/ladder.ts'
import { type Cell, cell, type PolicyKey, policies, rungs, type Setting } from './cell.ts'
import { lognormal } from './draws.ts'
import { round, table } from './figures.ts'

const S = 1000
const MIN = 60 * S
const H = 60 * MIN

const setting: Setting = {
  agents: 10,
  utilisation: 0.7,
  habits: { awayShare: 0.2, awayMs: 5 * MIN, tabLifeMs: 4 * H, tabDeadMs: 3 * MIN },
  manner: {
    capacity: 3,
    answer: lognormal(20 * S, 59 * S),
    slower: 0.25,
    writingMs: 12 * S,
    roundTripMs: 100,
    backMs: 10 * S,
  },
  handling: lognormal(6 * MIN, 15 * MIN),
  targetMs: MIN,
  ladder: defaultLadder,
  fromMs: 0.5 * H,
  endMs: 4.5 * H,
  lastMs: 4.75 * H,
}
/** Sapa's share within the minute, and its misses over those of round robin. */
const BAR = { share: 0.98, ratio: 0.1 }

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '18' } } })
const seeds = Number(values.seeds)
if (!(Number.isInteger(seeds) && seeds >= 1)) {
  console.error('Usage: npm run bench:first-response -- [--seeds 1…]')
  process.exit(64)
}
const keys = Object.keys(policies) as PolicyKey[]
const away = (awayShare: number): Partial<Setting> => ({
  habits: { ...setting.habits, awayShare },
})
const cost = ({ allHands, holders }: Cell) => [
  allHands === null ? '–' : percent(allHands),
  holders.toFixed(2),
]
const percent = (share: number | null) => `${((share ?? 0) * 100).toFixed(1)} %`
const seconds = (ms: number | null) => (ms === null ? '∞' : (ms / S).toFixed(1))

async function all(change: Partial<Setting>): Promise<Record<PolicyKey, Cell>> {
  const one = (key: PolicyKey) => cell(key, { ...setting, ...change }, seeds)
  return {
    roundRobin: await one('roundRobin'),
    leastBusy: await one('leastBusy'),
    reroute: await one('reroute'),
    sapa: await one('sapa'),
  }
}
function verdict(roundRobin: Cell, sapa: Cell) {
  const share = sapa.share60 ?? 0
  const ratio = (1 - share) / (1 - (roundRobin.share60 ?? 0))
  return { share, ratio, good: share >= BAR.share && ratio <= BAR.ratio }
}
const judged = ({ share, ratio, good }: ReturnType<typeof verdict>) => [
  ...[percent(share), percent(ratio)],
  good ? 'within' : 'NOT within',
]

const started = performance.now()
console.log(`Share of visitors whom a human answers within 60 s: the same ${seeds} seeded shifts of four hours under each policy.
${setting.agents} agents, ${setting.manner.capacity} chats each; parameters and their sources stand at the top of bench/first-response.ts. Times in
seconds; an unanswered visitor counts as endless. Queued … typing: where an average wait went. Held, peak: chats of an
agent, on average and at most; answers/h: of the idlest and the busiest agent. All hands: share of the visitors who wait
until everybody is called; holders: agents who had a chat, on average.
`)

let main: Record<PolicyKey, Cell> | null = null
for (const share of [0.1, 0.2, 0.3]) {
  const cells = await all(away(share))
  if (share === setting.habits.awayShare) main = cells
  console.log(
    `${percent(setting.utilisation)} utilisation of those who are there, ${percent(share)} of agents silently absent, ${cells.sapa.count} visitors\n`,
  )
  const head = ['within', 'p50', 'p90', 'p99', 'unanswered']
  const lost = ['queued', 'offered', 'shown', 'opened', 'typing']
  const rows = keys.map(key => {
    const { share60, p50Ms, p90Ms, p99Ms, waiting, lostMs, held, peak, answers } = cells[key]
    const times = [p50Ms, p90Ms, p99Ms].map(seconds)
    const load = [held.toFixed(2), `${peak}`]
    const range = `${answers.least.toFixed(1)}–${answers.most.toFixed(1)}`
    const row = [percent(share60), ...times, `${waiting}`, ...lostMs.map(seconds), ...load, range]
    return [policies[key].name, ...row, ...cost(cells[key])]
  })
  const more = ['held', 'peak', 'answers/h', 'all hands', 'holders']
  console.log(`${table([['', ...head, ...lost, ...more], ...rows])}\n`)
}
if (!main) throw new Error('the setting of the bar was not played')
const bar = verdict(main.roundRobin, main.sapa)

const ladders: [number, number, number][] = [
  [10, 20, 30],
  [11, 22, 33],
  [12, 24, 36],
  [15, 30, 45],
  [10, 20, 35],
  [15, 25, 30],
]
console.log(
  'By the rungs, on the visitors of the bar; misses are those of Sapa over those of round robin\n',
)
const laddered: ({ rungs: string } & Pick<Cell, 'allHands' | 'holders'> &
  ReturnType<typeof verdict>)[] = []
const ladderRows: string[][] = []
for (const at of ladders) {
  const sapa = await cell('sapa', { ...setting, ladder: rungs(...at) }, seeds)
  const found = verdict(main.roundRobin, sapa)
  const name = `rungs at ${at[0]}, ${at[1]} and ${at[2]} s`
  const { allHands, holders } = sapa
  laddered.push({ rungs: at.join('/'), allHands, holders, ...found })
  ladderRows.push([name, ...judged(found), seconds(sapa.p50Ms), seconds(sapa.p99Ms), ...cost(sapa)])
}
const ladderHead = ['within', 'misses', 'bar', 'p50', 'p99', 'all hands', 'holders']
console.log(`${table([['', ...ladderHead], ...ladderRows])}\n`)

console.log(
  `Where it breaks down: by utilisation of those who are there, ${percent(setting.habits.awayShare)} silently absent\n`,
)
const levels: { utilisation: number; within: Record<string, number | null> }[] = []
for (const utilisation of [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2]) {
  const cells = await all({ utilisation })
  const within = Object.fromEntries(keys.map(key => [key, cells[key].share60]))
  levels.push({ utilisation, within })
}
const levelRows = levels.map(({ utilisation, within }) => [
  percent(utilisation),
  ...keys.map(key => percent(within[key] ?? null)),
])
console.log(`${table([['', ...keys.map(key => policies[key].name)], ...levelRows])}\n`)

/** The load of a manager who plans with everybody on the roster. */
const roster = { utilisation: setting.utilisation / (1 - setting.habits.awayShare) }
const others: [string, Partial<Setting>][] = [
  ['as above', {}],
  ['nobody absent', away(0)],
  ['70 % of everybody on the roster', roster],
  ['… rungs at 15, 30 and 45 s', { ...roster, ladder: rungs(15, 30, 45) }],
  ['a chat held slows by 10 %', { manner: { ...setting.manner, slower: 0.1 } }],
  ['it slows nobody', { manner: { ...setting.manner, slower: 0 } }],
  ['spells of 15 min', { habits: { ...setting.habits, awayMs: 15 * MIN } }],
  ['30 agents', { agents: 30 }],
]
console.log('What it owes to the assumptions\n')
const swayed: ({ name: string; roundRobin: number | null } & ReturnType<typeof verdict>)[] = []
for (const [name, change] of others) {
  const roundRobin = await cell('roundRobin', { ...setting, ...change }, seeds)
  const sapa = await cell('sapa', { ...setting, ...change }, seeds)
  swayed.push({ name, roundRobin: roundRobin.share60, ...verdict(roundRobin, sapa) })
}
const swayRows = swayed.map(({ name, roundRobin, ...found }) => [
  ...[name, percent(roundRobin)],
  ...judged(found),
])
console.log(
  table([['', policies.roundRobin.name, policies.sapa.name, 'misses', 'bar'], ...swayRows]),
)

console.log(
  `\nSapa answers ${percent(bar.share)} within 60 s, the bar is ${percent(BAR.share)}; it misses ${percent(bar.ratio)} of what round robin misses, the bar is ${percent(BAR.ratio)}: ${bar.good ? 'within' : 'NOT within'}`,
)
const figures = ({ share60, p50Ms, p90Ms, p99Ms, allHands, holders }: Cell) => ({
  ...{ share60, p50Ms, p90Ms, p99Ms },
  ...{ allHands, holders },
})
console.log(
  JSON.stringify({
    bench: 'first-response',
    seeds,
    visitors: main.sapa.count,
    utilisation: setting.utilisation,
    away: setting.habits.awayShare,
    roundRobin: figures(main.roundRobin),
    leastBusy: figures(main.leastBusy),
    reroute: figures(main.reroute),
    sapa: figures(main.sapa),
    missRatio: round(bar.ratio),
    bar: BAR,
    withinBar: bar.good,
    ladders: laddered,
    levels,
    swayed,
    seconds: round((performance.now() - started) / S),
  }),
)
process.exit(bar.good ? 0 : 1)
