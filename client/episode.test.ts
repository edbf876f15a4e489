import { expect, test } from 'vitest'
import * as whole from '../protocol/episode.ts'
import type { Recorded } from '../protocol/events.ts'
import * as lean from './episode.ts'

const ayu = { id: 'a', name: 'Ayu' }
const budi = { id: 'b', name: 'Budi' }
const asked: Recorded = {
  seq: 7,
  at: 1000,
  event: { type: 'message', id: 'm', by: { role: 'visitor', id: 'v' }, text: 'm' },
}
const wish = { department: 'sales', language: null, agent: null, priority: 1 } as const

const first = whole.startEpisode({ episode: null, wish }, asked)

/** The life of an episode with everything that can happen in it. */
function lives({ ...fold }: typeof whole): whole.Episode[] {
  const all = [fold.startEpisode({ episode: first, wish, agent: ayu }, asked)]
  const then = (next: (episode: whole.Episode) => whole.Episode) => {
    for (const last of all.slice(-1)) all.push(next(last))
  }
  then(episode => fold.markAcked(episode, 'a', 1100))
  then(episode => fold.markOpened(episode, 'a', 1200))
  then(episode => fold.reach(episode, { step: 'nudge', kept: null }, 2000))
  then(episode => fold.markTyped(episode, 'a', 2100))
  then(episode => fold.reach(episode, { step: 'hand-on', kept: 'typing' }, 2500))
  then(episode => fold.letGo(episode, 3000, 'too-slow'))
  then(episode => fold.handTo(episode, budi, 3100, false))
  then(episode => fold.ask(episode, 3200))
  then(episode => fold.reach(episode, { step: 'breach', kept: null }, 4000))
  then(episode => fold.answer(episode, budi, 5000, true))
  then(episode => fold.answer(episode, ayu, 6000, false))
  then(episode => fold.resolve(episode, 7000))
  return all
}

test('a shop’s page tells an episode as the relay does, but for its ledger', () => {
  const ledgerless = lives(whole).map(episode => ({
    ...episode,
    holders: [],
    waits: [],
    substantiveAt: null,
  }))
  expect(lives(lean)).toEqual(ledgerless)
})

test('nothing that the fold calls is missing in the page', () => {
  expect(Object.keys(lean).sort()).toEqual(Object.keys(whole).sort())
})
