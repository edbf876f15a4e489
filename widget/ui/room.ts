import type { ComponentChild } from 'preact'
import type { Message, VisitorClient, VisitorView } from '../../client/view.ts'
import type { Answer } from '../../protocol/card.ts'
import type { HostEvent, Options } from './embed.ts'
import type { Follow } from './follow.ts'
import type { Words } from './words/en.ts'

/** What stays the same for as long as the panel lives, but for its language. */
export interface Room {
  client: VisitorClient
  words: Words
  /** The language of `words`; a part has its own words in words/, in the same languages. */
  tag: string
  /** The hour and minute of a message, as the visitor's country writes them. */
  time: Intl.DateTimeFormat
  follow: Follow
  /** Where the panel is: for `activeElement` and `querySelector`. */
  root: ShadowRoot
  options: Options
  /** The key of this site for what this browser should keep; each part puts a word of its own behind it. */
  key: string
  /** Aborted when the panel ends or speaks another language: for listeners and timers of a part. */
  signal: AbortSignal
  /** What the visitor opened by a button, such as 'menu' or 'emoji'; one at a time, '' for nothing. */
  asked: string
  /** Opens that, or closes it when it is open; '' closes whatever is. */
  ask(what: string): void
  /** Draws everything again: call it when what a part shows has changed without a change of the view. */
  redraw(): void
  /** Adds a style sheet of a part, once. */
  style(css: string): CSSStyleSheet
  /** What a part makes of the client's view before anything is drawn from it. */
  dress(view: VisitorView): VisitorView
  /** In an element of the page, and never closed. */
  isPlaced: boolean
  close(): void
  /** What stands in the composer. */
  draft(): string
  /** Replaces it. */
  write(text: string): void
  /** What the visitor answered before the first message, which takes it along. */
  answer?: Answer | undefined
  /** Tells the page; see `HostEvent`. */
  emit(event: HostEvent, detail?: unknown): void
  /** Everything rare, fetched when first wanted. */
  extras(): Extras | undefined
}

/** What each part of the panel is drawn from. */
export interface Part {
  view: VisitorView
  room: Room
}

/** Where a rare thing may stand in the panel. */
export interface Slots {
  /** Instead of who is there, under the shop's name; `here` says that. */
  here(view: VisitorView, here: string): ComponentChild
  /** Instead of one message's plain text. */
  text(view: VisitorView, message: Message): ComponentChild
  /** Under one message's text: its card, the chosen answer, why it failed. */
  message(view: VisitorView, message: Message): ComponentChild
  /** Before the first entry of a day that is not the one before; `at` is within it. */
  day(view: VisitorView, at: number): ComponentChild
  /** After the newest message, scrolling with the thread. */
  end(view: VisitorView): ComponentChild
  /** Between thread and composer. */
  foot(view: VisitorView): ComponentChild
  /** Instead of the composer for as long as it answers something; the thread stays. */
  cover(view: VisitorView): ComponentChild
  /** Under the header and over the thread. */
  menu(view: VisitorView): ComponentChild
  /** Beside the launcher while the panel is closed. */
  beside(view: VisitorView): ComponentChild
  /** Said to a screen reader once, when these words appear; never what is on screen as a message. */
  said(view: VisitorView): string | null
  /** Shows nothing; called after each drawing. */
  drawn(view: VisitorView): void
}

/**
 * A rare thing: one file in parts/ that exports a factory which is given the room, one line in the table of extras.ts
 * that says when it is wanted. From then on its slots are asked at each drawing; null is nothing. A focus that goes
 * with what a slot showed returns to the panel by itself.
 */
export type Extra = Partial<Slots>

/** All extras that are here. */
export interface Extras {
  fill<K extends keyof Slots>(slot: K, ...args: Parameters<Slots[K]>): ReturnType<Slots[K]>[]
}
