import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkAgentDown, checkVisitorDown } from '../server/schema/down.ts'
import { parseAgentUp, parseVisitorUp } from '../server/schema/up.ts'

const text = readFileSync(new URL('./protocol.md', import.meta.url), 'utf8')
const examples = [...text.matchAll(/```json (\S+)\n(.+)\n```/g)].map(([, side, json]) => ({
  side,
  json: json ?? '',
}))

test.each(examples)('the example of $side is a frame: $json', ({ side, json }) => {
  const frame: unknown = JSON.parse(json)
  const parsed = () => {
    if (side === 'visitor-up') return parseVisitorUp(json)
    if (side === 'agent-up') return parseAgentUp(json)
    return side === 'visitor-down' ? checkVisitorDown(frame) : checkAgentDown(frame)
  }
  expect(parsed()).toEqual(frame)
})

test('every kind of frame has an example', () => {
  const schemas = readFileSync(new URL('../protocol/up.ts', import.meta.url), 'utf8').concat(
    readFileSync(new URL('../protocol/down.ts', import.meta.url), 'utf8'),
  )
  const kinds = new Set([...schemas.matchAll(/t: '(\w+)'/g)].map(([, kind]) => kind))
  const shown = new Set(examples.map(({ json }) => (JSON.parse(json) as { t: string }).t))
  expect([...kinds].filter(kind => !shown.has(kind as string))).toEqual([])
})
