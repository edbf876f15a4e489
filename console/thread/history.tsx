import type { VNode } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import type { AgentThread } from '../../client/view.ts'
import { useRoom } from '../room.ts'
import { dayName } from '../words/format.ts'
import { toldIn } from './answers.ts'
import { Bubble } from './bubble.tsx'
import { NoticeLine } from './notice.tsx'
import { Peek } from './peek.tsx'
import { story } from './story.ts'

const NEAR_END_PX = 80

/** The log from its first message; it stays at the newest unless the reader scrolled away. */
export function History(props: {
  c: string
  name: string
  thread: AgentThread | undefined
}): VNode {
  const { desk, minutes, words: w, locale } = useRoom()
  const { c, name, thread } = props
  const entries = thread?.entries
  const days = useMemo(() => story(entries ?? []), [entries])
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const told = useMemo(() => toldIn(entries ?? []), [entries])
  const typing = desk.view.value.typing.get(c)

  const toEnd = (): void => {
    const el = box.current
    if (el && atEnd.current) el.scrollTop = el.scrollHeight
  }
  useLayoutEffect(toEnd, [entries, typing])
  useEffect(() => {
    // The composer grows and the phone's keyboard opens: the newest line stays in sight.
    const observer = new ResizeObserver(toEnd)
    if (box.current) observer.observe(box.current)
    return () => observer.disconnect()
  }, [])

  return (
    <section
      class="history"
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      data-scrolls
      aria-label={w.thread.history}
      onScroll={({ currentTarget: el }) => {
        atEnd.current = el.scrollHeight - el.scrollTop - el.clientHeight < NEAR_END_PX
      }}
    >
      {!thread?.complete && <p class="older">{w.thread.loading}</p>}
      {days.map(day => (
        <section key={day.at} class="day">
          <h3 class="day-name">{dayName(day.at, minutes.now.value, w, locale)}</h3>
          <ol>
            {day.beats.map(beat => (
              <li key={beat.kind === 'message' ? beat.message.id : `n${beat.seq}`}>
                {beat.kind === 'message' ? (
                  <Bubble c={c} name={name} told={told} {...beat} />
                ) : (
                  <NoticeLine notice={beat} />
                )}
              </li>
            ))}
          </ol>
        </section>
      ))}
      {typing !== undefined && <Peek name={name} text={typing} />}
    </section>
  )
}
