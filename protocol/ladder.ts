/** What happens at which moment after the clock starts, in milliseconds; the last rung is the site's target. */
export interface Ladder {
  /** How long a console has to confirm that it shows an offer. */
  ackMs: number
  /** The holder is nudged: sound, title, notification. */
  nudgeMs: number
  /** Handed on to the next best agent, never back to one already tried. */
  handOnMs: number
  /** Every available agent may answer, also one at capacity. */
  allHandsMs: number
  /** A closed console may come back within this time and keep every chat. */
  graceMs: number
}

/** A ladder with the target that ends it: what an episode runs by, from its first message to its end. */
export interface Times extends Ladder {
  targetMs: number
}

/** The slowest even steps with which nearly everybody is answered within a minute; how that was measured: `docs/decisions/18`. */
export const defaultLadder: Ladder = {
  ackMs: 3000,
  nudgeMs: 10_000,
  handOnMs: 20_000,
  allHandsMs: 30_000,
  graceMs: 8000,
}

/** Milliseconds to the first response when a site does not say otherwise. */
export const DEFAULT_TARGET_MS = 60_000

/** The ladder of a site that set none: the default one, or below a minute one with the same shares of the target. */
export function ladderFor(targetMs: number): Ladder {
  if (targetMs >= MINUTE_MS) return defaultLadder
  const part = (share: number) => Math.round(targetMs * share)
  return {
    ackMs: Math.min(defaultLadder.ackMs, Math.max(SHORTEST_MS, part(0.05))),
    // A sixth of the shortest targets would be before the confirmation.
    nudgeMs: Math.max(part(1 / 6), SHORTEST_MS + part(0.05)),
    handOnMs: part(1 / 3),
    allHandsMs: part(1 / 2),
    graceMs: defaultLadder.graceMs,
  }
}

/** What an episode runs by that begins now at this site, or has to be judged without times of its own; a site that is gone had the defaults. */
export function timesAt(site: { ladder: Ladder; targetMs: number } | undefined): Times {
  const { ladder, targetMs } = site ?? { ladder: defaultLadder, targetMs: DEFAULT_TARGET_MS }
  return { ...ladder, targetMs }
}

/** The rungs in their order. */
export const steps = ['nudge', 'hand-on', 'all-hands', 'breach'] as const
export type Step = (typeof steps)[number]

/** Milliseconds after the start at which a rung is reached. */
export function stepMs(times: Times, step: Step): number {
  switch (step) {
    case 'nudge':
      return times.nudgeMs
    case 'hand-on':
      return times.handOnMs
    case 'all-hands':
      return times.allHandsMs
    case 'breach':
      return times.targetMs
  }
}

/** The rung after `done`; null after the last. */
export function nextStep(done: Step | null): Step | null {
  return steps[done === null ? 0 : steps.indexOf(done) + 1] ?? null
}

const MINUTE_MS = 60_000
const SHORTEST_MS = 1000
/** Who is gone for longer is not coming back in time for anybody. */
const LONGEST_GRACE_MS = 600_000
const names: [keyof Ladder, string][] = [
  ['ackMs', 'the confirmation'],
  ['nudgeMs', 'the nudge'],
  ['handOnMs', 'the hand-on'],
  ['allHandsMs', 'all hands'],
]

/** Why these times make no ladder, in sentences; empty when they do. Each step must be later than the one before, the target last. */
export function ladderErrors(ladder: Ladder, targetMs: number): string[] {
  const rungs = [...names.map(([key, name]) => ({ name, ms: ladder[key] }))]
  const all = [...rungs, { name: 'the target', ms: targetMs }]
  const errors: string[] = []
  for (const [i, { name, ms }] of all.entries()) {
    const before = all[i - 1]
    if (!Number.isInteger(ms) || ms < SHORTEST_MS)
      errors.push(`${name} is ${ms} ms; expected a whole number of at least ${SHORTEST_MS} ms`)
    else if (before && ms <= before.ms)
      errors.push(`${name} (${ms} ms) must be later than ${before.name} (${before.ms} ms)`)
  }
  const { graceMs } = ladder
  if (!Number.isInteger(graceMs) || graceMs < SHORTEST_MS || graceMs > LONGEST_GRACE_MS)
    errors.push(
      `the grace is ${graceMs} ms; expected a whole number between ${SHORTEST_MS} and ${LONGEST_GRACE_MS} ms`,
    )
  return errors
}
