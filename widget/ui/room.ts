import type { VisitorClient, VisitorView } from '../../client/view.ts'
import type { Follow } from './follow.ts'
import type { Words } from './words/en.ts'

/** What stays the same for as long as the panel lives. */
export interface Room {
  client: VisitorClient
  words: Words
  /** The hour and minute of a message, as the visitor's country writes them. */
  time: Intl.DateTimeFormat
  follow: Follow
  close(): void
  /** Replaces what stands in the composer. */
  write(text: string): void
}

/** What each part of the panel is drawn from. */
export interface Part {
  view: VisitorView
  room: Room
}
