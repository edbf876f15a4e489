import type { Conversation } from '../../protocol/conversation.ts'

/** How loud a clock is: each step has its own colour and its own shape. */
export type Step = 'calm' | 'warn' | 'danger' | 'overdue'

export interface Countdown {
  step: Step
  /** Whole seconds left, or past the target when overdue. */
  seconds: number
  /** Part of the target that is left, 1 to 0. */
  part: number
}

const WARN_MS = 30_000
const DANGER_MS = 15_000

/** What a clock that began at `startedAt` shows at `now`, both epoch ms of the relay. */
export function countdown(startedAt: number, targetMs: number, now: number): Countdown {
  const leftMs = startedAt + targetMs - now
  if (leftMs <= 0) return { step: 'overdue', seconds: Math.floor((0 - leftMs) / 1000), part: 0 }
  const step = leftMs <= DANGER_MS ? 'danger' : leftMs <= WARN_MS ? 'warn' : 'calm'
  // A clock of the relay that is ahead must not show more than the target.
  const shown = Math.min(leftMs, targetMs)
  return { step, seconds: Math.ceil(shown / 1000), part: shown / targetMs }
}

/** When the first-response clock of this conversation began, or null when none runs. */
export function clockStart(state: Conversation): number | null {
  const { episode } = state
  if (state.status === 'resolved' || !episode) return null
  return episode.answeredAt === null && episode.resolvedAt === null ? episode.startedAt : null
}
