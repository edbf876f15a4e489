import { expect, test } from 'vitest'
import { type Conversation, evolve, initial } from '../../protocol/conversation.ts'
import type { Candidate, ConversationEvent, Recorded } from '../../protocol/events.ts'
import { createScene } from '../scene.ts'

const ayu = { id: 'a', name: 'Ayu' }
const chosen: Candidate = { ...ayu, load: 0, capacity: 3, idleMs: null, verdict: 'chosen' }
const asks = (id: string): ConversationEvent => {
  return { type: 'message', id, by: { role: 'visitor', id: 'v' }, text: 'Ada?' }
}

async function logged(facts: ConversationEvent[]) {
  const scene = await createScene()
  const cookie = await scene.signedIn('agent')
  const events = facts.map((event, i): Recorded => ({ seq: i + 1, at: 1000 + i, event }))
  const next = events.reduce(evolve, initial) as Conversation
  await scene.store.append({ c: 'c', expected: 0, events, next })
  const ask = (c: string) => scene.get(`/api/conversations/${c}/decisions`, { cookie })
  return { ...scene, ask }
}

test('[R9] the decisions of a conversation come in order, each with its candidates and reasons in words', async () => {
  const { ask } = await logged([
    { type: 'opened', site: 'shop', visitor: 'v' },
    asks('m'),
    { type: 'routed', to: ayu, cause: 'message', candidates: [chosen] },
    { type: 'assigned', agent: ayu, how: 'routed' },
    { type: 'acked', agent: ayu },
    { type: 'stepped', step: 'nudge', kept: null },
    { type: 'released', agent: ayu, why: 'too-slow' },
  ])
  const answer = await ask('c')
  expect(answer.status).toBe(200)
  const reason = 'holds 0 of 3 chats and was given none yet'
  expect(await answer.json()).toEqual([
    {
      seq: 3,
      at: 1002,
      type: 'routed',
      to: ayu,
      cause: 'message',
      candidates: [{ ...chosen, reason }],
      reason: `When a message arrived, the choice was Ayu, who ${reason}.`,
    },
    {
      seq: 4,
      at: 1003,
      type: 'assigned',
      agent: ayu,
      how: 'routed',
      reason: 'It was offered to Ayu.',
    },
    {
      seq: 6,
      at: 1005,
      type: 'stepped',
      step: 'nudge',
      kept: null,
      reason: expect.stringContaining('Nudge'),
    },
    {
      seq: 7,
      at: 1006,
      type: 'released',
      agent: ayu,
      why: 'too-slow',
      reason: expect.stringContaining('taken from Ayu'),
    },
  ])
})

test('[R9] a long log is read to its end', async () => {
  const chat = Array.from({ length: 1199 }, (_, i) => asks(`m${i}`))
  const { ask } = await logged([
    { type: 'opened', site: 'shop', visitor: 'v' },
    ...chat,
    { type: 'assigned', agent: ayu, how: 'taken' },
  ])
  expect(await (await ask('c')).json()).toMatchObject([{ seq: 1201, reason: 'Ayu took it.' }])
})

test('a conversation without decisions has none, and one that is not there is a 404', async () => {
  const { ask } = await logged([{ type: 'opened', site: 'shop', visitor: 'v' }])
  expect(await (await ask('c')).json()).toEqual([])
  expect((await ask('none')).status).toBe(404)
})

test('[C1] strangers see no decisions', async () => {
  const { get } = await createScene()
  expect((await get('/api/conversations/c/decisions')).status).toBe(401)
})
