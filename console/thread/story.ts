import type { FloorEntry, Message } from '../../client/view.ts'
import { midnight } from '../words/format.ts'

const RUN_MS = 5 * 60_000

/** A message with its place in a run of one author's messages, or a notice. */
export type Beat =
  | { kind: 'message'; message: Message; first: boolean; last: boolean }
  | Exclude<FloorEntry, Message>

export interface Day {
  /** Local midnight, epoch milliseconds. */
  at: number
  beats: Beat[]
}

/** A log as it is read: by day, in runs, without the line that a routing decision already says. */
export function story(entries: readonly FloorEntry[]): Day[] {
  const told = entries.filter((entry, i) => !repeats(entry, entries[i - 1]))
  const days: Day[] = []
  told.forEach((entry, i) => {
    const at = midnight(entry.at)
    let day = days.at(-1)
    // An outbox entry may carry this device's clock: time never runs backwards on screen.
    if (!day || at > day.at) {
      day = { at, beats: [] }
      days.push(day)
    }
    day.beats.push(
      entry.kind === 'notice'
        ? entry
        : {
            kind: 'message',
            message: entry,
            first: !joins(told[i - 1], entry),
            last: !joins(entry, told[i + 1]),
          },
    )
  })
  return days
}

function repeats(entry: FloorEntry, before: FloorEntry | undefined): boolean {
  return (
    entry.kind === 'notice' &&
    entry.what === 'assigned' &&
    before?.kind === 'notice' &&
    before.what === 'routed' &&
    before.to?.id === entry.agent.id
  )
}

function joins(a: FloorEntry | undefined, b: FloorEntry | undefined): boolean {
  return (
    a?.kind === 'message' &&
    b?.kind === 'message' &&
    a.by.role === b.by.role &&
    a.by.id === b.by.id &&
    b.at - a.at < RUN_MS &&
    midnight(a.at) === midnight(b.at)
  )
}
