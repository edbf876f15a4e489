import type { VNode } from 'preact'
import { Copy } from '../parts/copy.tsx'
import { useRoom } from '../room.ts'
import { tagOf } from '../settings/tag.ts'
import type { Tab } from './order.ts'

/** An empty tab says what will fill it; a console that never saw a chat says how to get the first. */
export function Nothing({ tab }: { tab: Tab }): VNode | null {
  const { desk, words: w } = useRoom()
  const { rows, sites } = desk.view.value
  if (rows.size === 0 && desk.older.value === 'all') return <First site={sites[0]?.id} />
  switch (tab) {
    case 'waiting':
      return <Say title={w.inbox.noWaiting} text={w.inbox.noWaitingWhy} />
    case 'mine':
      return <Say title={w.inbox.noMine} text={w.inbox.noMineWhy} />
    case 'all':
      return <Say title={w.inbox.noAll} text={w.inbox.noWaitingWhy} />
    case 'resolved':
      return desk.older.value === 'all' ? (
        <Say title={w.inbox.noResolved} text={w.inbox.noResolvedWhy} />
      ) : null
  }
}

function First({ site }: { site: string | undefined }): VNode {
  const { words: w } = useRoom()
  if (!site) return <Say title={w.inbox.first} text={w.inbox.firstAdmin} />
  return (
    <div class="nothing">
      <h2>{w.inbox.first}</h2>
      <p>{w.inbox.firstWhy}</p>
      <Copy label={w.settings.tag} text={tagOf(location.origin, site)} />
    </div>
  )
}

function Say({ title, text }: { title: string; text: string }): VNode {
  return (
    <div class="nothing">
      <h2>{title}</h2>
      <p>{text}</p>
    </div>
  )
}
