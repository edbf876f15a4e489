import type { VNode } from 'preact'
import type { Row } from '../../protocol/down.ts'
import type { Visitor } from '../../protocol/people.ts'
import { Icon } from '../parts/icon.tsx'
import { Away } from '../parts/linked.tsx'
import { useRoom } from '../room.ts'
import { languageName, moment, timeOfDay } from '../words/format.ts'
import { Told } from './context.tsx'
import { Earlier } from './earlier.tsx'
import { Fact } from './fact.tsx'
import { visitorName } from './name.ts'
import { leftEmail, wishOf } from './wish.ts'

/** Who is asking, as far as the page and the browser tell. */
export function Card({ row, back }: { row: Row; back(): void }): VNode {
  const { desk, words: w } = useRoom()
  const visitor = desk.view.value.visitors.get(row.state.visitor)
  return (
    <aside class="card" aria-label={w.visitor.title}>
      <header class="card-head">
        <button
          type="button"
          class="icon-button only-narrow"
          aria-label={w.thread.back}
          onClick={back}
        >
          <Icon name="back" />
        </button>
        <h2 tabIndex={-1} data-head="visitor">
          {visitorName(visitor, row.state.visitor, w)}
        </h2>
        <Standing visitor={visitor} />
      </header>
      {visitor ? <Facts visitor={visitor} row={row} /> : <p class="muted">{w.visitor.unknown}</p>}
      <Earlier visitor={row.state.visitor} except={row.c} />
    </aside>
  )
}

function Facts({ visitor, row }: { visitor: Visitor; row: Row }): VNode {
  const { desk, minutes, words: w, locale } = useRoom()
  const view = desk.view.value
  const wish = wishOf(row.state.wish, view, w, locale)
  const left = leftEmail(view.threads.get(row.c)?.entries ?? [])
  const { page, email, online, timezone, device, firstSeenAt } = visitor
  return (
    <dl class="facts">
      <Fact name={w.visitor.page}>
        <p class={online ? 'presence-line on' : 'presence-line'}>
          <span class={online ? 'presence on' : 'presence'} aria-hidden="true" />
          {online ? w.visitor.online : w.visitor.offline}
        </p>
        {page && (
          <>
            <p dir="auto">{page.title}</p>
            <p class="address" dir="ltr">
              <Away href={page.url} text={page.url} />
            </p>
          </>
        )}
      </Fact>
      {wish.length > 0 && <Fact name={w.visitor.wish}>{wish.join(' · ')}</Fact>}
      <Told context={visitor.context} />
      {left && (
        <Fact name={w.visitor.leftEmail}>
          <p class="address" dir="ltr">
            {left}
          </p>
        </Fact>
      )}
      {email && email !== left && (
        <Fact name={w.visitor.email}>
          <p class="address" dir="ltr">
            {email}
          </p>
        </Fact>
      )}
      <Fact name={w.visitor.time}>
        <span class="digits">{timeOfDay(minutes.now.value, locale, timezone)}</span>
        <span class="muted"> · {timezone.replaceAll('_', ' ')}</span>
      </Fact>
      <Fact name={w.visitor.language}>{languageName(visitor.language, locale)}</Fact>
      <Fact name={w.visitor.device}>{device}</Fact>
      <Fact name={w.visitor.firstSeen}>
        <span class="digits">{moment(firstSeenAt, locale)}</span>
      </Fact>
    </dl>
  )
}

/** Whose word the name is: the shop's own, or anybody's. */
function Standing({ visitor }: { visitor: Visitor | undefined }): VNode | null {
  const { words: w } = useRoom()
  if (!visitor) return null
  const { external, name, email } = visitor
  if (external === null) return name || email ? <p class="hint">{w.visitor.unverified}</p> : null
  return (
    <>
      <p class="verified">
        <Icon name="shield" />
        {w.context.verified}
      </p>
      <p class="hint">
        {w.context.external} <bdi>{external}</bdi>
      </p>
    </>
  )
}
