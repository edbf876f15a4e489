import type { VNode } from 'preact'
import { useRef } from 'preact/hooks'
import type { Message, VisitorView } from '../../client/view.ts'
import type { Words } from './words/en.ts'

/** Says each agent message once to a screen reader when it is new to the visitor; never the history. */
export function Announcer({ view, words }: { view: VisitorView; words: Words }): VNode {
  const said = useRef<{ upTo: number; news: Message[] }>({ upTo: -1, news: [] })
  const seen = view.state.status === 'new' ? 0 : view.state.read.visitor
  const from = Math.max(said.current.upTo, seen)
  const news = view.entries.filter(
    (entry): entry is Message =>
      entry.kind === 'message' && entry.by.role === 'agent' && (entry.seq ?? 0) > from,
  )
  const newest = news.at(-1)
  if (newest) said.current = { upTo: newest.seq ?? 0, news }
  return (
    <div class="aside" aria-live="polite">
      {said.current.news.map(({ id, by, text }) => (
        <p key={id}>{by.role === 'agent' && words.said(by.name, text)}</p>
      ))}
    </div>
  )
}
