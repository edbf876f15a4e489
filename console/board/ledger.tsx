import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Ledger } from '../../protocol/report.ts'
import { Ring } from '../clock/ring.tsx'
import { Icon } from '../parts/icon.tsx'
import { useRoom } from '../room.ts'
import { visitorName } from '../visitor/name.ts'
import { exactly, span, timeOfDay } from '../words/format.ts'
import { Bar } from './bar.tsx'
import { isBreach } from './breach.ts'
import { byPhase, phases, type Segment, segments } from './segments.ts'

/** One episode in a line; opened, where its milliseconds went and who held it. */
export function LedgerLine({ ledger }: { ledger: Ledger }): VNode {
  const { desk, words: w, locale } = useRoom()
  const [open, setOpen] = useState(false)
  const visitor = desk.view.value.visitors.get(ledger.visitor)
  const status = ledger.status === 'waiting' ? w.board.waitingStatus : w.board[ledger.status]
  return (
    <details class="ledger" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="digits muted">{timeOfDay(ledger.startedAt, locale)}</span>
        <span class="ledger-name">{visitorName(visitor, ledger.visitor, w)}</span>
        <span class="muted ledger-status">
          {status}
          {ledger.answeredBy && ` ${w.board.byName(ledger.answeredBy.name)}`}
        </span>
        {ledger.status === 'waiting' ? (
          <Ring
            startedAt={ledger.startedAt}
            times={{ ...ledger.ladder, targetMs: ledger.targetMs }}
          />
        ) : (
          <Waited ledger={ledger} />
        )}
      </summary>
      {open &&
        (ledger.status === 'waiting' ? <Running ledger={ledger} /> : <Ended ledger={ledger} />)}
    </details>
  )
}

/** The time of an episode that is over; in words, by shape and in colour whether the target was kept. */
function Waited({ ledger }: { ledger: Ledger }): VNode {
  const { words: w, locale } = useRoom()
  const late = isBreach(ledger, 0) || ledger.status === 'abandoned'
  return (
    <span class={late ? 'ledger-time late' : 'ledger-time'}>
      <Icon name={late ? 'alert' : 'check'} />
      <span class="unseen">{late ? w.board.past : w.board.within}</span>
      <span class="digits">{span(ledger.waitedMs, w, locale)}</span>
    </span>
  )
}

/** Grows while the visitor waits. */
function Running({ ledger }: { ledger: Ledger }): VNode {
  const { ticker } = useRoom()
  useEffect(() => ticker.watch(), [ticker])
  const now = ticker.now.value
  const holders = ledger.holders.map(holder =>
    holder.endedAt === null ? { ...holder, heldMs: Math.max(0, now - holder.assignedAt) } : holder,
  )
  return <Account ledger={{ ...ledger, holders }} cut={segments(ledger, now)} />
}

function Ended({ ledger }: { ledger: Ledger }): VNode {
  return <Account ledger={ledger} cut={segments(ledger, ledger.startedAt + ledger.waitedMs)} />
}

function Account({ ledger, cut }: { ledger: Ledger; cut: Segment[] }): VNode {
  const { words: w } = useRoom()
  return (
    <>
      <h4>{w.board.where}</h4>
      <Bar ledger={ledger} cut={cut} />
      <Holders ledger={ledger} cut={cut} />
      <OpenChat ledger={ledger} />
    </>
  )
}

function Holders({ ledger, cut }: { ledger: Ledger; cut: Segment[] }): VNode {
  const { words: w, locale } = useRoom()
  if (ledger.holders.length === 0) return <p class="muted">{w.board.noHolder}</p>
  return (
    <>
      <h4>{w.board.holders}</h4>
      <ol class="holders">
        {ledger.holders.map((holder, i) => {
          const sum = byPhase(cut.filter(piece => piece.holder === i))
          const spent = phases
            .filter(phase => sum[phase] > 0)
            .map(phase => `${w.board.phase[phase]} ${exactly(sum[phase], w, locale)}`)
          return (
            <li key={holder.assignedAt}>
              <strong>{holder.agent.name}</strong>{' '}
              <span class="muted digits">
                {[
                  w.board.held(span(holder.heldMs, w, locale)),
                  ...spent,
                  ...(holder.openedAt === null && holder.outcome !== 'holding'
                    ? [w.board.neverOpened]
                    : []),
                  w.board.outcome[holder.outcome],
                ].join(' · ')}
              </span>
            </li>
          )
        })}
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
