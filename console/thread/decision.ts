import type { AgentRef, Candidate } from '../../protocol/events.ts'
import type { Words } from '../words/english.ts'
import { roughly } from '../words/format.ts'

/** A routing decision as one sentence: who got it and why, and why not each of the others. */
export function decision(
  { to, candidates }: { to: AgentRef | null; candidates: readonly Candidate[] },
  words: Words,
): string {
  const { routing } = words
  const chosen = candidates.find(candidate => candidate.verdict === 'chosen')
  const others = candidates
    .filter(candidate => candidate.verdict !== 'chosen')
    .map(candidate => passedOver(candidate, words))
  const reason = chosen ? [strength(chosen, words)] : []
  const parts = [...reason, ...others].join(' · ')
  if (to) return parts === '' ? routing.given(to.name) : `${routing.given(to.name)}: ${parts}`
  return `${routing.nobody}: ${parts === '' ? routing.noAgents : parts}`
}

function strength({ load, capacity, idleMs }: Candidate, words: Words): string {
  const { routing } = words
  const idle = idleMs === null ? routing.fresh : routing.idle(roughly(idleMs, words))
  return `${routing.chats(load, capacity)}, ${idle}`
}

function passedOver({ name, load, capacity, verdict }: Candidate, { routing }: Words): string {
  switch (verdict) {
    case 'chosen':
      return routing.given(name)
    case 'lost-it':
      return routing.lostIt(name)
    case 'lagging':
      return routing.lagging(name)
    case 'not-asked-for':
      return routing.notAskedFor(name)
    case 'other-department':
      return routing.otherDepartment(name)
    case 'other-language':
      return routing.otherLanguage(name)
    case 'less-known':
      return routing.lessKnown(name)
    case 'busier':
      return routing.busier(name, load, capacity)
    case 'waited-less':
      return routing.waitedLess(name)
    case 'tried':
      return routing.tried(name)
    case 'full':
      return routing.full(name, load, capacity)
    case 'away':
      return routing.away(name)
    case 'offline':
      return routing.offline(name)
  }
}
