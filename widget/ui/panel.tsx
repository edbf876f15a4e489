import type { TargetedKeyboardEvent, VNode } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { VisitorView } from '../../client/view.ts'
import { Announcer } from './announcer.tsx'
import { Composer } from './composer.tsx'
import { Header } from './header.tsx'
import type { Room } from './room.ts'
import { Thread } from './thread.tsx'
import type { Words } from './words/en.ts'

/** The chat itself: a dialog that leaves the page behind it usable. */
export function Panel(props: {
  view: VisitorView
  room: Room
  open: boolean
  /** Counts the times the visitor asked for the panel: each moves focus into it. */
  asked: number
  close: () => void
}): VNode {
  const { view, room, open, asked, close } = props
  const { client, words } = room
  const dialog = useRef<HTMLElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)

  useLayoutEffect(() => {
    if (!open || !asked) return
    // On a touch screen the keyboard would hide the greeting before it is read.
    const target = matchMedia('(pointer: coarse)').matches ? dialog : field
    target.current?.focus({ preventScroll: true })
  }, [open, asked])

  useEffect(() => {
    const look = () => {
      if (open && client.view.unread && document.visibilityState === 'visible') client.read()
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [open, view.unread])

  function key(event: TargetedKeyboardEvent<HTMLElement>): void {
    if (event.key === 'Escape' && !event.isComposing) close()
  }

  return (
    <>
      <section
        class="panel"
        role="dialog"
        aria-label={view.site?.name ?? words.chat}
        tabIndex={-1}
        hidden={!open}
        ref={dialog}
        onKeyDown={key}
      >
        <Header view={view} words={words} close={close} />
        <Thread view={view} room={room} />
        <Line view={view} words={words} />
        <Composer room={room} field={field} />
      </section>
      <Announcer view={view} words={words} />
    </>
  )
}

/** Says so when the line is down; silent while it works. */
function Line({ view, words }: { view: VisitorView; words: Words }): VNode {
  const { link, stored } = view
  const text =
    link.state === 'stopped'
      ? words.stopped
      : link.state === 'waiting' && (stored ? words.offline : words.unstored)
  return <div role="status">{text && <p class={`line ${link.state}`}>{text}</p>}</div>
}
