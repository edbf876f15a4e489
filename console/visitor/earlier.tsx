import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Row } from '../../protocol/down.ts'
import type { Visitor } from '../../protocol/people.ts'
import type { Answer } from '../api.ts'
import { useRoom } from '../room.ts'
import { ago } from '../words/format.ts'

type Past = Answer<{ visitor: Visitor; conversations: Row[] }>

/** The visitor's other chats, each one click away. */
export function Earlier({ visitor, except }: { visitor: string; except: string }): VNode {
  const { api, desk, minutes, words: w, locale } = useRoom()
  const [past, setPast] = useState<Past | null>(null)
  useEffect(() => {
    let asked = true
    void api.visitor(visitor).then(answer => {
      if (!asked) return
      setPast(answer)
      // A chat that was opened by its address alone brings nobody along.
      if (answer.ok) desk.client.learn([], [answer.value.visitor])
    })
    return () => {
      asked = false
    }
  }, [api, desk, visitor])

  const others = past?.ok ? past.value.conversations.filter(({ c }) => c !== except) : []
  return (
    <section class="earlier">
      <h3>{w.visitor.earlier}</h3>
      {past === null && <p class="muted">{w.inbox.loading}</p>}
      {past && !past.ok && <p class="muted">{w.visitor.failed}</p>}
      {past?.ok && others.length === 0 && <p class="muted">{w.visitor.none}</p>}
      <ul>
        {past?.ok &&
          others.map(row => (
            <li key={row.c}>
              <button
                type="button"
                class="earlier-row"
                onClick={() => desk.show(row.c, [row], [past.value.visitor])}
              >
                <span class="earlier-text">{row.state.last?.text ?? w.visitor.noText}</span>
                <span class="muted digits">
                  {ago(row.state.lastAt, minutes.now.value, w, locale)}
                  {row.state.status !== 'resolved' && ` · ${w.visitor.open}`}
                </span>
              </button>
            </li>
          ))}
      </ul>
    </section>
  )
}
