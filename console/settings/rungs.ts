import type { Times } from '../../protocol/ladder.ts'

/** A time of a site's first response; all of them are set together. */
export type Rung = keyof Times

/** The rungs in the order in which they are reached. */
export const rungs = ['ackMs', 'nudgeMs', 'handOnMs', 'allHandsMs', 'targetMs'] as const
export const timeFields: readonly Rung[] = [...rungs, 'graceMs']

/** Why a time cannot be: too short, or not later than the rung before. */
export type Wrong = { why: 'short' } | { why: 'early'; after: Rung }

const SHORTEST_MS = 1000

/** What is wrong with each time, by the relay's own rule, so that it can be said while it is typed. */
export function wrongTimes(times: Times): Partial<Record<Rung, Wrong>> {
  const wrong: Partial<Record<Rung, Wrong>> = {}
  for (const [i, rung] of rungs.entries()) {
    const before = rungs[i - 1]
    if (!isTime(times[rung])) wrong[rung] = { why: 'short' }
    else if (before && times[rung] <= times[before]) wrong[rung] = { why: 'early', after: before }
  }
  if (!isTime(times.graceMs)) wrong.graceMs = { why: 'short' }
  return wrong
}

/** How the relay's sentences call each time. */
const names: [Rung, RegExp][] = [
  ['ackMs', /\b(the confirmation|ackMs)\b/i],
  ['nudgeMs', /\b(the nudge|nudgeMs)\b/i],
  ['handOnMs', /\b(the hand-on|handOnMs)\b/i],
  ['allHandsMs', /\b(all hands|allHandsMs)\b/i],
  ['targetMs', /\b(the target|targetMs)\b/i],
  ['graceMs', /\b(the grace|graceMs)\b/i],
]

/** The sentences of a refusal by the time each is about; null where it is about none. */
export function aboutTimes(detail: string): Map<Rung | null, string> {
  const told = new Map<Rung | null, string>()
  for (const sentence of detail.split(/;\s+/).filter(text => text !== '')) {
    const at = names
      .map(([rung, name]) => ({ rung, at: sentence.search(name) }))
      .filter(found => found.at >= 0)
      .sort((a, b) => a.at - b.at)[0]
    const rung = at?.rung ?? null
    // Which field it is about is said by where it stands.
    const text = rung === null ? sentence : sentence.replace(/^[\w.]+: /, '')
    told.set(rung, [told.get(rung), text].filter(Boolean).join('; '))
  }
  return told
}

/** A number field's text in seconds as milliseconds; what is no number is NaN. */
export function msOf(seconds: string): number {
  return seconds.trim() === '' ? Number.NaN : Math.round(Number(seconds) * 1000)
}

function isTime(ms: number): boolean {
  return Number.isInteger(ms) && ms >= SHORTEST_MS
}
