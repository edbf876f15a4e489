import type { Recorded } from '../../protocol/events.ts'

/** A visitor's copy of a log: the same numbers, without what the shop keeps to itself. */
export function forVisitor(events: readonly Recorded[]): Recorded[] {
  return events.map(recorded =>
    recorded.event.type === 'routed' ? { ...recorded, event: { type: 'private' } } : recorded,
  )
}
