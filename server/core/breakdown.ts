import type { Breakdown, Group } from '../../protocol/report.ts'
import { histogram } from './histogram.ts'
import type { Span } from './spans.ts'
import { observed, summary } from './summary.ts'
import { answeredOnly, survival, thinned, timesOf } from './survival.ts'
import { weekdayOf } from './timetable.ts'
import type { Zone } from './zone.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
/** Finer than this no screen shows it, and a report stays small. */
const CURVE_STEP_MS = 1000

/** A set of waits as a whole and in its parts; hours and weekdays as the clock of `zone` shows them. */
export function breakdown(spans: readonly Span[], zone: Zone): Breakdown {
  const shown = (span: Span) => span.askedAt + zone.offsetMs(span.askedAt)
  const names = new Map<string, string>()
  for (const { by } of spans) if (by) names.set(by.id, by.name)
  const times = timesOf(observed(spans))
  const agents = parts(spans, span => span.by?.id ?? null)
  return {
    summary: summary(spans, times),
    histogram: histogram(spans),
    answeredOnly: thinned(answeredOnly(times), CURVE_STEP_MS),
    survival: thinned(survival(times), CURVE_STEP_MS),
    sites: parts(spans, span => span.site),
    departments: parts(spans, span => span.department),
    agents: agents.map(group => ({ ...group, name: names.get(group.key ?? '') ?? null })),
    hours: slots(spans, 24, span => Math.floor((shown(span) % DAY_MS) / HOUR_MS)),
    weekdays: slots(spans, 7, span => weekdayOf(Math.floor(shown(span) / DAY_MS))),
  }
}

/** One group for each key there is, the largest first. */
function parts<Key>(spans: readonly Span[], keyOf: (span: Span) => Key): Group<Key>[] {
  return [...grouped(spans, keyOf)]
    .map(([key, part]) => ({ key, name: null, summary: summary(part) }))
    .sort((a, b) => b.summary.count - a.summary.count)
}

/** One group for each of `count` slots, also the empty ones. */
function slots(
  spans: readonly Span[],
  count: number,
  slotOf: (span: Span) => number,
): Group<number>[] {
  const found = grouped(spans, slotOf)
  return Array.from({ length: count }, (_, key) => ({
    key,
    name: null,
    summary: summary(found.get(key) ?? []),
  }))
}

function grouped<Key>(spans: readonly Span[], keyOf: (span: Span) => Key): Map<Key, Span[]> {
  const groups = new Map<Key, Span[]>()
  for (const span of spans) {
    const key = keyOf(span)
    const group = groups.get(key)
    if (group) group.push(span)
    else groups.set(key, [span])
  }
  return groups
}
