import type { VNode } from 'preact'
import type { Notice } from '../../client/view.ts'
import { Icon } from '../parts/icon.tsx'
import { useRoom } from '../room.ts'
import { timeOfDay } from '../words/format.ts'
import { decision } from './decision.ts'

/** What happened between the messages, quietly. */
export function NoticeLine({ notice }: { notice: Notice }): VNode {
  const { words: w, locale } = useRoom()
  const time = <span class="digits">{timeOfDay(notice.at, locale)}</span>
  switch (notice.what) {
    case 'routed':
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
    case 'assigned': {
      const { name } = notice.agent
      return (
        <p class="notice">
          {notice.how === 'taken' ? w.thread.took(name) : w.thread.given(name)} · {time}
        </p>
      )
    }
    case 'released':
      return (
        <p class="notice">
          {w.thread.released(notice.agent.name)} · {time}
        </p>
      )
    case 'resolved':
      return (
        <p class="notice">
          {w.thread.resolved(notice.agent.name)} · {time}
        </p>
      )
  }
}
