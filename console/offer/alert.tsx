import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { createHeard } from '../notice/heard.ts'
import { Icon } from '../parts/icon.tsx'
import { useRoom } from '../room.ts'
import { hashOf } from '../route.ts'
import { visitorName } from '../visitor/name.ts'
import { span } from '../words/format.ts'
import { type Breach, breachesOf } from './breaches.ts'

const MOST = 3

/** What passed the target, for leads: a line each, until it is put aside. */
export function BreachAlert(): VNode | null {
  const { desk, kept, words: w } = useRoom()
  const { rows, me } = desk.view.value
  const [aside] = useState(() => createHeard({ kept, key: `sapa:breaches:${desk.me.id}` }))
  if ((me?.role ?? desk.me.role) !== 'admin') return null
  const all = breachesOf(rows.values()).filter(({ id }) => !aside.ids.value.has(id))
  return (
    <section class="breaches" aria-label={w.breach.label} aria-live="polite">
      {all.slice(0, MOST).map(breach => (
        <Passed key={breach.id} breach={breach} dismiss={() => aside.first(breach.id)} />
      ))}
      {all.length > MOST && (
        <p class="line breach-line">
          <a href={hashOf({ at: 'board' })}>{w.breach.more(all.length - MOST)}</a>
        </p>
      )}
    </section>
  )
}

function Passed({ breach, dismiss }: { breach: Breach; dismiss(): void }): VNode {
  const { desk, words: w, locale } = useRoom()
  const { c, visitor, held, answered } = breach
  const name = visitorName(desk.view.value.visitors.get(visitor), visitor, w)
  return (
    <p class="line breach-line">
      <Icon name="alert" />
      <strong>{w.breach.line(name)}</strong>
      <span>{held.length > 0 ? w.breach.held(held.join(', ')) : w.breach.nobody}</span>
      {answered && <span>{w.breach.answered(answered.by, span(answered.afterMs, w, locale))}</span>}
      <a href={hashOf({ at: 'inbox', chat: c })}>{w.breach.open}</a>
      <button
        type="button"
        class="icon-button"
        aria-label={w.breach.dismiss(name)}
        onClick={dismiss}
      >
        <Icon name="close" />
      </button>
    </p>
  )
}
