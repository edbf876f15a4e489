import type { VNode } from 'preact'
import { Icon } from '../parts/icon.tsx'
import { useRoom } from '../room.ts'
import { told } from './checks.ts'
import { Mend } from './sheet.tsx'

/** Whether chats come to me, when something is to be said about it: why I am away, or what limits me online. */
export function Standing(): VNode | null {
  const { desk, ready, words: w } = useRoom()
  const { link, me } = desk.view.value
  if (!me || link.state !== 'online') return null
  if (me.availability === 'away')
    return (
      <p class="line away">
        <strong>{w.away[me.away ?? 'chosen']}</strong>{' '}
        <button type="button" class="primary" onClick={() => void ready.goOnline()}>
          {(me.away ?? 'chosen') === 'chosen' ? w.me.goOnline : w.away.back}
        </button>
      </p>
    )
  if (me.availability === 'online' && !ready.passed.value && !ready.running.value)
    return (
      <p class="line">
        {w.ready.unchecked}{' '}
        <button type="button" class="link" onClick={() => void ready.look()}>
          {w.ready.check}
        </button>
      </p>
    )
  return <Warned />
}

function Warned(): VNode | null {
  const { ready, words: w } = useRoom()
  const [first, ...others] = ready.warned.value
  if (!first || ready.shown.value) return null
  return (
    <div class="line warned">
      <Icon name="alert" />
      <span>
        {w.ready.warned(others.length + 1)} {told(first, w)}
      </span>
      <Mend check={first} />
      <button type="button" class="link" onClick={() => ready.open()}>
        {w.ready.show}
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={w.ready.putAside}
        onClick={() => ready.putAside()}
      >
        <Icon name="close" />
      </button>
    </div>
  )
}
