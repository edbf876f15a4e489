import { type ComponentChild, Fragment, type VNode } from 'preact'
import { dayOf } from './days.ts'
import { type Group, grouped } from './groups.ts'
import { Messages } from './message.tsx'
import type { Part } from './room.ts'

/** The conversation: greeting, messages and notices, and what happens right now. */
export function Thread({ view, room }: Part): VNode {
  const { words, follow } = room
  const { typing, entries } = view
  // A conversation of today needs no day.
  let day = dayOf(Date.now())
  return (
    <section
      class="thread"
      onScroll={event => follow.scrolled(event.currentTarget)}
      aria-label={words.thread}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <div class="greeting">
        <h3>{words.greeting}</h3>
      </div>
      {grouped(entries).map(group => {
        const [key, at] =
          group.kind === 'messages' ? [group.key, group.messages[0].at] : [group.seq, group.at]
        const isNewDay = day !== dayOf(at)
        day = dayOf(at)
        return (
          <Fragment key={key}>
            {isNewDay && room.extras()?.fill('day', view, at)}
            {item(group, { view, room })}
          </Fragment>
        )
      })}
      {room.extras()?.fill('end', view)}
      {typing && (
        <div class="typing" role="img" aria-label={words.typing(typing)}>
          <i />
          <i />
          <i />
        </div>
      )}
    </section>
  )
}

function item(group: Group, part: Part): ComponentChild {
  const { words } = part.room
  if (group.kind === 'messages') return <Messages messages={group.messages} {...part} />
  switch (group.what) {
    case 'assigned':
      return <p class="notice">{words.joined(group.agent.name)}</p>
    case 'released':
      return <p class="notice">{words.left(group.agent.name)}</p>
    case 'resolved':
      return <p class="notice">{words.resolved}</p>
  }
}
