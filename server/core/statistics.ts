import type { Hours } from '../../protocol/hours.ts'
import type {
  Change,
  Comparison,
  FirstResponseReport,
  Ledger,
  Measured,
} from '../../protocol/report.ts'
import { breakdown } from './breakdown.ts'
import { openMs } from './hours.ts'
import { firstSpans, type Measure, nextSpans, wallTime } from './spans.ts'
import { difference } from './summary.ts'
import { createZone } from './zone.ts'

/** Printed beside every number that uses it. */
export const FIRST_RESPONSE_DEFINITION: string =
  'From the relay’s receipt of the first visitor message of an episode to its receipt of the first public message that a ' +
  'human agent sent in it, in milliseconds of the relay’s clock. Automatic replies never stop the clock. Episodes still ' +
  'waiting past their target and abandoned ones count as unanswered; those still inside their target are not counted yet.'

/** Which episodes, and how to look at them. */
export interface Question {
  site: string | null
  /** Episodes that started in `from <= at < to`, epoch milliseconds. */
  from: number
  to: number
  /** IANA zone for hours of the day and weekdays; UTC unless told. */
  timezone?: string
  /** The business hours of a site’s department, the same object each time; without this nobody keeps any. */
  hoursOf?: (site: string, department: string | null) => Hours
}

/** The first-response numbers of a set of ledgers, as they stood at `now` (epoch ms). */
export function firstResponse(
  question: Question,
  ledgers: Ledger[],
  now: number,
): FirstResponseReport {
  const { site, from, to, timezone = 'UTC', hoursOf } = question
  const zone = createZone(timezone)
  const measured = (measure: Measure): Measured => ({
    first: breakdown(firstSpans(ledgers, measure), zone),
    next: breakdown(nextSpans(ledgers, now, measure), zone),
  })
  const wall = measured(wallTime)
  const { answered, waiting, abandoned, within, share, p50Ms, p90Ms } = wall.first.summary
  return {
    definition: FIRST_RESPONSE_DEFINITION,
    site,
    from,
    to,
    episodes: ledgers.length,
    answered,
    waiting,
    abandoned,
    within,
    share,
    p50Ms,
    p90Ms,
    ledgers,
    timezone,
    wall,
    business: hoursOf
      ? measured((of, start, end) => openMs(hoursOf(of.site, of.department), start, end))
      : null,
  }
}

/** The range of equal length that ends where this one begins. */
export function rangeBefore({ from, to }: { from: number; to: number }): {
  from: number
  to: number
} {
  return { from: from - (to - from), to: from }
}

/** What changed since the period before, whose report is `before`. */
export function compare(report: FirstResponseReport, before: FirstResponseReport): Comparison {
  return {
    from: before.from,
    to: before.to,
    wall: changes(report.wall, before.wall),
    business: report.business && before.business ? changes(report.business, before.business) : null,
  }
}

function changes(now: Measured, then: Measured): Comparison['wall'] {
  const change = (part: keyof Measured): Change => ({
    before: then[part].summary,
    difference: difference(now[part].summary, then[part].summary),
  })
  return { first: change('first'), next: change('next') }
}
