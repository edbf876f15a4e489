import type { Hours } from '../../protocol/hours.ts'
import type {
  Breakdown,
  Change,
  Comparison,
  FirstResponse,
  FirstResponseReport,
  Ledger,
  Measured,
  Summary,
} from '../../protocol/report.ts'
import { breakdown } from './breakdown.ts'
import { openMs } from './hours.ts'
import { firstSpan, isOf, type Measure, nextSpans, type Span, wallTime } from './spans.ts'
import { difference, summary } from './summary.ts'
import { createZone } from './zone.ts'

/** Printed beside every number that uses it. */
export const FIRST_RESPONSE_DEFINITION: string =
  'From the relay’s receipt of the first visitor message of an episode to its receipt of the first public message that a ' +
  'human agent sent in it, in milliseconds of the relay’s clock. Automatic replies never stop the clock. Episodes still ' +
  'waiting past their target and abandoned ones count as unanswered; those still inside their target are not counted yet.'

/** Which episodes, and how to look at them. */
export interface Question {
  site: string | null
  /** Only what this agent answered, or held last when nobody did: each stretch by itself. Everybody’s unless told. */
  agent?: string | null
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
  ledgers: Iterable<Ledger>,
  now: number,
): FirstResponseReport {
  const tally = createTally(question, now)
  for (const ledger of ledgers) tally.add(ledger)
  return tally.report()
}

/** The whole numbers of a range, without their parts. */
export type Totals = Pick<FirstResponseReport, 'from' | 'to'> & {
  wall: Whole
  business: Whole | null
}
type Whole = { [Part in keyof Measured]: Pick<Breakdown, 'summary'> }

/** Takes ledgers in one by one and keeps of each its waits only, so that a year of them fits. */
export interface Tally {
  add(ledger: Ledger): void
  report(): FirstResponseReport
  totals(): Totals
}

/** A tally of ledgers as they stood at `now` (epoch ms). */
export function createTally(question: Question, now: number): Tally {
  const { from, to, timezone = 'UTC', hoursOf, agent = null } = question
  const wall = gather(now, agent, wallTime)
  const business =
    hoursOf &&
    gather(now, agent, (of, start, end) => openMs(hoursOf(of.site, of.department), start, end))

  return {
    add(ledger) {
      wall.add(ledger)
      business?.add(ledger)
    },
    report() {
      const zone = createZone(timezone)
      const parts = ({ first, next }: Spans): Measured => ({
        first: breakdown(first, zone),
        next: breakdown(next, zone),
      })
      const measured = parts(wall.spans)
      return {
        ...headline(question, measured.first.summary),
        timezone,
        wall: measured,
        business: business ? parts(business.spans) : null,
      }
    },
    totals() {
      const whole = ({ first, next }: Spans): Whole => ({
        first: { summary: summary(first) },
        next: { summary: summary(next) },
      })
      return {
        from,
        to,
        wall: whole(wall.spans),
        business: business ? whole(business.spans) : null,
      }
    },
  }
}

/** What is said first of a range whose first responses are these. */
export function headline({ site, from, to }: Question, numbers: Summary): FirstResponse {
  const { count, answered, waiting, abandoned, within, share, p50Ms, p90Ms, p99Ms } = numbers
  return {
    definition: FIRST_RESPONSE_DEFINITION,
    site,
    from,
    to,
    episodes: count,
    answered,
    waiting,
    abandoned,
    within,
    share,
    p50Ms,
    p90Ms,
    p99Ms,
  }
}

type Spans = { [Part in keyof Measured]: Span[] }

function gather(
  now: number,
  agent: string | null,
  measure: Measure,
): { spans: Spans; add(ledger: Ledger): void } {
  const spans: Spans = { first: [], next: [] }
  return {
    spans,
    add(ledger) {
      if (isOf(ledger, agent)) spans.first.push(firstSpan(ledger, measure))
      for (const span of nextSpans(ledger, now, measure, agent)) spans.next.push(span)
    },
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
export function compare(report: Totals, before: Totals): Comparison {
  return {
    from: before.from,
    to: before.to,
    wall: changes(report.wall, before.wall),
    business: report.business && before.business ? changes(report.business, before.business) : null,
  }
}

function changes(now: Whole, then: Whole): Comparison['wall'] {
  const change = (part: keyof Measured): Change => ({
    before: then[part].summary,
    difference: difference(now[part].summary, then[part].summary),
  })
  return { first: change('first'), next: change('next') }
}
