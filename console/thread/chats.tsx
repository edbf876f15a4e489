import type { VNode } from 'preact'
import { Icon } from '../parts/icon.tsx'
import { useRoom } from '../room.ts'
import { hashOf } from '../route.ts'
import { visitorName } from '../visitor/name.ts'

/** The chats opened on this screen, one click apart; it appears with the second. */
export function Chats(): VNode | null {
  const { desk, words: w } = useRoom()
  const chats = desk.chats.value
  if (chats.length < 2) return null
  const { rows, visitors } = desk.view.value
  return (
    <nav class="chats" aria-label={w.thread.openChats}>
      {chats.map(c => {
        const row = rows.get(c)
        const visitor = row?.state.visitor ?? c
        const name = visitorName(visitors.get(visitor), visitor, w)
        const here = desk.current.value === c
        return (
          <span key={c} class={here ? 'chat here' : 'chat'}>
            <a
              href={hashOf({ at: 'inbox', chat: c })}
              {...(here ? { 'aria-current': 'true' as const } : {})}
            >
              {row && row.state.unansweredSince !== null && (
                <span class="dot" role="img" aria-label={w.inbox.unanswered} />
              )}
              <span class="chat-name">{name}</span>
            </a>
            <button
              type="button"
              class="icon-button"
              aria-label={w.thread.close(name)}
              onClick={() => desk.putAway(c)}
            >
              <Icon name="close" />
            </button>
          </span>
        )
      })}
    </nav>
  )
}
