import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Running } from '../clock/running.tsx'
import { Icon } from '../parts/icon.tsx'
import { useRoom } from '../room.ts'
import { visitorName } from '../visitor/name.ts'
import type { Call, Taken } from './calls.ts'
import { useShown } from './shown.ts'

const TAKEN_MS = 6000

/** What asks for an answer, over everything else on screen. */
export function Cards(): VNode {
  const { calls, words: w } = useRoom()
  const list = calls.list.value
  return (
    <>
      <section class="calls" aria-label={w.offer.label}>
        {list.map((call, i) => (
          <Card key={call.id} call={call} first={i === 0} />
        ))}
        {calls.taken.value.map(taken => (
          <Gone key={taken.c} taken={taken} />
        ))}
      </section>
      <p class="unseen" role="alert">
        {list[0] && <Said call={list[0]} />}
      </p>
    </>
  )
}

function Card({ call, first }: { call: Call; first: boolean }): VNode {
  const { calls, words: w } = useRoom()
  const { row, kind, mine } = call
  const name = useName(row.state.visitor)
  const card = useRef<HTMLElement>(null)
  useShown(row, card)
  const all = kind === 'all-hands'
  const holder = row.state.status === 'assigned' && !mine ? row.state.agent.name : null
  return (
    <article class={`call ${kind}`} ref={card} aria-label={w.offer[kind](name)}>
      <header>
        <Icon name={all ? 'hands' : 'inbox'} />
        <strong>{all ? w.offer.allHands : w.offer.forYou}</strong>
        <button
          type="button"
          class="icon-button"
          aria-label={w.offer.later(name)}
          onClick={() => calls.dismiss(call.id)}
        >
          <Icon name="close" />
        </button>
      </header>
      <div class="call-body">
        <div class="call-text">
          <p class="call-name">{name}</p>
          <p class="call-last" dir="auto">
            {row.state.last?.text ?? w.visitor.noText}
          </p>
          {holder && <p class="muted">{w.inbox.heldBy(holder)}</p>}
        </div>
        <Running state={row.state} />
      </div>
      <button
        type="button"
        class="primary"
        {...(first ? { 'aria-keyshortcuts': 'o Alt+o' } : {})}
        onClick={() => calls.open(call)}
      >
        {all ? w.offer.answer : w.offer.open}
        {first && (
          <span aria-hidden="true">
            <kbd>o</kbd>
          </span>
        )}
      </button>
    </article>
  )
}

function Gone({ taken }: { taken: Taken }): VNode {
  const { calls, words: w } = useRoom()
  const name = useName(taken.visitor)
  useEffect(() => {
    const timer = setTimeout(() => calls.forgetTaken(taken.c), TAKEN_MS)
    return () => clearTimeout(timer)
  }, [calls, taken.c])
  return (
    <p class="call gone" role="status">
      <Icon name="check" />
      {w.offer.taken(taken.by, name)}
    </p>
  )
}

function Said({ call }: { call: Call }): VNode {
  const { words: w } = useRoom()
  const name = useName(call.row.state.visitor)
  return (
    <>
      {w.offer[call.kind](name)} {call.row.state.last?.text}
    </>
  )
}

function useName(visitor: string): string {
  const { desk, words: w } = useRoom()
  return visitorName(desk.view.value.visitors.get(visitor), visitor, w)
}
