import type { VNode } from 'preact'
import type { Ledger } from '../../protocol/report.ts'
import { Ring } from '../clock/ring.tsx'
import { Icon } from '../parts/icon.tsx'
import { useRoom } from '../room.ts'
import { visitorName } from '../visitor/name.ts'
import { span, timeOfDay } from '../words/format.ts'
import { Bar } from './bar.tsx'

/** One episode in a line; opened, where its milliseconds went and who held it. */
export function LedgerLine({ ledger }: { ledger: Ledger }): VNode {
  const { desk, words: w, locale } = useRoom()
  const visitor = desk.view.value.visitors.get(ledger.visitor)
  const status = ledger.status === 'waiting' ? w.board.waitingStatus : w.board[ledger.status]
  return (
    <details class="ledger">
      <summary>
        <span class="digits muted">{timeOfDay(ledger.startedAt, locale)}</span>
        <span class="ledger-name">{visitorName(visitor, ledger.visitor, w)}</span>
        <span class="muted ledger-status">
          {status}
          {ledger.answeredBy && ` ${w.board.byName(ledger.answeredBy.name)}`}
        </span>
        {ledger.status === 'waiting' ? (
          <Ring startedAt={ledger.startedAt} targetMs={ledger.targetMs} />
        ) : (
          <Waited ledger={ledger} />
        )}
      </summary>
      <Bar ledger={ledger} />
      <Holders ledger={ledger} />
      <OpenChat ledger={ledger} />
    </details>
  )
}

/** The time of an episode that is over; in words, by shape and in colour whether the target was kept. */
function Waited({ ledger }: { ledger: Ledger }): VNode {
  const { words: w, locale } = useRoom()
  const late = ledger.waitedMs > ledger.targetMs || ledger.status === 'abandoned'
  return (
    <span class={late ? 'ledger-time late' : 'ledger-time'}>
      <Icon name={late ? 'alert' : 'check'} />
      <span class="unseen">{late ? w.board.past : w.board.within}</span>
      <span class="digits">{span(ledger.waitedMs, w, locale)}</span>
    </span>
  )
}

function Holders({ ledger }: { ledger: Ledger }): VNode {
  const { words: w, locale } = useRoom()
  if (ledger.holders.length === 0) return <p class="muted">{w.board.noHolder}</p>
  return (
    <>
      <h4>{w.board.holders}</h4>
      <ol class="holders">
        {ledger.holders.map(holder => (
          <li key={holder.assignedAt}>
            <strong>{holder.agent.name}</strong>{' '}
            <span class="muted digits">
              {[
                w.board.held(span(holder.heldMs, w, locale)),
                holder.openedAt === null
                  ? w.board.neverOpened
                  : w.board.openedAfter(span(holder.openedAt - holder.assignedAt, w, locale)),
                w.board.outcome[holder.outcome],
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

function OpenChat({ ledger }: { ledger: Ledger }): VNode {
  const { api, desk, words: w } = useRoom()

  const open = async (): Promise<void> => {
    // A chat that is resolved is in no welcome: the visitor's list has it.
    if (desk.client.view.rows.has(ledger.conversation)) return desk.show(ledger.conversation)
    const answer = await api.visitor(ledger.visitor)
    if (!answer.ok) return
    desk.show(ledger.conversation, answer.value.conversations, [answer.value.visitor])
  }

  return (
    <button type="button" class="link" onClick={open}>
      {w.board.openChat}
    </button>
  )
}
