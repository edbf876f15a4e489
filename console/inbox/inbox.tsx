import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useRoom } from '../room.ts'
import { hashOf } from '../route.ts'
import { Thread } from '../thread/thread.tsx'
import { Card } from '../visitor/card.tsx'
import { List } from './list.tsx'

/** List, thread and visitor side by side; on narrow screens the ones that fit. */
export function Inbox(): VNode {
  const { desk, words: w } = useRoom()
  const c = desk.current.value
  const [aside, setAside] = useState(false)
  // Another chat, and one that was just given to somebody, begins with its thread and not with the card.
  const row = c === null ? undefined : desk.view.value.rows.get(c)
  const given = row?.state.assignments
  useEffect(() => {
    if (c !== null) setAside(false)
  }, [c, given])
  const pane = c === null ? 'list' : aside && row ? 'visitor' : 'thread'
  const columns = useRef<HTMLDivElement>(null)
  useFollow(columns, pane, c)
  return (
    <div class="desk" ref={columns} data-pane={pane}>
      <h1 class="unseen">{w.inbox.title}</h1>
      <List />
      {row ? <Thread key={row.c} row={row} showVisitor={() => setAside(true)} /> : <NoChat c={c} />}
      {row && <Card key={`about ${row.c}`} row={row} back={() => setAside(false)} />}
    </div>
  )
}

/** Where panes replace each other, the focus goes along instead of staying on what is gone. */
function useFollow(
  columns: { current: HTMLElement | null },
  pane: 'list' | 'thread' | 'visitor',
  chat: string | null,
): void {
  const last = useRef(chat)
  useEffect(() => {
    const at = document.activeElement
    const lost = !at || at === document.body || !at.checkVisibility()
    const rows = columns.current?.querySelectorAll<HTMLElement>('[data-row]') ?? []
    const row = [...rows].find(({ dataset }) => dataset.row === last.current)
    last.current = chat ?? last.current
    if (!lost) return
    const head = columns.current?.querySelector<HTMLElement>(`[data-head="${pane}"]`)
    const target = pane === 'list' ? row : head
    target?.focus({ preventScroll: true })
  }, [columns, pane, chat])
}

function NoChat({ c }: { c: string | null }): VNode {
  const { desk, words: w } = useRoom()
  const { threads } = desk.view.value
  const why = (): string => {
    if (c === null) return w.thread.noneWhy
    if (desk.erased.value.has(c)) return w.thread.erased
    return threads.has(c) ? w.thread.loading : w.thread.gone
  }
  return (
    <section class="thread empty" aria-label={w.thread.history}>
      <h2>{w.thread.none}</h2>
      <p role="status">{why()}</p>
      <a class="only-phone" href={hashOf({ at: 'inbox', chat: null })}>
        {w.thread.back}
      </a>
      <p class="hint">
        <kbd>?</kbd> {w.thread.keysHint}
      </p>
    </section>
  )
}
