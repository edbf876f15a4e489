import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useRoom } from '../room.ts'
import { Thread } from '../thread/thread.tsx'
import { Card } from '../visitor/card.tsx'
import { List } from './list.tsx'

/** List, thread and visitor side by side; on narrow screens the ones that fit. */
export function Inbox(): VNode {
  const { desk, words: w } = useRoom()
  const c = desk.current.value
  const [aside, setAside] = useState(false)
  // Another chat begins with its thread, not with the card of the one before.
  useEffect(() => {
    if (c !== null) setAside(false)
  }, [c])
  const row = c === null ? undefined : desk.view.value.rows.get(c)
  const pane = c === null ? 'list' : aside && row ? 'visitor' : 'thread'
  return (
    <div class="desk" data-pane={pane}>
      <h1 class="unseen">{w.inbox.title}</h1>
      <List />
      {row ? (
        <Thread key={row.c} row={row} showVisitor={() => setAside(true)} />
      ) : (
        <NoChat gone={c !== null} />
      )}
      {row && <Card key={`about ${row.c}`} row={row} back={() => setAside(false)} />}
    </div>
  )
}

function NoChat({ gone }: { gone: boolean }): VNode {
  const { words: w } = useRoom()
  return (
    <section class="thread empty" aria-label={w.thread.history}>
      <h2>{w.thread.none}</h2>
      <p>{gone ? w.thread.gone : w.thread.noneWhy}</p>
      <p class="hint">
        <kbd>?</kbd> {w.thread.keysHint}
      </p>
    </section>
  )
}
