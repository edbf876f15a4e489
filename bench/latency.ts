import { parseArgs } from 'node:util'
import { figuresOf, fsyncP50, host, round, table } from './figures.ts'
import { bare, CHATS, sapa } from './lanes.ts'
import { drive } from './schedule.ts'

/** The p99 that a shop's message may take to the agent's socket at 500 a second. */
const BAR_MS = 20
/** Both relays take turns of this length, so that whatever else the machine does meets both. */
const TURN_S = 5

const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '500' },
    seconds: { type: 'string', default: '20' },
  },
})
const rate = Number(values.rate)
const seconds = Number(values.seconds)
if (!(rate >= 1 && rate <= 1000 && seconds >= 1)) {
  console.error('Usage: npm run bench:latency -- [--rate 1…1000] [--seconds 1…]')
  process.exit(64)
}

const { cores, cpu, node } = host()
const consoles = Math.ceil(rate / CHATS)
const real = await sapa(rate)
const fsyncMs = fsyncP50(real.data)
let sent = 0
await drive(real, { first: sent, count: rate, rate }) // warms both ends up, and tells the size of a frame
sent += rate
const echo = await bare(rate, real.frameChars)
await drive(echo, { first: 0, count: rate, rate })

const times = { sapa: [] as number[], bare: [] as number[] }
for (let done = 0; done < seconds; done += TURN_S) {
  const turn = { first: sent, count: rate * Math.min(TURN_S, seconds - done), rate }
  times.sapa.push(...(await drive(real, turn)))
  times.bare.push(...(await drive(echo, turn)))
  sent += turn.count
}
await real.close()
await echo.close()

const messages = rate * seconds
const lost = messages - times.sapa.length
const result = { sapa: figuresOf(times.sapa), bare: figuresOf(times.bare) }
const ratio = round(result.sapa.p99 / result.bare.p99)
const good = lost === 0 && result.sapa.p99 < BAR_MS

console.log(`From a visitor's send to the frame on the agent's socket, in milliseconds.

${rate} visitors at one message a second, ${consoles} agents who hold their conversations, ${rate}/s for ${seconds} s.
Open loop: measured from the moment a message was due, not from when it was sent, so that a stall counts
against every message it held up. Load, relay and bare relay are one process each, on loopback. Sapa commits
each message durably (SQLite, WAL, synchronous=FULL) before it tells ${consoles} consoles and the visitor; the bare
relay hands the same ${real.frameChars} characters to one socket and keeps nothing. They take turns of ${TURN_S} s.
${cores} cores (${cpu}), Node ${node}, fdatasync of 4 KiB p50 ${fsyncMs} ms, ${messages} messages each, ${lost} lost.
`)
const { sapa: ours, bare: theirs } = result
console.log(
  table([
    ['', 'p50', 'p90', 'p99', 'max'],
    ['sapa', ours.p50, ours.p90, ours.p99, ours.max],
    ['bare ws', theirs.p50, theirs.p90, theirs.p99, theirs.max],
    [
      'ratio',
      ours.p50 / theirs.p50,
      ours.p90 / theirs.p90,
      ours.p99 / theirs.p99,
      ours.max / theirs.max,
    ],
  ]),
)
console.log(`\np99 ${ours.p99} ms, the bar is ${BAR_MS} ms: ${good ? 'within' : 'NOT within'}`)
console.log(
  JSON.stringify({
    bench: 'latency',
    rate,
    seconds,
    messages,
    lost,
    ...result,
    ratioP99: ratio,
    barMs: BAR_MS,
    withinBar: good,
    fsyncP50Ms: fsyncMs,
    cores,
    node,
  }),
)
process.exit(good ? 0 : 1)
