import type { TargetedKeyboardEvent, VNode } from 'preact'
import type { Message } from '../../client/view.ts'
import { Composer } from './composer.tsx'
import { Header } from './header.tsx'
import type { Part } from './room.ts'

/** The chat itself: a dialog that leaves the page behind it usable. */
export function Panel(props: {
  part: Part
  open: boolean
  draft: string
  /** Said to a screen reader, each once. */
  news: Message[]
  thread: VNode
}): VNode {
  const { part, open, draft, news, thread } = props
  const { words, close, choice } = part.room
  const late = choice(part.view)

  function key(event: TargetedKeyboardEvent<HTMLElement>): void {
    if (event.key === 'Escape' && !event.isComposing) close()
  }

  return (
    <>
      <section
        class="panel"
        role="dialog"
        aria-label={part.view.site?.name ?? words.chat}
        tabIndex={-1}
        hidden={!open}
        onKeyDown={key}
      >
        <Header {...part} />
        {thread}
        <Line {...part} />
        <Composer room={part.room} draft={draft} />
      </section>
      <div class="aside" aria-live="polite">
        {news.map(({ id, by, text }) => (
          <p key={id}>{by.role === 'agent' && `${by.name}: ${text}`}</p>
        ))}
        {late && <p>{late.said(part.view)}</p>}
      </div>
    </>
  )
}

/** Says so when the line is down; silent while it works. */
function Line({ view: { link, stored }, room: { words } }: Part): VNode {
  const text =
    link.state === 'stopped'
      ? words.stopped
      : link.state === 'waiting' && (stored ? words.offline : words.unstored)
  return <div role="status">{text && <p class={`line ${link.state}`}>{text}</p>}</div>
}
