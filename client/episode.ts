import type { Before, Episode } from '../protocol/episode.ts'
import type { AgentRef, Recorded } from '../protocol/events.ts'
import type { Step } from '../protocol/ladder.ts'

/**
 * Stands in for `protocol/episode.ts` in what a shop's page downloads (vite.config.ts puts it there). A visitor's copy of
 * the log lacks what a ledger is computed from, so no holders and no waits are kept; all else is the same, as its test pins.
 */
export function startEpisode(before: Before, { seq, at }: Recorded): Episode {
  return {
    n: (before.episode?.n ?? 0) + 1,
    startSeq: seq,
    startedAt: at,
    wish: before.wish,
    holders: [],
    answeredAt: null,
    answeredBy: null,
    substantiveAt: null,
    step: null,
    breachedAt: null,
    choice: null,
    waits: [],
    resolvedAt: null,
  }
}

const same = (episode: Episode): Episode => episode
type Same = typeof same
export const handTo: Same = same
export const letGo: Same = same
export const markOpened: Same = same
export const markAcked: Same = same
export const markTyped: Same = same
export const ask: Same = same

export function answer(episode: Episode, agent: AgentRef, at: number): Episode {
  return episode.answeredAt === null ? { ...episode, answeredAt: at, answeredBy: agent } : episode
}

export function reach(episode: Episode, { step }: { step: Step }, at: number): Episode {
  return { ...episode, step, breachedAt: step === 'breach' ? at : episode.breachedAt }
}

export function resolve(episode: Episode, at: number): Episode {
  return { ...episode, resolvedAt: at }
}
