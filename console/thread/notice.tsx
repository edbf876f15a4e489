import type { VNode } from 'preact'
import type { FloorNotice, Notice } from '../../client/view.ts'
import { Icon } from '../parts/icon.tsx'
import { useRoom } from '../room.ts'
import { visitorName } from '../visitor/name.ts'
import { wishOf } from '../visitor/wish.ts'
import type { Words } from '../words/english.ts'
import { secondOfDay } from '../words/format.ts'
import { decision } from './decision.ts'
import { Rated } from './rated.tsx'

/** What happened between the messages, quietly. */
export function NoticeLine({ notice }: { notice: Notice | FloorNotice }): VNode {
  const { desk, words: w, locale } = useRoom()
  const time = <span class="digits">{secondOfDay(notice.at, locale)}</span>
  if (notice.what === 'routed')
    return (
      <details class="decision">
        <summary>
          <Icon name="route" />
          <span class="decision-text">{decision(notice, w)}</span>
        </summary>
        <p>
          {time} · {w.routing.why} {w.routing.cause[notice.cause]}
        </p>
      </details>
    )
  if (notice.what === 'rated') return <Rated notice={notice} />
  if (notice.what === 'merged') {
    const { visitor } = notice
    const name = visitorName(desk.view.value.visitors.get(visitor), visitor, w)
    return (
      <p class="notice">
        {w.thread.merged(name)} · {time}
      </p>
    )
  }
  if (notice.what === 'wished') {
    const wish = wishOf(notice.wish, desk.view.value, w, locale).join(' · ')
    return (
      <p class="notice">
        {wish === '' ? w.thread.wishedNothing : w.thread.wished(wish)} · {time}
      </p>
    )
  }
  return (
    <p class={notice.what === 'stepped' ? `notice step ${notice.step}` : 'notice'}>
      {said(notice, w)} · {time}
    </p>
  )
}

/** A notice that is one sentence. */
export function said(
  notice: Exclude<Notice | FloorNotice, { what: 'routed' | 'wished' | 'rated' | 'merged' }>,
  { thread }: Words,
): string {
  switch (notice.what) {
    case 'assigned':
      return notice.how === 'taken'
        ? thread.took(notice.agent.name)
        : thread.given(notice.agent.name)
    case 'acked':
      return thread.acked(notice.agent.name)
    case 'released':
      return thread.released[notice.why](notice.agent.name)
    case 'stepped':
      return notice.kept ? thread.kept[notice.kept] : thread.stepped[notice.step]
    case 'chose':
      return notice.email ? thread.choseEmail(notice.email) : thread.chose[notice.choice]
    case 'acted':
      return thread.acted(notice.label)
    case 'resolved':
      return thread.resolved(notice.by.name)
  }
}
