import type { Holder, Wait } from './episode.ts'
import type { AgentRef, ConversationId } from './events.ts'
import type { Ladder } from './ladder.ts'

/** Where an episode's time went until its first reply, or until now. The five add up to it exactly. */
export interface Phases {
  /** Held by nobody. */
  queuedMs: number
  /** Offered, and not confirmed by a console. */
  offeredMs: number
  /** Shown by a console, and not opened. */
  shownMs: number
  /** Opened, and no key pressed. */
  openedMs: number
  /** From the first key to the reply. */
  typingMs: number
}

/** The milliseconds of one episode, on the relay's clock. */
export interface Ledger {
  conversation: ConversationId
  site: string
  visitor: string
  n: number
  /** Null when the conversation belongs to none. */
  department: string | null
  startedAt: number
  resolvedAt: number | null
  /** `abandoned`: resolved without a human reply. */
  status: 'answered' | 'waiting' | 'abandoned'
  /** From the first visitor message to the first human reply; null unless answered. */
  firstResponseMs: number | null
  /** The same when answered; else how long it waited until now or until it was abandoned. */
  waitedMs: number
  /** What it ran by: its site's target and ladder when it began. */
  targetMs: number
  ladder: Ladder
  answeredBy: AgentRef | null
  /** From the first visitor message to the first human reply that was more than a greeting; null without one. */
  substantiveMs: number | null
  breachedAt: number | null
  phases: Phases
  holders: (Holder & { heldMs: number })[]
  /** Every stretch from an unanswered visitor message to the next agent message; the first is the first response. */
  waits: Wait[]
}

/** First response over a range of time. */
export interface FirstResponse {
  definition: string
  site: string | null
  from: number
  to: number
  episodes: number
  answered: number
  waiting: number
  abandoned: number
  /** Answered within their target. */
  within: number
  /** `within` over all episodes but those that still wait inside their target; null when there are none. */
  share: number | null
  /** Nearest-rank percentiles over the same episodes, an unanswered one counting as endless; null where that falls on one, or there are none. */
  p50Ms: number | null
  p90Ms: number | null
  p99Ms: number | null
}

/** What a live board shows of a range: the numbers, and the newest of the episodes behind them. */
export interface FirstResponseBrief extends FirstResponse {
  /** Past their target, answered or not. */
  breaches: number
  /** The newest of those past their target and the newest of the others, oldest first. */
  ledgers: Ledger[]
}

/** The numbers of a set of waits. Every wait is in `count`, and in one of `answered`, `waiting` and `abandoned`. */
export interface Summary {
  count: number
  answered: number
  waiting: number
  abandoned: number
  /** Answered within their target. */
  within: number
  /** Share answered within the target, among those of which it is known; null when there are none. */
  share: number | null
  /** The same for fixed times. */
  share15: number | null
  share30: number | null
  share60: number | null
  /** Nearest-rank percentiles, an unanswered wait being endless; null where that falls on one, or there are none. */
  p50Ms: number | null
  p90Ms: number | null
  p95Ms: number | null
  p99Ms: number | null
  /** When half are answered, by Kaplan–Meier; null when the curve does not get that far. */
  medianMs: number | null
}

/** How often an answer took this long; the counts and those of the unanswered add up to all waits. */
export interface Histogram {
  /** Width of a bin; bin `i` holds `i·binMs < ms <= (i+1)·binMs`, the first one also 0. */
  binMs: number
  bins: number[]
  /** Answered, but later than the last bin. */
  over: number
  waiting: number
  abandoned: number
}

/** A step of a curve: from `ms` on, `answered` of all have an answer. A report’s curves are exact at each full second. */
export interface Point {
  ms: number
  answered: number
}

/** A step of the Kaplan–Meier curve. */
export interface SurvivalPoint extends Point {
  /** Waits that were neither answered nor lost from sight just before `ms`. */
  atRisk: number
  /** Greenwood’s standard error of `answered`; null where all are answered. */
  error: number | null
  /** The 95 % band of `answered`; null where all are answered. */
  low: number | null
  high: number | null
}

/** A part of the waits under its key, with the name to show. */
export interface Group<Key> {
  key: Key
  name: string | null
  summary: Summary
}

/** One set of waits, as a whole and in its parts. The counts of each kind of part add up to the whole. */
export interface Breakdown {
  summary: Summary
  histogram: Histogram
  /** Of the answered only: the share of them that was answered by then. */
  answeredOnly: Point[]
  /** Of all: those that wait and those abandoned count for as long as they were seen to wait. */
  survival: SurvivalPoint[]
  sites: Group<string>[]
  departments: Group<string | null>[]
  /** Credited to who replied; what nobody answered stands under null. */
  agents: Group<string | null>[]
  /** 24 hours of the day the wait began in. */
  hours: Group<number>[]
  /** Seven days, Monday (0) first. */
  weekdays: Group<number>[]
}

/** First and next responses, measured the same way. */
export interface Measured {
  first: Breakdown
  /** Every later stretch from an unanswered visitor message to the next agent message. */
  next: Breakdown
}

/** Everything that is known of first response over a range of time. */
export interface FirstResponseReport extends FirstResponse {
  /** IANA zone of `hours` and `weekdays`. */
  timezone: string
  wall: Measured
  /** Counting only the time inside business hours; null when nobody keeps any, so that it would be the same. */
  business: Measured | null
}

/** Now minus before for each number that both periods have, else null. */
export type Difference = { [Key in keyof Summary]: number | null }

/** What the same waits were in the period before, and what changed. */
export interface Change {
  before: Summary
  difference: Difference
}

/** A period against the one of equal length that ended when it began. */
export interface Comparison {
  /** The period before. */
  from: number
  to: number
  wall: { first: Change; next: Change }
  business: { first: Change; next: Change } | null
}

/** What visitors thought of the episodes that started in a range of time. */
export interface Ratings {
  definition: string
  site: string | null
  from: number
  to: number
  /** Episodes with a score 1–5. */
  count: number
  /** Null when there are none, as is `share45`. */
  average: number | null
  /** CSAT: the share of 4 and 5. */
  share45: number | null
  /** How often 1, 2, 3, 4 and 5 were given. */
  byScore: number[]
  /** Of those who said 0–10 whether they would recommend the shop: −100 to 100; null when nobody did. */
  nps: { count: number; score: number } | null
  /** The newest 50, newest first. */
  comments: { c: ConversationId; at: number; score: number | null; comment: string }[]
}

/** What triggers brought, from the browsers that met them in a range of time. */
export interface TriggersReport {
  definition: string
  site: string | null
  from: number
  to: number
  triggers: TriggerLine[]
}

export interface TriggerLine {
  site: string
  trigger: string
  shown: TriggerCounts
  /** Those who met the conditions and were shown nothing, to compare. */
  held: TriggerCounts
  /** Null while there are too few to say. */
  conversationLift: Lift | null
  orderLift: Lift | null
}

export interface TriggerCounts {
  visitors: number
  conversations: number
  orders: number
}

/** By how much the share of `shown` is above that of `held`, 0.02 being two points, with its 95 % confidence interval. */
export interface Lift {
  difference: number
  from: number
  to: number
}
