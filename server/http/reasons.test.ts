import { expect, test } from 'vitest'
import type { Candidate, Verdict } from '../../protocol/events.ts'
import { candidateReason, type Decided, decisionReason } from './reasons.ts'

const ayu = { id: 'a', name: 'Ayu' }
const budi = { id: 'b', name: 'Budi' }
const one = (verdict: Verdict, idleMs: number | null = 41_000): Candidate => ({
  ...ayu,
  load: 1,
  capacity: 3,
  idleMs,
  verdict,
})

test.each([
  [one('chosen'), 'holds 1 of 3 chats and was given the last one 41 s ago'],
  [one('chosen', null), 'holds 1 of 3 chats and was given none yet'],
  [one('chosen', 119_600), 'holds 1 of 3 chats and was given the last one 2 min ago'],
  [one('chosen', 3 * 3_600_000), 'holds 1 of 3 chats and was given the last one 3 h ago'],
  [one('lost-it'), 'lost it when their console was gone, and comes after the others'],
  [one('lagging'), 'has a chat that waits for an answer longer than its target'],
  [one('not-asked-for'), 'is not the one the page asked for'],
  [one('less-known'), 'is not the one this visitor spoke with last'],
  [one('busier'), 'is busier (1 of 3 chats)'],
  [one('waited-less'), 'has waited no longer (was given one 41 s ago)'],
  [one('waited-less', null), 'has waited no longer'],
  [one('tried'), 'had it before in this episode'],
  [one('full'), 'is full (1 of 3 chats)'],
  [one('other-department'), 'is not in the department asked for'],
  [one('other-language'), 'does not answer in the language asked for'],
  [one('away'), 'is away'],
  [one('offline'), 'is offline'],
])('[R9] an agent with the verdict of %j %s', (candidate, reason) => {
  expect(candidateReason(candidate)).toBe(reason)
})

const full = { ...one('full'), ...budi, load: 3 }
const decisions: [Decided, string][] = [
  [
    { type: 'routed', to: ayu, cause: 'message', candidates: [full, one('chosen')] },
    'When a message arrived, the choice was Ayu, who holds 1 of 3 chats and was given the last one 41 s ago. Budi is full (3 of 3 chats).',
  ],
  [
    { type: 'routed', to: null, cause: 'no-ack', candidates: [one('tried'), full] },
    'When an offer was not confirmed, nobody could have it: Ayu had it before in this episode; Budi is full (3 of 3 chats).',
  ],
  [
    { type: 'routed', to: null, cause: 'restart', candidates: [] },
    'When the relay looked again, nobody could have it: there is no agent.',
  ],
  [
    { type: 'routed', to: ayu, cause: 'hand-on', candidates: [one('chosen', null)] },
    'When it was handed on, the choice was Ayu, who holds 1 of 3 chats and was given none yet.',
  ],
  [
    {
      type: 'routed',
      to: null,
      cause: 'restart',
      candidates: [],
      unknown: ['department', 'agent'],
    },
    'When the relay looked again, nobody could have it: there is no agent. The page asked for a department and an agent that the shop does not have.',
  ],
  [{ type: 'assigned', agent: ayu, how: 'routed' }, 'It was offered to Ayu.'],
  [{ type: 'assigned', agent: ayu, how: 'taken' }, 'Ayu took it.'],
  [
    { type: 'released', agent: ayu, why: 'disconnected' },
    'It was taken from Ayu: no console of theirs came back in time.',
  ],
  [
    { type: 'released', agent: ayu, why: 'no-ack' },
    'It was taken from Ayu: no console of theirs confirmed in time that it shows the offer.',
  ],
  [
    { type: 'released', agent: ayu, why: 'too-slow' },
    'It was taken from Ayu: there was no answer by the time to hand it on.',
  ],
  [
    { type: 'stepped', step: 'nudge', kept: null },
    'Nudge: whoever holds it was called by sound, title and notification.',
  ],
  [
    { type: 'stepped', step: 'hand-on', kept: null },
    'Hand-on: without an answer, it goes on to the next agent.',
  ],
  [
    { type: 'stepped', step: 'hand-on', kept: 'typing' },
    'Hand-on: its holder is typing and keeps it.',
  ],
  [
    { type: 'stepped', step: 'hand-on', kept: 'nobody-else' },
    'Hand-on: its holder keeps it, since nobody else can have it.',
  ],
  [
    { type: 'stepped', step: 'all-hands', kept: null },
    'All hands: every available agent may take it.',
  ],
  [{ type: 'stepped', step: 'breach', kept: null }, 'Breach: the target passed without an answer.'],
]

test.each(decisions)('[R9] the decision %j in words', (event, sentence) => {
  expect(decisionReason(event)).toBe(sentence)
})
