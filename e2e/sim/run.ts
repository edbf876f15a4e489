import { parseArgs } from 'node:util'
import { simulate } from './simulate.ts'

const { values } = parseArgs({ options: { seed: { type: 'string' }, seeds: { type: 'string' } } })
const seeds = values.seed
  ? [Number(values.seed)]
  : Array.from({ length: Number(values.seeds ?? 300) }, (_, i) => i + 1)

const started = performance.now()
const total = { messages: 0, conversations: 0 }
const broken: string[] = []
for (const seed of seeds) {
  try {
    const { messages, conversations } = await simulate(seed)
    total.messages += messages
    total.conversations += conversations
  } catch (error) {
    broken.push(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
const seconds = ((performance.now() - started) / 1000).toFixed(1)
for (const line of broken.slice(0, 10))
  console.error(`${line}  (npm run sim -- --seed N replays it)`)
console.log(
  `${seeds.length} seeds, ${total.conversations} conversations, ${total.messages} messages in ${seconds} s: ${broken.length} broken`,
)
process.exitCode = broken.length ? 1 : 0
