import type { VNode } from 'preact'
import type { Message, VisitorClient, VisitorView } from '../../client/view.ts'
import type { Choice } from './choice.tsx'
import type { Follow } from './follow.ts'
import type { Words } from './words/en.ts'
import type { Pace } from './words/pace.ts'

/** What stays the same for as long as the panel lives. */
export interface Room {
  client: VisitorClient
  words: Words
  /** The language of `words`. */
  tag: string
  /** The hour and minute of a message, as the visitor's country writes them. */
  time: Intl.DateTimeFormat
  follow: Follow
  /** Fetched when first asked for. */
  pace(): Pace | undefined
  /** Draws why a message was not sent; fetched when first asked for. */
  failed(): ((message: Message) => VNode) | undefined
  /** While the target has passed unanswered; fetched then. */
  choice(view: VisitorView): Choice | false | undefined
  close(): void
  /** Replaces what stands in the composer. */
  write(text: string): void
}

/** What each part of the panel is drawn from. */
export interface Part {
  view: VisitorView
  room: Room
}
