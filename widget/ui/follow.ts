import type { VisitorView } from '../../client/view.ts'

/** Within this many pixels of its end a thread counts as read to the end. */
const NEAR_PX = 48

/** Keeps a thread at its newest message unless the visitor has scrolled away from it. */
export interface Follow {
  /** Something new stands below what the visitor looks at. */
  isBehind(): boolean
  /** Before the view is drawn. */
  before(view: VisitorView): void
  /** After it: `box` is the element that scrolls. */
  after(box: Element): void
  scrolled(box: Element): void
  toEnd(): void
}

/** `redraw` is called when only `isBehind` has changed. */
export function createFollow(redraw: () => void): Follow {
  let follows = true
  let behind = false
  let count = 0
  let own = ''
  let watched: Element | null = null

  function settle(): void {
    if (watched && follows) watched.scrollTop = watched.scrollHeight
  }
  function toEnd(): void {
    follows = true
    behind = false
    settle()
    redraw()
  }
  return {
    isBehind: () => behind,
    before({ entries }) {
      const newest = entries.at(-1)
      // What the visitor writes is always followed.
      if (newest?.kind === 'message' && newest.by.role === 'visitor' && newest.id !== own) {
        own = newest.id
        follows = true
      }
      behind = !follows && (behind || entries.length > count)
      count = entries.length
    },
    after(box) {
      // Its size changes when the panel opens, the keyboard rises and the composer grows.
      if (!watched) new ResizeObserver(settle).observe(box)
      watched = box
      settle()
    },
    scrolled({ scrollHeight, scrollTop, clientHeight }) {
      // A hidden box has no place to be at.
      if (!clientHeight) return
      follows = scrollHeight - scrollTop - clientHeight < NEAR_PX
      if (follows && behind) toEnd()
    },
    toEnd,
  }
}
