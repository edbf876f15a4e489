import type { VNode } from 'preact'
import { Glyph } from './glyph.tsx'
import { type Group, grouped } from './groups.ts'
import { Messages } from './message.tsx'
import type { Part, Room } from './room.ts'

/** The conversation: greeting, messages and notices, and what happens right now. */
export function Thread({ view, room }: Part): VNode {
  const { words, follow } = room
  const { online, state, typing, entries } = view
  const late = room.choice(view)
  return (
    <div class="middle">
      <section
        class="thread"
        onScroll={event => follow.scrolled(event.currentTarget)}
        aria-label={words.thread}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <div class="greeting">
          <h3>{words.greeting}</h3>
          {online === 0 && state.status === 'new' && <p>{room.pace()?.away}</p>}
        </div>
        {grouped(entries).map(group => (
          <Item key={group.kind === 'messages' ? group.key : group.seq} group={group} room={room} />
        ))}
        {state.status === 'waiting' && online !== null && (
          <p class="notice">{room.pace()?.turn(view)}</p>
        )}
        {late ? late.card(view) : null}
        {typing && (
          <div class="typing" role="img" aria-label={words.typing(typing)}>
            <i />
            <i />
            <i />
          </div>
        )}
      </section>
      {follow.isBehind() && (
        <button type="button" class="pill" onClick={follow.toEnd}>
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
