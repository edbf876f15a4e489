import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ConversationState, evolve, initial } from '../protocol/conversation.ts'
import type { Episode } from '../protocol/episode.ts'
import type { Author, ConversationEvent } from '../protocol/events.ts'
import { follow } from './fold.ts'
import type { VisitorEpisode, VisitorState } from './view.ts'

const ayu = { id: 'a', name: 'Ayu' }
const budi = { id: 'b', name: 'Budi' }
const wish = { department: 'sales', language: null, agent: null, priority: 1 } as const
const visitor: Author = { role: 'visitor', id: 'v' }
const agent: Author = { role: 'agent', ...ayu }

/** Everything that a visitor's copy of a log can hold. */
const told: ConversationEvent[] = [
  { type: 'opened', site: 's', visitor: 'v' },
  { type: 'message', id: 'm', by: visitor, text: 'x'.repeat(200) },
  { type: 'message', id: 'n', by: agent, text: 'yes', substantive: true },
  { type: 'assigned', agent: ayu, how: 'routed' },
  { type: 'assigned', agent: budi, how: 'taken' },
  { type: 'released', agent: ayu, why: 'too-slow' },
  { type: 'stepped', step: 'nudge', kept: null },
  { type: 'stepped', step: 'breach', kept: null },
  { type: 'wished', wish },
  { type: 'chose', id: 'w1', choice: 'email', email: 'v@mail.example' },
  { type: 'acted', message: 'n', action: 'add' },
  { type: 'rated', score: 5, comment: null, likely: null },
  { type: 'merged', visitor: 'w' },
  { type: 'read', by: visitor, upTo: 3 },
  { type: 'read', by: agent, upTo: 2 },
  { type: 'resolved', by: ayu },
  { type: 'private' },
]

/** What a page reads of the relay's state. */
function read(state: ConversationState): VisitorState {
  if (state.status === 'new') return state
  const known = { read: state.read, episode: state.episode && episodeOf(state.episode) }
  return state.status === 'assigned'
    ? { ...known, status: state.status, agent: state.agent }
    : { ...known, status: state.status }
}
function episodeOf({ startSeq, answeredAt, step, choice, resolvedAt }: Episode): VisitorEpisode {
  return { startSeq, answeredAt, step, choice, resolvedAt }
}

test('a shop’s page folds what it reads of a log as the relay does', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...told), { maxLength: 30 }), events => {
      let page: VisitorState = { status: 'new' }
      let relay = initial
      for (const [i, event] of [...told.slice(0, 1), ...events].entries()) {
        const recorded = { seq: i + 1, at: 1000 * i, event }
        page = follow(page, recorded)
        relay = evolve(relay, recorded)
        expect(page).toEqual(read(relay))
      }
    }),
    { numRuns: 500 },
  )
})
