import { drawExponential, keyed } from './draws.ts'

/** A stretch in which an agent answers nobody, `from <= t < to` in milliseconds. */
export interface Gap {
  from: number
  to: number
  /** Stepped away and the console goes on by itself, or the tab is gone, or it hangs with its socket open. */
  why: 'away' | 'closed' | 'hung'
}

/** When one agent is at the desk, whatever the router believes; fixed before the first visitor comes. */
export interface Calendar {
  gaps: readonly Gap[]
  /** The gap that runs at `at`, if any. */
  gap(at: number): Gap | null
  /** Milliseconds at the desk in `from <= t < to`. */
  presentMs(from: number, to: number): number
  /** The moment at which the agent has been at the desk for `ms` since `from`. */
  after(from: number, ms: number): number
}

export interface Habits {
  /** Share of the time an agent is away without saying so, and how long such a spell lasts on average. */
  awayShare: number
  awayMs: number
  /** Time between two deaths of a tab, and until its agent notices and opens it again, on average. */
  tabLifeMs: number
  tabDeadMs: number
}

/** The calendar of agent number `agent` under `seed`: gaps of exponential length at exponential intervals. */
export function createCalendar(
  seed: number,
  agent: number,
  habits: Habits,
  untilMs: number,
): Calendar {
  const { awayShare, awayMs, tabLifeMs, tabDeadMs } = habits
  const gaps: Gap[] = []
  const step = keyed(seed, agent, 1)
  const tab = keyed(seed, agent, 2)
  if (awayShare > 0) {
    const thereMs = (awayMs * (1 - awayShare)) / awayShare
    let at = step.chance(awayShare) ? 0 : drawExponential(step, thereMs)
    while (at < untilMs) {
      const to = at + drawExponential(step, awayMs)
      gaps.push({ from: at, to, why: 'away' })
      at = to + drawExponential(step, thereMs)
    }
  }
  for (let at = drawExponential(tab, tabLifeMs); at < untilMs; ) {
    const to = at + drawExponential(tab, tabDeadMs)
    gaps.push({ from: at, to, why: tab.chance(0.5) ? 'closed' : 'hung' })
    at = to + drawExponential(tab, tabLifeMs)
  }
  return calendarOf(gaps)
}

/** The calendar with these gaps; of two that overlap the one that begins later is put off until the other ends. */
export function calendarOf(drawn: readonly Gap[]): Calendar {
  const gaps: Gap[] = []
  for (const gap of drawn.toSorted((a, b) => a.from - b.from)) {
    const from = Math.max(gap.from, gaps.at(-1)?.to ?? 0)
    gaps.push({ ...gap, from, to: from + gap.to - gap.from })
  }
  return {
    gaps,
    gap: at => gaps.find(({ from, to }) => from <= at && at < to) ?? null,
    presentMs(from, to) {
      let ms = to - from
      for (const gap of gaps) {
        if (gap.from >= to) break
        ms -= Math.max(0, Math.min(gap.to, to) - Math.max(gap.from, from))
      }
      return ms
    },
    after(from, ms) {
      let at = from + ms
      for (const gap of gaps) {
        if (gap.from >= at) break
        if (gap.to > from) at += gap.to - Math.max(gap.from, from)
      }
      return at
    },
  }
}
