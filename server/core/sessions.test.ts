import { expect, test } from 'vitest'
import type { Entries } from '../../protocol/down.ts'
import type { Recorded } from '../../protocol/events.ts'
import { limits } from '../../protocol/limits.ts'
import type { Engine } from './engine.ts'
import type { Connection } from './ports.ts'
import { resume, sendPage } from './sessions.ts'

const long = 'x'.repeat(limits.textChars)
const log = Array.from({ length: 100 }, (_, i): Recorded => {
  const by = { role: 'visitor', id: 'v' } as const
  return { seq: i + 1, at: 1, event: { type: 'message', id: `m${i}`, by, text: long } }
})

function given() {
  const sent: Entries<Recorded>[] = []
  const conn: Connection = {
    id: 'c',
    send(frame) {
      sent.push(JSON.parse(frame))
      return 'sent'
    },
    close: () => {},
  }
  const engine = {
    load: async () => ({ head: log.length }),
    read: async (_: string, since: number) => log.slice(since, since + limits.pageEvents),
  } as unknown as Engine
  return { conn, sent, env: { engine, redact: (events: readonly Recorded[]) => [...events] } }
}

test('a page of long texts ends early, and its head says that there is more', async () => {
  const { conn, sent, env } = given()
  for (let since = 0; since < log.length; since = sent.at(-1)?.events.at(-1)?.seq ?? 0)
    await sendPage(env, conn, 'c', since)
  expect(sent.length).toBeGreaterThan(3)
  for (const frame of sent)
    expect(JSON.stringify(frame).length).toBeLessThan(limits.pageChars + 10_000)
  expect(sent.every(({ head }) => head === log.length)).toBe(true)
  expect(sent.flatMap(({ events }) => events.map(({ seq }) => seq))).toEqual(
    log.map(({ seq }) => seq),
  )
})

test('a resume of many conversations sends about one page and leaves the rest to be asked for', async () => {
  const { conn, sent, env } = given()
  const wanted = new Map(['a', 'b', 'c', 'd'].map(c => [c, 0]))
  await resume(env, conn, wanted, true)
  expect(sent.length).toBeGreaterThan(0)
  const length = sent.reduce((sum, frame) => sum + JSON.stringify(frame).length, 0)
  expect(length).toBeLessThan(2 * limits.pageChars + 10_000)
  expect(length).toBeLessThan(limits.bufferedBytes)
})
