import { describe, expect, it } from 'vitest'
import type { Candidate, Verdict } from '../../protocol/events.ts'
import { english } from '../words/english.ts'
import { indonesian } from '../words/indonesian.ts'
import { decision } from './decision.ts'

const agent = (name: string, verdict: Verdict, rest: Partial<Candidate> = {}): Candidate => ({
  id: name.toLowerCase(),
  name,
  load: 0,
  capacity: 3,
  idleMs: null,
  verdict,
  ...rest,
})
const ayu = agent('Ayu', 'chosen', { load: 1, idleMs: 41_700 })
const others = [agent('Budi', 'full', { load: 3 }), agent('Citra', 'away')]

describe('decision', () => {
  it('[R9] says in words who got a chat, why, and why not the others', () => {
    const given = { to: ayu, candidates: [others[0] ?? ayu, ayu, others[1] ?? ayu] }
    expect(decision(given, english)).toBe(
      'Given to Ayu: 1 of 3 chats, idle 41 s · Budi full 3/3 · Citra away',
    )
    expect(decision(given, indonesian)).toBe(
      'Diberikan ke Ayu: 1 dari 3 obrolan, senggang 41 dtk · Budi penuh 3/3 · Citra rehat',
    )
  })

  it('[R9] says why nobody could take it', () => {
    expect(decision({ to: null, candidates: others }, english)).toBe(
      'Nobody could take it: Budi full 3/3 · Citra away',
    )
    expect(decision({ to: null, candidates: [] }, english)).toBe(
      'Nobody could take it: no agent is known',
    )
    expect(decision({ to: null, candidates: others }, indonesian)).toBe(
      'Tidak ada yang bisa mengambil: Budi penuh 3/3 · Citra rehat',
    )
  })

  it('[R9] has words for every verdict', () => {
    const verdicts = [
      'less-known',
      'busier',
      'waited-less',
      'tried',
      'offline',
      'lost-it',
      'lagging',
      'not-asked-for',
      'other-department',
      'other-language',
    ] as const
    const candidates = [
      agent('Ayu', 'chosen'),
      ...verdicts.map(verdict => agent('Budi', verdict, { load: 2 })),
    ]
    expect(decision({ to: agent('Ayu', 'chosen'), candidates }, english)).toBe(
      'Given to Ayu: 0 of 3 chats, no chat yet · Budi knows the visitor less · Budi busier 2/3 · ' +
        'Budi idle for less long · Budi had it before · Budi offline · Budi lost the line with it · ' +
        'Budi is behind in other chats · Budi was not asked for · Budi is of another department · ' +
        'Budi does not speak the language',
    )
  })
})
