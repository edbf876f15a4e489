import type { VisitorClient } from '../../client/view.ts'
import type { Words } from './words/en.ts'

/** What stays the same for as long as the panel lives. */
export interface Room {
  client: VisitorClient
  words: Words
  /** The hour and minute of a message, as the visitor's country writes them. */
  time: Intl.DateTimeFormat
}
