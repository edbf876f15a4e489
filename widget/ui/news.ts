import type { Message, VisitorView } from '../../client/view.ts'

/** Each call returns the newest agent messages that were new to the visitor; never the history. */
export function createNews(): (view: VisitorView) => Message[] {
  let upTo = 0
  let news: Message[] = []
  return ({ state, entries }) => {
    if (state.status === 'new') return news
    upTo = Math.max(upTo, state.read.visitor)
    const fresh = entries.filter(
      (entry): entry is Message =>
        entry.kind === 'message' && entry.by.role === 'agent' && (entry.seq ?? 0) > upTo,
    )
    const newest = fresh.at(-1)
    if (newest) {
      upTo = newest.seq ?? upTo
      news = fresh
    }
    return news
  }
}
