import type { Conversation } from '../../protocol/conversation.ts'
import { type Step, stepMs, steps, type Times } from '../../protocol/ladder.ts'

/** How loud a clock is: the rung of the ladder that its time has reached. */
export type Level = 'calm' | Step

export interface Countdown {
  level: Level
  /** Whole seconds left, or past the target when breached. */
  seconds: number
  /** Part of the target that is left, 1 to 0. */
  part: number
}

/** What a clock that began at `startedAt` shows at `now`, both epoch ms of the relay. */
export function countdown(startedAt: number, times: Times, now: number): Countdown {
  const { targetMs } = times
  const leftMs = startedAt + targetMs - now
  if (leftMs <= 0) return { level: 'breach', seconds: Math.floor((0 - leftMs) / 1000), part: 0 }
  const reached = steps.findLast(step => now - startedAt >= stepMs(times, step))
  // A clock of the relay that is ahead must not show more than the target.
  const shown = Math.min(leftMs, targetMs)
  return { level: reached ?? 'calm', seconds: Math.ceil(shown / 1000), part: shown / targetMs }
}

/** When the first-response clock of this conversation began, or null when none runs. */
export function clockStart(state: Conversation): number | null {
  const { episode } = state
  if (state.status === 'resolved' || !episode) return null
  return episode.answeredAt === null && episode.resolvedAt === null ? episode.startedAt : null
}
