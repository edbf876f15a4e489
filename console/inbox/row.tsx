import type { VNode } from 'preact'
import { isAllHands } from '../../protocol/conversation.ts'
import type { Row } from '../../protocol/down.ts'
import { clockStart } from '../clock/countdown.ts'
import { Running } from '../clock/running.tsx'
import { Face } from '../parts/face.tsx'
import { useRoom } from '../room.ts'
import { hashOf } from '../route.ts'
import { visitorName } from '../visitor/name.ts'
import { ago } from '../words/format.ts'
import { unread } from './order.ts'

/** One chat of the inbox: who, what last, since when, and its clock while one runs. */
export function Line({ row }: { row: Row }): VNode {
  const { desk, minutes, words: w, locale } = useRoom()
  const { visitors, sites, typing } = desk.view.value
  const { c, state } = row
  const visitor = visitors.get(state.visitor)
  const name = visitorName(visitor, state.visitor, w)
  const start = clockStart(state)
  const isNew = unread(row)
  const site = sites.length > 1 ? sites.find(({ id }) => id === state.site) : undefined
  const other = state.status === 'assigned' && state.agent.id !== desk.me.id ? state.agent : null
  const open = desk.current.value === c
  const all = isAllHands(state)
  return (
    <a
      class={['row', isNew && 'new', all && 'hands'].filter(Boolean).join(' ')}
      href={hashOf({ at: 'inbox', chat: c })}
      data-row={c}
      {...(open ? { 'aria-current': 'true' as const } : {})}
    >
      <Face name={name} known={Boolean(visitor?.name)} />
      <span class="row-text">
        <span class="row-top">
          <span class="row-name">{name}</span>
          {isNew && start !== null && <span class="unseen">{w.inbox.unread}</span>}
          <span class="row-time">{ago(state.lastAt, minutes.now.value, w, locale)}</span>
        </span>
        <span class="row-last">
          {typing.has(c) ? (
            <em>{w.thread.typing(name)}</em>
          ) : (
            <>
              {state.last?.role === 'agent' && <span class="you">{w.inbox.you} </span>}
              {state.last?.text ?? w.visitor.noText}
            </>
          )}
        </span>
        {all && <strong class="row-hands">{w.offer.answer}</strong>}
        {(site || other) && (
          <span class="row-note">
            {[site?.name, other && w.inbox.heldBy(other.name)].filter(Boolean).join(' · ')}
          </span>
        )}
      </span>
      <span class="row-mark">
        {start !== null ? (
          <Running state={state} />
        ) : (
          isNew && <span class="dot" role="img" aria-label={w.inbox.unread} />
        )}
      </span>
    </a>
  )
}
