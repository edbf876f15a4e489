import { describe, expect, it } from 'vitest'
import type { Entry } from '../../client/view.ts'
import { midnight } from '../words/format.ts'
import { story } from './story.ts'

const NOON = midnight(1_795_000_000_000) + 12 * 3_600_000
const ayu = { id: 'ayu', name: 'Ayu' }

let seq = 0
const said = (role: 'visitor' | 'agent', at: number): Entry => ({
  kind: 'message',
  id: `m${++seq}`,
  by: role === 'visitor' ? { role, id: 'v' } : { role, ...ayu },
  text: 'x',
  at,
  seq,
  state: 'sent',
  why: null,
})
const routed = (to: typeof ayu | null): Entry => ({
  kind: 'notice',
  what: 'routed',
  seq: ++seq,
  at: NOON,
  to,
  cause: 'message',
  candidates: [],
})
const assigned = (how: 'routed' | 'taken'): Entry => ({
  kind: 'notice',
  what: 'assigned',
  seq: ++seq,
  at: NOON,
  agent: ayu,
  how,
})
const kinds = (entries: Entry[]) =>
  story(entries).flatMap(day =>
    day.beats.map(beat => (beat.kind === 'notice' ? beat.what : 'said')),
  )

describe('story', () => {
  it('[R9] does not say twice who was given the chat', () => {
    expect(kinds([routed(ayu), assigned('routed')])).toEqual(['routed'])
    expect(kinds([routed(null), assigned('taken')])).toEqual(['routed', 'assigned'])
  })

  it('[C3] begins a day where the date changes', () => {
    const days = story([said('visitor', NOON - 86_400_000), said('visitor', NOON)])
    expect(days.map(({ at }) => at)).toEqual([midnight(NOON - 86_400_000), midnight(NOON)])
  })

  it('keeps a message of a slow device clock on the day it follows', () => {
    expect(story([said('visitor', NOON), said('agent', NOON - 86_400_000)])).toHaveLength(1)
  })

  it('[C3] joins messages of one author within five minutes into a run', () => {
    const day = story([
      said('visitor', NOON),
      said('visitor', NOON + 1000),
      said('agent', NOON + 2000),
      said('agent', NOON + 400_000),
    ])[0]
    const ends = day?.beats.map(beat => beat.kind === 'message' && [beat.first, beat.last])
    expect(ends).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [true, true],
    ])
  })
})
