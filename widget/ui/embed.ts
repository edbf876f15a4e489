import type { VisitorClient } from '../../client/view.ts'
import type { Card } from '../../protocol/card.ts'

/** Made at the first call and shared; after a failure the next call tries again. */
export interface Once<T> {
  (): Promise<T>
  /** What has been asked for already; undefined while nobody has. */
  made?: Promise<T> | undefined
}

/** The options of the tag: `data-color` is `color`. */
export type Options = Record<string, string | undefined>

/**
 * The widget on one page, as the loader hands it to the other parts. Every `start` gives its fields new values, so none
 * of them is kept longer than a call.
 */
export interface Embed {
  readonly site: string
  /** The relay's origin. */
  readonly url: string
  /** Of the tag, with those of the last `start` over them. */
  options: Options
  /** Its `host` stands on the page; its first child, the frame, is hidden to hide all of it, and its `style.colorScheme` is 'dark' or 'light' where that is not left to the device. */
  root: ShadowRoot
  /** The launcher. */
  button: HTMLElement
  client: Once<VisitorClient>
  panel: Once<Panel>
  /**
   * What listens and watches ends when it is aborted, and the panel with it. To shut down: await `client.made` and
   * `panel.made`, since what is still on its way could not hear it; abort; close the client; remove the host.
   */
  life: AbortController
  /** Puts the host into the element that `options.inline` selects, under <html> without one; call it after changing that. */
  put(): void
  /** Begins anew after the life was aborted; with `options` that count more than the tag's. */
  start(options?: Options): void
}

/** The panel on its page. */
export interface Panel {
  /** Shows it and connects; moves the focus into it unless `focus` is false. */
  open(focus?: boolean): void
  close(): void
  toggle(): void
  /** Connects for a conversation of an earlier page, and opens if it was open there in this tab. */
  resume(): void
  /** Replaces what stands in the composer. */
  compose(text: string): void
  /** Drops what the visitor wrote and did not send. */
  forget(): void
  /** Shows a trigger's words as the shop's, here only: they enter no log, and a reload forgets them. */
  greet(text: string, card?: Card): Promise<void>
  /** Speaks the language of a BCP 47 tag from now on, English where there is no dictionary. */
  speak(tag: string): Promise<void>
  /** For the loader: lives inside that element of the page, without launcher, always open, as high as the element. */
  place(selector: string): Promise<void>
}

/**
 * Beside these, which the host element fires as CustomEvents: `open` and `close`; `card` with `{ message, action, card }`
 * when a button of a card is pressed; `rating` with `{ score, comment, likely }`.
 */
export type HostEvent = 'open' | 'close' | 'card' | 'rating'
