import type { VNode } from 'preact'
import { Icon } from '../parts/icon.tsx'
import { useRoom } from '../room.ts'
import { Nothing } from './nothing.tsx'
import { tabs } from './order.ts'
import { Line } from './row.tsx'

/** The chats of one tab, the most urgent first. */
export function List(): VNode {
  const { desk, words: w } = useRoom()
  const chosen = desk.tab.value
  const rows = desk.listed.value
  const hands = desk.hands.value
  const counts = desk.counts.value
  return (
    <section class="list" aria-label={w.inbox.title}>
      <fieldset class="tabs">
        <legend class="unseen">{w.inbox.tabs}</legend>
        {tabs.map(tab => (
          <button
            key={tab}
            type="button"
            aria-pressed={tab === chosen}
            onClick={() => {
              desk.tab.value = tab
            }}
          >
            {w.inbox[tab]}
            {tab !== 'resolved' && counts[tab] > 0 && (
              <span class={tab === 'waiting' ? 'count urgent' : 'count'}>{counts[tab]}</span>
            )}
          </button>
        ))}
      </fieldset>
      {hands.length > 0 && (
        <section class="all-hands-rows" aria-label={w.offer.allHands}>
          <h2>
            <Icon name="hands" /> {w.offer.allHands}
          </h2>
          <ul class="rows">
            {hands.map(row => (
              <li key={row.c}>
                <Line row={row} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {rows.length > 0 && (
        <ul class="rows">
          {rows.map(row => (
            <li key={row.c}>
              <Line row={row} />
            </li>
          ))}
        </ul>
      )}
      {rows.length === 0 && hands.length === 0 && desk.view.value.me && <Nothing tab={chosen} />}
      {chosen === 'resolved' && <Older />}
    </section>
  )
}

function Older(): VNode | null {
  const { desk, words: w } = useRoom()
  switch (desk.older.value) {
    case 'loading':
      return <p class="older">{w.inbox.loading}</p>
    case 'all':
      return null
    case 'failed':
      return (
        <p class="older">
          {w.inbox.failed}{' '}
          <button type="button" class="link" onClick={() => void desk.loadOlder()}>
            {w.line.retry}
          </button>
        </p>
      )
    case 'more':
      return (
        <p class="older">
          <button type="button" class="quiet" onClick={() => void desk.loadOlder()}>
            {w.inbox.more}
          </button>
        </p>
      )
  }
}
