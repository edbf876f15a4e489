import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { evolve, initial } from '../protocol/conversation.ts'
import type { Recorded } from '../protocol/events.ts'
import { forVisitor } from '../server/core/redact.ts'
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

test('every kind of event has an example, and those a visitor does not see are named', () => {
  const source = readFileSync(new URL('../protocol/events.ts', import.meta.url), 'utf8')
  const kinds = new Set([...source.matchAll(/{ type: '(\w+)'/g)].map(([, kind]) => kind))
  const shown = new Set([...text.matchAll(/"type":"(\w+)"/g)].map(([, kind]) => kind))
  expect(kinds.size).toBeGreaterThan(10)
  expect([...kinds].filter(kind => !shown.has(kind))).toEqual([])
  const rows = [...text.matchAll(/^\| `(\w+)` \| (.+) \|$/gm)]
  for (const kind of kinds) {
    if (kind === 'private') continue
    const [, , says = ''] = rows.find(([, name]) => name === kind) ?? []
    expect([kind, says]).toEqual([kind, expect.stringMatching(/./)])
    const event = { type: kind, step: 'nudge' } as unknown as Recorded['event']
    const [copy] = forVisitor([{ seq: 1, at: 1, event }])
    expect([kind, copy?.event.type === 'private']).toEqual([kind, says.includes('Agents only')])
  }
})

test('the log in the example is one that the fold takes in to the end', () => {
  const logs = examples
    .map(({ json }) => JSON.parse(json) as { t: string; head: number; events: Recorded[] })
    .filter(({ t }) => t === 'events')
  expect(logs).toHaveLength(2)
  for (const { events, head } of logs) {
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1))
    expect(events.length).toBe(head)
    expect(events.reduce(evolve, initial)).toMatchObject({ site: 'demo', visitor: 'v1' })
  }
})

test('every kind of frame has an example', () => {
  const schemas = readFileSync(new URL('../protocol/up.ts', import.meta.url), 'utf8').concat(
    readFileSync(new URL('../protocol/down.ts', import.meta.url), 'utf8'),
  )
  const kinds = new Set([...schemas.matchAll(/t: '(\w+)'/g)].map(([, kind]) => kind))
  const shown = new Set(examples.map(({ json }) => (JSON.parse(json) as { t: string }).t))
  expect([...kinds].filter(kind => !shown.has(kind as string))).toEqual([])
})
