import type { VNode } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { VisitorView } from '../../client/view.ts'
import { Glyph } from './glyph.tsx'
import { type Group, grouped } from './groups.ts'
import { Messages } from './message.tsx'
import type { Room } from './room.ts'

/** Within this many pixels of its end a thread counts as read to the end. */
const NEAR_PX = 48

/** The conversation; it follows its newest message unless the visitor has scrolled away from it. */
export function Thread({ view, room }: { view: VisitorView; room: Room }): VNode {
  const { words } = room
  const box = useRef<HTMLElement>(null)
  const follows = useRef(true)
  const [behind, setBehind] = useState(false)
  const newest = view.entries.at(-1)
  const own = newest?.kind === 'message' && newest.by.role === 'visitor' ? newest.id : null

  function toEnd(): void {
    follows.current = true
    setBehind(false)
    if (box.current) box.current.scrollTop = box.current.scrollHeight
  }
  function scrolled(): void {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = box.current ?? {}
    follows.current = scrollHeight - scrollTop - clientHeight < NEAR_PX
    if (follows.current) setBehind(false)
  }

  useLayoutEffect(() => {
    if (follows.current) toEnd()
    else if (view.entries.length) setBehind(true)
  }, [view.entries.length])
  useLayoutEffect(() => {
    if (follows.current) toEnd()
  }, [view.typing, view.state.status])
  useLayoutEffect(() => {
    if (own) toEnd()
  }, [own])
  // The box changes when the panel opens, the keyboard rises and the composer grows.
  useEffect(() => {
    const sizes = new ResizeObserver(() => follows.current && toEnd())
    if (box.current) sizes.observe(box.current)
    return () => sizes.disconnect()
  }, [])

  return (
    <div class="middle">
      <section
        class="thread"
        ref={box}
        onScroll={scrolled}
        aria-label={words.thread}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <div class="greeting">
          <h3>{words.greeting}</h3>
          {view.online === 0 && view.state.status === 'new' && <p>{words.greetingAway}</p>}
        </div>
        {grouped(view.entries).map(group => (
          <Item key={group.kind === 'messages' ? group.key : group.seq} group={group} room={room} />
        ))}
        {view.state.status === 'waiting' && view.online !== null && (
          <p class="notice">{view.online ? words.finding : words.waitingAlone}</p>
        )}
        {view.typing && (
          <div class="typing" role="img" aria-label={words.typing(view.typing)}>
            <i />
            <i />
            <i />
          </div>
        )}
      </section>
      {behind && (
        <button type="button" class="pill" onClick={toEnd}>
          {words.newMessages}
          <Glyph of="down" />
        </button>
      )}
    </div>
  )
}

function Item({ group, room }: { group: Group; room: Room }): VNode {
  const { words } = room
  if (group.kind === 'messages') return <Messages messages={group.messages} room={room} />
  switch (group.what) {
    case 'assigned':
      return <p class="notice">{words.joined(group.agent.name)}</p>
    case 'released':
      return <p class="notice">{words.left(group.agent.name)}</p>
    case 'resolved':
      return <p class="notice">{words.resolved}</p>
  }
}
