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
  const { view, room } = part
  const { words } = room
  const extras = room.extras()
  const cover = extras?.fill('cover', view)

  function key(event: TargetedKeyboardEvent<HTMLElement>): void {
    if (event.key !== 'Escape' || event.isComposing) return
    if (room.asked) room.ask('')
    else room.close()
  }

  return (
    <>
      <section
        class="panel"
        role="dialog"
        dir={/^(ar|fa|he|ur)/.test(room.tag) ? 'rtl' : 'ltr'}
        aria-label={view.site?.name ?? words.chat}
        tabIndex={-1}
        hidden={!open}
        onKeyDown={key}
      >
        <Header {...part} />
        {extras?.fill('menu', view)}
        {thread}
        <Line {...part} />
        {extras?.fill('foot', view)}
        {cover?.length ? cover : <Composer room={room} draft={draft} />}
      </section>
      {!open && extras?.fill('beside', view)}
      <div class="aside" aria-live="polite">
        {news.map(({ id, by, text }) => (
          <p key={id}>{by.role === 'agent' && `${by.name}: ${text}`}</p>
        ))}
        {extras?.fill('said', view).map(said => (
          <p key={said}>{said}</p>
        ))}
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
  return <div role="status">{text && <p class="line">{text}</p>}</div>
}
