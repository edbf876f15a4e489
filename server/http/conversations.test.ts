import { expect, test } from 'vitest'
import { noContext } from '../../protocol/context.ts'
import { type Conversation, evolve, initial } from '../../protocol/conversation.ts'
import type { ConversationEvent, Recorded } from '../../protocol/events.ts'
import { createScene } from '../scene.ts'

const budi = { id: 'admin', name: 'Sari' }

/** A shop with `count` resolved conversations of one visitor, one a second from `start`. */
async function history(count: number) {
  const scene = await createScene()
  const cookie = await scene.signedIn('admin')
  const start = scene.clock.now()
  const visitor = {
    id: 'v',
    site: 'shop',
    name: 'Putri',
    email: null,
    external: null,
    context: noContext,
    page: null,
    language: 'id',
    timezone: 'Asia/Jakarta',
    device: 'Chrome on Android',
    firstSeenAt: start,
    online: false,
  }
  await scene.store.putVisitor(visitor)
  for (let n = 0; n < count; n++) {
    const facts: ConversationEvent[] = [
      { type: 'opened', site: 'shop', visitor: 'v' },
      { type: 'message', id: `m${n}`, by: { role: 'visitor', id: 'v' }, text: 'Ada warna lain?' },
      { type: 'resolved', by: budi },
    ]
    const events: Recorded[] = facts.map((event, i) => ({
      seq: i + 1,
      at: start + n * 1000,
      event,
    }))
    const next = events.reduce(evolve, initial) as Conversation
    await scene.store.append({ c: `c${n}`, expected: 0, events, next })
  }
  const ask = (path: string) => scene.get(path, { cookie })
  const rows = async (path: string) => {
    const answer = (await (await ask(path)).json()) as {
      rows: { c: string }[]
      visitors: unknown[]
    }
    return { rows: answer.rows.map(({ c }) => c), visitors: answer.visitors }
  }
  return { ...scene, start, visitor, ask, rows }
}

test('[C2] resolved conversations come newest first, page by page, with their visitors once', async () => {
  const { rows, visitor, clock, start } = await history(3)
  clock.advance(2000)
  const first = await rows('/api/conversations?status=resolved&limit=2')
  expect(first).toEqual({ rows: ['c2', 'c1'], visitors: [visitor] })
  const second = await rows(`/api/conversations?status=resolved&limit=2&before=${start + 1000}`)
  expect(second.rows).toEqual(['c0'])
})

test.each([
  ['', 'status: expected resolved'],
  ['?status=open', 'status: expected resolved'],
  ['?status=resolved&limit=0', 'limit: expected a whole number between 1 and 200'],
  ['?status=resolved&limit=201', 'limit: expected a whole number between 1 and 200'],
  ['?status=resolved&before=soon', 'before: expected epoch milliseconds'],
])('the question %s is refused with what was expected', async (query, detail) => {
  const { ask } = await history(0)
  const answer = await ask(`/api/conversations${query}`)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ detail: expect.stringContaining(detail) })
})

test('[C6] a visitor is shown with earlier conversations', async () => {
  const { ask, visitor } = await history(2)
  const answer = (await (await ask('/api/visitors/v')).json()) as { conversations: { c: string }[] }
  expect(answer).toMatchObject({ visitor })
  expect(answer.conversations.map(({ c }) => c)).toEqual(['c1', 'c0'])
  expect((await ask('/api/visitors/none')).status).toBe(404)
})

test('[C1] strangers see neither', async () => {
  const { get } = await createScene()
  expect((await get('/api/conversations?status=resolved')).status).toBe(401)
  expect((await get('/api/visitors/v')).status).toBe(401)
})
